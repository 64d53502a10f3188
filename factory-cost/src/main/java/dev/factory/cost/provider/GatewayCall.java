package dev.factory.cost.provider;

import io.github.resilience4j.retry.Retry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One question on its way through the {@link Gateway}. <b>Threads:</b> safe for use by many
 * threads; attempts follow one another.
 */
public final class GatewayCall {
  private final Gateway gateway;
  private final List<Target> targets;
  private final Attempts attempts;
  private final BiFunction<Provider, String, ProviderCall> send;
  private final AtomicBoolean delivered;
  private final CompletableFuture<GatewayResult> result = new CompletableFuture<>();
  private Retry.AsyncContext<ProviderOutcome> retries;
  private int place;
  private int number;
  private Target asked;
  private ProviderOutcome last = new ProviderOutcome.Failed(Failure.notSent());
  private volatile boolean cancelled;
  private volatile @Nullable ProviderCall current;

  GatewayCall(
      Gateway gateway,
      List<Target> targets,
      Attempts attempts,
      BiFunction<Provider, String, ProviderCall> send) {
    this(gateway, targets, attempts, send, new AtomicBoolean());
  }

  private GatewayCall(
      Gateway gateway,
      List<Target> targets,
      Attempts attempts,
      BiFunction<Provider, String, ProviderCall> send,
      AtomicBoolean delivered) {
    this.gateway = gateway;
    this.targets = List.copyOf(targets);
    this.attempts = attempts;
    this.send = send;
    this.delivered = delivered;
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a question goes to at least one target");
    }
    this.targets.forEach(gateway::line); // an unknown provider is a mistake, whoever is asked first
    this.asked = this.targets.get(0);
    this.retries = gateway.retries();
  }

  static GatewayCall streamed(
      Gateway gateway, List<Target> targets, Attempts attempts, ModelCall call, StreamSink sink) {
    AtomicBoolean delivered = new AtomicBoolean();
    StreamSink marking =
        (text, bytes) -> {
          delivered.set(true);
          sink.piece(text, bytes);
        };
    return new GatewayCall(
        gateway,
        targets,
        attempts,
        (provider, model) -> provider.stream(model, call, marking),
        delivered);
  }

  /**
   * {@return what comes of it, after all attempts; never exceptionally, unless a host's part fails}
   */
  public CompletableFuture<GatewayResult> result() {
    return result.copy();
  }

  /** Gives it up: the attempt that is under way is stopped, and none follows. */
  public void cancel() {
    cancelled = true;
    ProviderCall running = current;
    if (running != null) {
      running.cancel();
    }
  }

  GatewayCall begin() {
    gateway.retryBudget().earn();
    next();
    return this;
  }

  private void next() {
    try {
      while (place < targets.size() && !cancelled) {
        Target target = targets.get(place);
        Line line = gateway.line(target);
        if (attempts.mayTry(target, number + 1)) {
          if (line.tryEnter()) {
            send(target, line);
            return;
          }
          attempts.came(target, number + 1, new ProviderOutcome.Failed(Failure.notSent()));
        }
        place++;
        retries = gateway.retries();
      }
      result.complete(new GatewayResult(asked, last, number));
    } catch (RuntimeException hostFailed) {
      result.completeExceptionally(hostFailed);
    }
  }

  private void send(Target target, Line line) {
    number++;
    asked = target;
    long started = System.nanoTime();
    ProviderCall running = send.apply(line.provider(), target.model());
    current = running;
    if (cancelled) {
      running.cancel();
    }
    gateway
        .timeLimiter()
        .executeCompletionStage(gateway.scheduler(), running::outcome)
        .whenComplete(
            (came, problem) -> {
              ProviderOutcome outcome =
                  problem == null
                      ? came
                      : new ProviderOutcome.Failed(Failure.sent(kindOf(problem)));
              if (problem != null) {
                running.cancel();
              }
              line.left(outcome, System.nanoTime() - started);
              came(target, outcome);
            });
  }

  private static Failure.Kind kindOf(Throwable problem) {
    Throwable cause =
        problem instanceof CompletionException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    return cause instanceof TimeoutException ? Failure.Kind.TIMED_OUT : Failure.Kind.BROKEN;
  }

  private void came(Target target, ProviderOutcome outcome) {
    try {
      last = outcome;
      attempts.came(target, number, outcome);
      long pause = pauseBeforeNext(outcome);
      if (pause < 0) {
        result.complete(new GatewayResult(asked, last, number));
      } else if (pause == 0) {
        next();
      } else {
        ScheduledFuture<?> unused =
            gateway.scheduler().schedule(this::next, pause, TimeUnit.MILLISECONDS);
      }
    } catch (RuntimeException hostFailed) {
      result.completeExceptionally(hostFailed);
    }
  }

  /** Milliseconds; below zero if that was the last attempt. */
  private long pauseBeforeNext(ProviderOutcome outcome) {
    boolean over =
        !(outcome instanceof ProviderOutcome.Failed failed)
            || !failed.failure().isWorthAnotherTry()
            || delivered.get()
            || cancelled;
    if (over) {
      return -1;
    }
    long pause = retries.onResult(outcome);
    if (pause >= 0 && gateway.retryBudget().spend()) {
      return pause;
    }
    place++;
    retries = gateway.retries();
    return place < targets.size() ? 0 : -1;
  }
}
