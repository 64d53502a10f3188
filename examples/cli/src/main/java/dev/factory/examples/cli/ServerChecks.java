package dev.factory.examples.cli;

import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.InvalidJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a running server says of itself. */
final class ServerChecks {
  private static final String API = "API server";
  private static final String MONITORING = "Monitoring";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final @Nullable String base;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * @param base where it answers; null if it shall not be asked
   */
  ServerChecks(@Nullable URI base) {
    if (base != null && !"http".equals(base.getScheme()) && !"https".equals(base.getScheme())) {
      throw new CliException(
          "cli.usage", "--url begins with http:// or https://; nothing was checked");
    }
    this.base = base == null ? null : base.toString().replaceAll("/+$", "");
  }

  Check api() {
    if (base == null) {
      return Check.notChecked(API, "give --url");
    }
    try {
      HttpResponse<byte[]> answer = get("/health");
      return answer.statusCode() == OK
          ? Check.ok(API, "RUNNING", process(answer.body()))
          : Check.failed(API, "FAILING", "/health answers " + answer.statusCode());
    } catch (IOException e) {
      return Check.failed(API, "NOT ANSWERING", e.getClass().getSimpleName());
    }
  }

  /** The process id, if the server names it. */
  private static String process(byte[] health) {
    try {
      return CanonicalJson.parseObject(health).get("pid") instanceof Long pid ? "PID: " + pid : "";
    } catch (InvalidJsonException e) {
      return "";
    }
  }

  Check monitoring() {
    if (base == null) {
      return Check.notChecked(MONITORING, "give --url");
    }
    try {
      HttpResponse<byte[]> answer = get("/metrics");
      long metrics =
          new String(answer.body(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith("# TYPE "))
              .count();
      return answer.statusCode() == OK && metrics > 0
          ? Check.ok(MONITORING, "ACTIVE", Text.count(metrics, "metric"))
          : Check.failed(MONITORING, "FAILING", "/metrics answers " + answer.statusCode());
    } catch (IOException e) {
      return Check.failed(MONITORING, "NOT ANSWERING", e.getClass().getSimpleName());
    }
  }

  private HttpResponse<byte[]> get(String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).build(),
          BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
