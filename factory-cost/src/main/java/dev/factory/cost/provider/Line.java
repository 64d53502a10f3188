package dev.factory.cost.provider;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;

/** The way to one model: its breaker and its bulkhead. */
final class Line {
  private final Provider provider;
  private final CircuitBreaker breaker;
  private final Bulkhead bulkhead;

  Line(String name, Provider provider, GatewaySettings settings) {
    this.provider = provider;
    this.breaker = CircuitBreaker.of(name, settings.breaker());
    this.bulkhead = Bulkhead.of(name, settings.bulkhead());
  }

  Provider provider() {
    return provider;
  }

  CircuitBreaker breaker() {
    return breaker;
  }

  Bulkhead bulkhead() {
    return bulkhead;
  }

  /** Whether a call may go now; if so, {@link #left} must follow. */
  boolean tryEnter() {
    if (!breaker.tryAcquirePermission()) {
      return false;
    }
    if (!bulkhead.tryAcquirePermission()) {
      breaker.releasePermission();
      return false;
    }
    return true;
  }

  /** A caller's mistake or change of mind says nothing about the provider's health. */
  void left(ProviderOutcome outcome, long nanos) {
    bulkhead.onComplete();
    if (!(outcome instanceof ProviderOutcome.Failed failed)) {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    } else if (failed.failure().isWorthAnotherTry()) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, new FailedCall(failed.failure().kind()));
    } else {
      breaker.releasePermission();
    }
  }

  /** What a breaker counts; it is never thrown. */
  static final class FailedCall extends Exception {
    private static final long serialVersionUID = 1L;

    FailedCall(Failure.Kind kind) {
      super(kind.name(), null, false, false);
    }
  }
}
