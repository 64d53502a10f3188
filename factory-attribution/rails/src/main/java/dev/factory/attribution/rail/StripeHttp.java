package dev.factory.attribution.rail;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** One request, one reply; never again by itself. */
final class StripeHttp {
  private static final String VERSION = "2024-06-20";

  private final StripeSettings settings;
  private final HttpClient client;

  StripeHttp(StripeSettings settings) {
    this.settings = settings;
    // HTTP/1.1: the client repeats requests of HTTP/2 that a server turned away
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  /** What came of a request. */
  sealed interface Reply {
    /** An answer, whatever it says. */
    record Answered(HttpResponse<byte[]> response) implements Reply {}

    /** There was no connection, so nothing was sent. */
    record NeverSent() implements Reply {}

    /** It was sent, or may have been, and there is no answer. */
    record Lost(String how) implements Reply {}
  }

  Reply post(String path, Map<String, String> form, String key) {
    String body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  Reply get(String path) {
    return send(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(settings.base().resolve(path))
        .timeout(settings.timeout())
        .header("Authorization", "Bearer " + settings.secretKey())
        .header("Stripe-Version", VERSION);
  }

  private Reply send(HttpRequest request) {
    try {
      return new Reply.Answered(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Reply.NeverSent();
    } catch (IOException e) {
      return new Reply.Lost("no-answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Lost("interrupted");
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
