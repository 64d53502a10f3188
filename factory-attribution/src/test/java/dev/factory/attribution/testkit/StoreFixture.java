package dev.factory.attribution.testkit;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.MARCH;

import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.PublisherLines;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.attribution.spi.StoreUnit;
import dev.factory.core.journal.Event;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the parts of {@link AttributionStoreContract} have in common: how to get and use a store.
 */
abstract class StoreFixture {
  static final Instant RECORDED_AT = Instant.parse("2026-01-31T23:00:00Z");
  static final CurrencyUnit USD = CurrencyUnit.of("USD");
  static final PublisherId PUB_456 = new PublisherId("pub-456");
  static final Period OF_JANUARY = new Period(JANUARY, FEBRUARY);
  static final Period OF_FEBRUARY = new Period(FEBRUARY, MARCH);
  static final int ROUNDS = 10;

  AttributionStore store;

  /** {@return a store without rows, on storage of its own} */
  protected abstract AttributionStore emptyStore();

  /** {@return the events that the journal of the store made last got from units that were kept} */
  protected abstract List<Event> journaled();

  /** {@return the storage of the store made last, with a journal that refuses every event} */
  protected abstract AttributionStore withFailingJournal();

  /**
   * {@return the storage of the store made last, opened once more, as another process would}; a
   * store that cannot be shared returns that store.
   */
  protected AttributionStore reopened() {
    return store;
  }

  @BeforeEach
  void openStore() {
    store = emptyStore();
  }

  final <T> T write(Function<StoreUnit, T> work) {
    return store.atomically(work);
  }

  final List<PublisherLines> lines(int number) {
    return write(unit -> unit.lines(number));
  }

  final List<RecordOutcome> recordTouchpoints(Touchpoint... touchpoints) {
    return write(unit -> unit.recordTouchpoints(List.of(touchpoints), RECORDED_AT));
  }

  final List<RecordOutcome> recordConversions(Conversion... conversions) {
    return write(unit -> unit.recordConversions(List.of(conversions), RECORDED_AT));
  }

  final List<RecordOutcome> recordReversals(Reversal... reversals) {
    return write(unit -> unit.recordReversals(List.of(reversals), RECORDED_AT));
  }

  final List<CreditSet> addCredits(CreditSet... sets) {
    return write(unit -> unit.addCredits(List.of(sets)));
  }

  final List<Touchpoint> touchpointsOf(Instant first, Instant last, String... users) {
    List<UserKey> keys = new ArrayList<>();
    for (String user : users) {
      keys.add(new UserKey(user));
    }
    return reopened()
        .reading(
            view -> {
              List<Touchpoint> found = new ArrayList<>();
              view.touchpoints(keys, first, last, found::add);
              return found;
            });
  }

  /** Runs both at the same moment and gives what they returned. */
  static <T> List<T> race(Callable<T> one, Callable<T> other) {
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<T>> both = new ArrayList<>();
      for (Callable<T> work : List.of(one, other)) {
        both.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : both) {
        results.add(result.get());
      }
      return results;
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
