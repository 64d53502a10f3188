package dev.factory.cost.provider;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A reply with another status than 200. Its body may quote the call, so nobody reads it. */
final class ErrorReply extends ReplyReader {
  private static final int MULTIPLE_CHOICES = 300;
  private static final int BAD_REQUEST = 400;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final int UNAVAILABLE = 503;
  private static final int SITE_OVERLOADED = 529; // Anthropic's own
  private static final int MOST_SECONDS = 86_400;

  private final Failure failure;

  ErrorReply(HttpResponse.ResponseInfo head) {
    this.failure = of(head.statusCode(), retryAfter(head));
  }

  private static Failure of(int status, Duration retryAfter) {
    if (status == TOO_MANY || status == UNAVAILABLE || status == SITE_OVERLOADED) {
      return new Failure(Failure.Kind.OVERLOADED, status, retryAfter, false);
    }
    if (status == REQUEST_TIMEOUT || status == CONFLICT) {
      return new Failure(Failure.Kind.BROKEN, status, retryAfter, false);
    }
    if (status >= MULTIPLE_CHOICES && status < SERVER_ERROR) {
      return new Failure(Failure.Kind.REFUSED, status, retryAfter, false);
    }
    return status < BAD_REQUEST
        ? new Failure(Failure.Kind.UNREADABLE, status, retryAfter, true)
        : new Failure(Failure.Kind.BROKEN, status, retryAfter, true);
  }

  /**
   * Seconds, or {@code retry-after-ms}, which OpenAI sends beside them. A date would need the
   * provider's clock and counts as nothing said.
   */
  private static Duration retryAfter(HttpResponse.ResponseInfo head) {
    Optional<Duration> exact =
        head.headers()
            .firstValue("retry-after-ms")
            .flatMap(ErrorReply::whole)
            .map(Duration::ofMillis);
    return exact.orElseGet(
        () ->
            head.headers()
                .firstValue("retry-after")
                .flatMap(ErrorReply::whole)
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO));
  }

  private static Optional<Long> whole(String text) {
    String digits = text.strip().toLowerCase(Locale.ROOT);
    return digits.matches("[0-9]{1,8}")
        ? Optional.of(Math.min(Long.parseLong(digits), MOST_SECONDS * 1_000L))
        : Optional.empty();
  }

  @Override
  boolean read(ByteBuffer buffer) {
    buffer.position(buffer.limit());
    return true;
  }

  @Override
  boolean isComplete() {
    return true;
  }

  @Override
  ProviderOutcome whole() {
    return new ProviderOutcome.Failed(failure);
  }
}
