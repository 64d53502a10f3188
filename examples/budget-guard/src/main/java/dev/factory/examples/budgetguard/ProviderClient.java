package dev.factory.examples.budgetguard;

import dev.factory.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Calls the provider over HTTP, as the API of Chat Completions is called. */
final class ProviderClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  ProviderClient(URI base) {
    this.base = base;
  }

  /** {@return the body of the reply} */
  String ask(Side side, String prompt, long mostOutput) {
    String body =
        Json.mapper()
            .writeValueAsString(
                Map.of(
                    "model",
                    Terms.MODEL,
                    "max_tokens",
                    mostOutput,
                    "messages",
                    List.of(Map.of("role", "user", "content", prompt))));
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/" + side.text() + "/v1/chat/completions"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the provider was at work", e);
    }
  }
}
