package dev.factory.attribution.testkit;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.MARCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.ReversalKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.memory.MemoryAttributionStore;
import dev.factory.attribution.spi.AttributionStore;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.Money;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.BillingMonth;
import dev.factory.core.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A long random use of a store, step by step beside the store in memory, which is the model: few
 * ids, so that repetitions, conflicts and races for the same conversion happen all the time.
 */
final class RandomHistory {
  private static final int STEPS = 80;
  private static final List<String> CURRENCIES = List.of("USD", "JPY", "KWD");
  private static final List<ReversalKind> KINDS = List.of(ReversalKind.values());
  private static final List<Period> PERIODS =
      List.of(
          new Period(JANUARY, JANUARY.plus(Duration.ofDays(10))),
          new Period(JANUARY.plus(Duration.ofDays(10)), FEBRUARY),
          new Period(FEBRUARY, MARCH));

  private final Random random;

  RandomHistory(long seed) {
    this.random = new Random(seed);
  }

  void compare(AttributionStore store) {
    SettableTime time = SettableTime.at(MARCH);
    Attribution tested = Attribution.over(store, time);
    Attribution model = Attribution.over(new MemoryAttributionStore(Journal.none()), time);
    List<Attribution> both = List.of(tested, model);
    both.forEach(attribution -> attribution.publish(LINEAR));
    for (int step = 0; step < STEPS; step++) {
      Function<Attribution, Object> command = command();
      assertThat(outcome(() -> command.apply(tested)))
          .as("step %d", step)
          .isEqualTo(outcome(() -> command.apply(model)));
    }
    assertThat(everythingIn(tested)).isEqualTo(everythingIn(model));
  }

  private static Object outcome(Supplier<Object> command) {
    try {
      return command.get();
    } catch (FactoryException e) {
      return e.code();
    }
  }

  private Function<Attribution, Object> command() {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> {
        List<Touchpoint> batch = some(this::touchpoint);
        return attribution -> attribution.recordTouchpoints(batch);
      }
      case 4, 5 -> {
        List<Conversion> batch = some(this::conversion);
        return attribution -> attribution.recordConversions(batch);
      }
      case 6, 7 -> {
        List<Reversal> batch = some(this::reversal);
        return attribution -> attribution.recordReversals(batch);
      }
      case 8 -> {
        Period period = PERIODS.get(random.nextInt(3));
        return attribution -> attribution.attribute(period);
      }
      default -> {
        // late in the history, so that most of it happens before a period is closed
        Period period = PERIODS.get(random.nextInt(3));
        boolean now = random.nextInt(4) == 0;
        return attribution ->
            now ? attribution.closeStatements(period) : attribution.statements(period);
      }
    }
  }

  private <T> List<T> some(Supplier<T> maker) {
    List<T> batch = new ArrayList<>();
    for (int count = random.nextInt(6); count >= 0; count--) {
      batch.add(maker.get());
    }
    return batch;
  }

  private Instant instant() {
    return JANUARY.plus(Duration.ofHours(random.nextInt(59 * 24)));
  }

  private Touchpoint touchpoint() {
    int id = random.nextInt(200);
    return Samples.click("t-" + id, "u-" + id % 5, instant(), "pub-" + id % 4);
  }

  private Conversion conversion() {
    int id = random.nextInt(40);
    String currency = CURRENCIES.get(id % 3);
    Money gross = Money.ofMinor(currency, 1_000 + id);
    Instant at = random.nextInt(10) == 0 ? instant() : JANUARY.plus(Duration.ofHours(id * 35L));
    return Samples.conversion("c-" + id, "u-" + id % 6, at, gross);
  }

  private Reversal reversal() {
    int id = random.nextInt(60);
    int conversion = random.nextInt(40);
    ReversalKind kind = KINDS.get(id % 3);
    Money amount = Money.ofMinor(CURRENCIES.get(conversion % 3), 1 + random.nextInt(700));
    return new Reversal(
        new EventId("r-" + id), new EventId("c-" + conversion), amount, kind, instant());
  }

  private static List<Object> everythingIn(Attribution attribution) {
    List<Object> everything = new ArrayList<>();
    for (int id = 0; id < 40; id++) {
      EventId conversion = new EventId("c-" + id);
      everything.add(outcome(() -> attribution.why(conversion)));
    }
    PERIODS.forEach(period -> everything.add(attribution.statements(period)));
    attribution
        .publishers()
        .forEach(
            publisher -> {
              everything.add(publisher);
              for (var currency : attribution.currencies(publisher)) {
                everything.add(attribution.revenue(publisher, BillingMonth.of(2026, 1), currency));
                everything.add(attribution.revenue(publisher, BillingMonth.of(2026, 2), currency));
              }
            });
    return everything;
  }
}
