package dev.factory.cost.provider;

import dev.factory.core.FactoryException;
import dev.factory.cost.spi.BreakerOrder;
import dev.factory.cost.spi.BreakerStore;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends questions to providers so that one that fails takes nobody down: a circuit breaker and a
 * bulkhead for each model, a time limit and a few retries for each attempt, and the next target
 * when one does not answer.
 *
 * <p>A retry waits for what the provider asks with {@code Retry-After}, and there are never more
 * retries than a share of the calls. Once a piece of a stream was delivered, nothing is tried
 * again. Operators force breakers open and reset them for all nodes, by way of a {@link
 * BreakerStore}.
 *
 * <p><b>Threads:</b> safe for use by many threads; none is started here. Pauses, time limits and
 * reading of orders run on the host's scheduler.
 */
public final class Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Map<String, Provider> providers;
  private final GatewaySettings settings;
  private final BreakerStore store;
  private final InstantSource time;
  private final ScheduledExecutorService scheduler;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();
  private final Map<String, BreakerOrder> orders = new ConcurrentHashMap<>();
  private final AtomicLong askedAt = new AtomicLong(System.nanoTime());
  private final RetryBudget retryBudget;
  private final Retry retry;
  private final TimeLimiter timeLimiter;

  private Gateway(
      Map<String, Provider> providers,
      GatewaySettings settings,
      BreakerStore store,
      InstantSource time,
      ScheduledExecutorService scheduler) {
    this.providers = providers;
    this.settings = settings;
    this.store = store;
    this.time = time;
    this.scheduler = scheduler;
    this.retryBudget = new RetryBudget(settings.retryPercent());
    this.retry = Retry.of("gateway", RetryRules.of(settings));
    this.timeLimiter =
        TimeLimiter.of(
            TimeLimiterConfig.custom()
                .timeoutDuration(settings.within())
                .cancelRunningFuture(false)
                .build());
  }

  /**
   * {@return a gateway that obeys the orders there are}
   *
   * @param providers each under its own name
   * @param store where orders are kept, shared by all nodes
   * @param scheduler of the host, with at least one thread
   * @throws FactoryException if the store failed: without its orders nothing is sent
   */
  public static Gateway over(
      List<Provider> providers,
      GatewaySettings settings,
      BreakerStore store,
      InstantSource time,
      ScheduledExecutorService scheduler) {
    Map<String, Provider> byName =
        providers.stream()
            .collect(Collectors.toUnmodifiableMap(Provider::name, Function.identity()));
    Gateway gateway = new Gateway(byName, settings, store, time, scheduler);
    gateway.obey();
    return gateway;
  }

  /**
   * Asks for a whole answer.
   *
   * @param targets in which order they are asked, at least one
   * @param attempts is asked for money before each attempt
   * @throws FactoryException {@code cost.unknown-provider} if a target's provider is not here
   */
  public GatewayCall call(List<Target> targets, ModelCall call, Attempts attempts) {
    return new GatewayCall(this, targets, attempts, (provider, model) -> provider.call(model, call))
        .begin();
  }

  /**
   * Asks for an answer in pieces; after the first piece nobody else is asked.
   *
   * <p>Parameters and errors are those of {@link #call}.
   */
  public GatewayCall stream(
      List<Target> targets, ModelCall call, StreamSink sink, Attempts attempts) {
    return GatewayCall.streamed(this, targets, attempts, call, sink).begin();
  }

  /** {@return whether a call of {@code target} would be sent now, as far as its breaker knows} */
  public boolean isOpenFor(Target target) {
    return switch (line(target).breaker().getState()) {
      case OPEN, FORCED_OPEN -> false;
      default -> true;
    };
  }

  /** {@return how many more calls of {@code target} may be under way at once} */
  public int headRoom(Target target) {
    return line(target).bulkhead().getMetrics().getAvailableConcurrentCalls();
  }

  /** {@return how every model does that was asked so far, by name} */
  public List<BreakerHealth> health() {
    return lines.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry -> {
              var breaker = entry.getValue().breaker();
              return new BreakerHealth(
                  entry.getKey(),
                  breaker.getState().name(),
                  breaker.getMetrics().getNumberOfBufferedCalls(),
                  breaker.getMetrics().getNumberOfFailedCalls(),
                  entry.getValue().bulkhead().getMetrics().getAvailableConcurrentCalls());
            })
        .toList();
  }

  /**
   * Stops all calls of a provider or of one of its models, on every node, until it is reset.
   *
   * @param name {@code openai} or {@code openai/gpt-4o}
   */
  public BreakerOrder forceOpen(String name, String who, String why) {
    return order(name, BreakerOrder.Kind.FORCE_OPEN, who, why);
  }

  /** Closes the breaker of a provider's models or of one of them, on every node. */
  public BreakerOrder reset(String name, String who, String why) {
    return order(name, BreakerOrder.Kind.RESET, who, why);
  }

  private BreakerOrder order(String name, BreakerOrder.Kind kind, String who, String why) {
    BreakerOrder order = store.give(name, kind, time.instant(), who, why);
    obey();
    return order;
  }

  /**
   * Reads the orders and obeys those that are new. The gateway does it by itself when calls come;
   * an idle node may call it too.
   *
   * @throws FactoryException if the store failed; earlier orders stay in force
   */
  public void obey() {
    for (BreakerOrder order : store.orders()) {
      BreakerOrder before = orders.put(order.name(), order);
      if (before == null || before.revision() != order.revision()) {
        lines.forEach(
            (name, line) -> {
              if (isNamed(order, name)) {
                obey(name, line);
              }
            });
      }
    }
  }

  private static boolean isNamed(BreakerOrder order, String line) {
    return line.equals(order.name()) || line.startsWith(order.name() + "/");
  }

  private void obey(String name, Line line) {
    boolean forced =
        orders.values().stream()
            .anyMatch(
                order -> order.kind() == BreakerOrder.Kind.FORCE_OPEN && isNamed(order, name));
    if (forced) {
      line.breaker().transitionToForcedOpenState();
    } else {
      line.breaker().reset();
    }
  }

  Line line(Target target) {
    obeyIfLate();
    Line known = lines.get(target.name());
    return known != null ? known : lines.computeIfAbsent(target.name(), name -> open(target));
  }

  private Line open(Target target) {
    Provider provider = providers.get(target.provider());
    if (provider == null) {
      throw new FactoryException(
          "cost.unknown-provider",
          "the gateway has no provider "
              + target.provider()
              + "; nothing was sent: give it to the gateway, or route elsewhere");
    }
    Line line = new Line(target.name(), provider, settings);
    obey(target.name(), line);
    return line;
  }

  private void obeyIfLate() {
    long last = askedAt.get();
    long now = System.nanoTime();
    if (now - last >= settings.obeyWithin().toNanos() && askedAt.compareAndSet(last, now)) {
      scheduler.execute(
          () -> {
            try {
              obey();
            } catch (FactoryException failure) {
              LOG.warn(
                  "Orders to circuit breakers could not be read ({}); earlier ones stay in force.",
                  failure.code());
            }
          });
    }
  }

  ScheduledExecutorService scheduler() {
    return scheduler;
  }

  TimeLimiter timeLimiter() {
    return timeLimiter;
  }

  Retry.AsyncContext<ProviderOutcome> retries() {
    return retry.asyncContext();
  }

  RetryBudget retryBudget() {
    return retryBudget;
  }
}
