package dev.factory.cost.guard;

import dev.factory.core.FactoryException;
import dev.factory.core.IdSource;
import dev.factory.cost.Budgets;
import dev.factory.cost.bound.CostBound;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.cache.ReplyCache;
import dev.factory.cost.cache.SemanticCache;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.provider.Gateway;
import dev.factory.cost.provider.StreamSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place every call of a model goes through, in fixed stages: who asks, limits, cache,
 * bound, reservation, breaker and bulkhead, provider, usage, settlement, filling the cache, telling
 * the listener.
 *
 * <p><b>Money:</b> nothing is sent before the most it can cost is held, and whatever was sent is
 * settled, also when the caller is gone: settlement belongs to the provider's part of the call. An
 * attempt that may be billed and does not say for what is charged with all that was held for it. A
 * provider that bills beyond its maximum is recorded in full. An answer that is known passes the
 * limits and costs nothing.
 *
 * <p><b>Repeating:</b> a call whose id is under way on this node is not made again; both callers
 * get its outcome. A call whose id is over is refused by the budgets. Two nodes that make one call
 * at once are billed twice by the provider, and charged twice.
 *
 * <p><b>Errors:</b> what providers, limits and budgets say is an outcome. A {@link
 * FactoryException} is a mistake ({@code cost.unidentified}, {@code cost.no-budget}, {@code
 * cost.unknown-provider}, {@code cost.request-id-reused}) or a store that fails before anything was
 * sent.
 *
 * <p><b>Threads:</b> safe for use by many threads; none is started here. The stages before the
 * provider run on the caller's thread, those after it on the thread that completes the provider's
 * outcome, which must be allowed to wait for the budget store.
 */
public final class CostGuard {
  private static final Logger LOG = LoggerFactory.getLogger(CostGuard.class);

  private final GuardParts parts;
  private final GuardMeters meters = new GuardMeters();
  private final Unsettled unsettled = new Unsettled();
  private final Map<String, GuardedCall> underWay = new ConcurrentHashMap<>();

  private CostGuard(GuardParts parts) {
    this.parts = parts;
  }

  /**
   * {@return a guard without limits, cache and listener}
   *
   * @param ids tell the runs of one call apart
   */
  public static CostGuard over(
      Budgets budgets,
      CostBound bound,
      PriceBook prices,
      Gateway gateway,
      IdSource ids,
      InstantSource time) {
    return new CostGuard(
        new GuardParts(
            budgets,
            bound,
            prices,
            gateway,
            ids,
            time,
            CallLimits.none(),
            null,
            null,
            event -> {}));
  }

  /** {@return a new guard with these limits} */
  public CostGuard limitedBy(CallLimits limits) {
    return with(limits, parts.cache(), parts.semantic(), parts.listener());
  }

  /** {@return a new guard that gives known answers} */
  public CostGuard caching(ReplyCache cache) {
    return with(parts.limits(), cache, parts.semantic(), parts.listener());
  }

  /**
   * {@return a new guard that also gives answers to calls that mean the same}
   *
   * @throws IllegalStateException if it has no cache of exact answers, which comes first
   */
  public CostGuard caching(SemanticCache semantic) {
    if (parts.cache() == null) {
      throw new IllegalStateException("a semantic cache comes after an exact one");
    }
    return with(parts.limits(), parts.cache(), semantic, parts.listener());
  }

  /** {@return a new guard that tells {@code listener} of every call} */
  public CostGuard telling(GuardListener listener) {
    return with(parts.limits(), parts.cache(), parts.semantic(), listener);
  }

  private CostGuard with(
      CallLimits limits,
      @Nullable ReplyCache cache,
      @Nullable SemanticCache semantic,
      GuardListener listener) {
    return new CostGuard(
        new GuardParts(
            parts.budgets(),
            parts.bound(),
            parts.prices(),
            parts.gateway(),
            parts.ids(),
            parts.time(),
            limits,
            cache,
            semantic,
            listener));
  }

  /** {@return what came of the call; waits for it} */
  public GuardOutcome call(GuardRequest request) {
    try {
      return callAsync(request).join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw failure;
    }
  }

  /**
   * {@return what comes of the call, after it was settled}
   *
   * <p>Cancelling the future does nothing to the call.
   */
  public CompletableFuture<GuardOutcome> callAsync(GuardRequest request) {
    return begin(request, null).result().copy();
  }

  /**
   * Makes a call whose answer comes in pieces.
   *
   * @param sink takes them; an answer that is known comes as one piece. It is not called any more
   *     when the outcome is there
   */
  public GuardedStream stream(GuardRequest request, StreamSink sink) {
    LeavableSink leavable = new LeavableSink(sink);
    return new GuardedStream(begin(request, leavable), leavable);
  }

  private GuardedCall begin(GuardRequest request, @Nullable LeavableSink sink) {
    String tenant = request.tags().values().get(Dimension.TENANT);
    if (tenant == null) {
      throw new FactoryException(
          "cost.unidentified",
          "the call names no tenant; nothing was sent: say on whose behalf it is made");
    }
    long started = System.nanoTime();
    GuardedCall call =
        new GuardedCall(
            parts,
            unsettled,
            request,
            tenant,
            sink,
            over -> underWay.remove(request.id(), over),
            outcome -> tell(request, outcome, started));
    GuardedCall earlier = underWay.putIfAbsent(request.id(), call);
    if (earlier != null) {
      return join(earlier, request, sink);
    }
    call.begin();
    return call;
  }

  private static GuardedCall join(
      GuardedCall earlier, GuardRequest request, @Nullable LeavableSink sink) {
    if (!earlier.request().equals(request)) {
      throw new FactoryException(
          "cost.request-id-reused",
          "the request id stands for another call that is under way; nothing was sent: give every"
              + " call an id of its own");
    }
    if (sink != null) {
      CompletableFuture<GuardOutcome> unused =
          earlier
              .result()
              .whenComplete(
                  (outcome, failure) -> {
                    if (outcome instanceof GuardOutcome.Answered answered) {
                      sink.whole(answered.reply().text());
                    }
                  });
    }
    return earlier;
  }

  private void tell(GuardRequest request, GuardOutcome outcome, long started) {
    meters.count(outcome);
    try {
      parts
          .listener()
          .finished(
              new GuardEvent(request, outcome, Duration.ofNanos(System.nanoTime() - started)));
    } catch (RuntimeException theirs) {
      LOG.warn("A listener of the guard failed; the call was settled all the same.", theirs);
    }
  }

  /**
   * Tells the budgets what they could not be told while their store was down. Somebody calls it
   * from time to time.
   *
   * @return how many settlements still wait; if the process dies with them, what was held counts
   */
  public int settlePending() {
    return unsettled.tell();
  }

  /** {@return what passed this guard since it was made} */
  public GuardStats stats() {
    return meters.stats();
  }
}
