package dev.factory.attribution;

import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.memory.MemoryAttributionStore;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.attribution.testkit.Samples;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds over whole histories: records, runs and closings in any order. */
class AttributionLaws {
  private static final int WEEKS = 8;

  /** A random business of two months: few users and publishers, sales and refunds of all sizes. */
  private static final class Business {
    final List<Touchpoint> touches = new ArrayList<>();
    final List<Conversion> sales = new ArrayList<>();
    final List<Reversal> refunds = new ArrayList<>();
    final Random random;

    Business(Random random) {
      this.random = random;
      for (int id = random.nextInt(30); id >= 0; id--) {
        touches.add(
            Samples.click("t-" + id, "u-" + random.nextInt(4), at(), "p-" + random.nextInt(4)));
      }
      for (int id = random.nextInt(12); id >= 0; id--) {
        Conversion sale =
            Samples.conversion(
                "c-" + id, "u-" + random.nextInt(5), at(), usd(random.nextInt(9_999)));
        sales.add(sale);
        long left = sale.gross().minor();
        for (int slice = 0; slice < 3 && left > 0 && random.nextBoolean(); slice++) {
          long amount = random.nextBoolean() ? left : 1 + random.nextInt((int) left);
          refunds.add(Samples.refund("r-" + id + "-" + slice, sale, usd(amount), at()));
          left -= amount;
        }
      }
    }

    private Instant at() {
      return JANUARY.plus(Duration.ofHours(random.nextInt(WEEKS * 7 * 24)));
    }
  }

  private static Attribution attribution() {
    Attribution attribution =
        Attribution.over(new MemoryAttributionStore(Journal.none()), SettableTime.at(JANUARY));
    attribution.publish(LINEAR);
    return attribution;
  }

  private static Period weeks(int from, int to) {
    return new Period(
        JANUARY.plus(Duration.ofDays(7L * from)), JANUARY.plus(Duration.ofDays(7L * to)));
  }

  /** Consecutive periods, of one week or more, that cover the two months. */
  private static List<Period> periods(Random random) {
    List<Period> periods = new ArrayList<>();
    int from = 0;
    while (from < WEEKS) {
      int to = from + 1 + random.nextInt(WEEKS - from);
      periods.add(weeks(from, to));
      from = to;
    }
    return periods;
  }

  private static <T> List<T> shuffled(List<T> items, Random random) {
    List<T> copy = new ArrayList<>(items);
    items.stream().filter(item -> random.nextInt(4) == 0).forEach(copy::add);
    Collections.shuffle(copy, random);
    return copy;
  }

  private static void record(Attribution attribution, Business business, Random order) {
    attribution.recordTouchpoints(shuffled(business.touches, order));
    attribution.recordConversions(shuffled(business.sales, order));
    assertThat(attribution.recordReversals(shuffled(business.refunds, order)))
        .allMatch(RecordOutcome::isKept);
  }

  private static List<CreditSet> credits(Attribution attribution, Business business) {
    List<CreditSet> sets = new ArrayList<>();
    for (Conversion sale : business.sales) {
      sets.addAll(attribution.why(sale.eventId()).orElseThrow().stored());
    }
    return sets;
  }

  @Property
  void orderAndRepetitionOfRecordsChangeNoStatement(
      @ForAll Random random, @ForAll Random one, @ForAll Random other) {
    Business business = new Business(random);
    List<Period> periods = periods(random);
    Attribution first = attribution();
    record(first, business, one);
    Attribution second = attribution();
    record(second, business, other);
    for (Period period : periods) {
      assertThat(second.closeStatements(period)).isEqualTo(first.closeStatements(period));
    }
  }

  @Property
  void consecutivePeriodsPartitionConversionsAndReversals(@ForAll Random random) {
    Business business = new Business(random);
    Attribution attribution = attribution();
    record(attribution, business, random);
    long attributed = 0;
    long reversals = 0;
    for (Period period : periods(random)) {
      AttributionRun run = attribution.attribute(period);
      long inPeriod = business.sales.stream().filter(sale -> period.contains(sale.at())).count();
      assertThat(run.attributed()).isEqualTo(inPeriod);
      attributed += run.attributed();
      reversals += run.reversals() + run.waiting();
    }
    assertThat(attributed).isEqualTo(business.sales.size());
    // a refund may be dated before its sale; then it is divided once the sale is
    assertThat(reversals).isEqualTo(business.refunds.size());
  }

  @Property
  void commissionsAndFeesAreGrossLessReversalsAtEveryPrefix(@ForAll Random random) {
    Business business = new Business(random);
    Attribution attribution = attribution();
    record(attribution, business, random);
    attribution.attribute(weeks(0, WEEKS));
    MicroMoney parts = MicroMoney.of(usd(0));
    MicroMoney money = MicroMoney.of(usd(0));
    for (CreditSet set : credits(attribution, business)) {
      parts = parts.plus(set.commission()).plus(set.fee());
      money = money.plus(MicroMoney.of(set.amount()));
      assertThat(parts).isEqualTo(money);
    }
  }

  @Property
  void everyCreditStandsOnExactlyOneStatementHoweverLateItCame(@ForAll Random random) {
    Business business = new Business(random);
    Attribution attribution = attribution();
    attribution.recordTouchpoints(business.touches);
    List<Statement> statements = new ArrayList<>();
    List<Conversion> unsent = shuffled(business.sales, random);
    List<Reversal> unsentRefunds = new ArrayList<>(business.refunds);
    for (Period period : periods(random)) {
      int some = random.nextInt(unsent.size() + 1);
      attribution.recordConversions(unsent.subList(0, some));
      unsent = unsent.subList(some, unsent.size());
      List<RecordOutcome> outcomes = attribution.recordReversals(unsentRefunds);
      unsentRefunds = unkept(unsentRefunds, outcomes);
      statements.addAll(attribution.closeStatements(period).statements());
    }
    attribution.recordConversions(unsent);
    attribution.recordReversals(unsentRefunds);
    statements.addAll(attribution.closeStatements(weeks(WEEKS, WEEKS + 1)).statements());
    assertSettled(statements, credits(attribution, business));
  }

  private static List<Reversal> unkept(List<Reversal> reversals, List<RecordOutcome> outcomes) {
    List<Reversal> rest = new ArrayList<>();
    for (int index = 0; index < reversals.size(); index++) {
      if (!outcomes.get(index).isKept()) {
        rest.add(reversals.get(index));
      }
    }
    return rest;
  }

  /** The lines are the credits, each once; what is paid and carried is what was earned. */
  private static void assertSettled(List<Statement> statements, List<CreditSet> sets) {
    Map<String, Long> earned = new HashMap<>();
    for (CreditSet set : sets) {
      set.credits()
          .forEach(
              credit ->
                  earned.merge(
                      credit.publisherId() + " " + set.cause() + " " + set.causeId(),
                      credit.commission().micro(),
                      Long::sum));
    }
    earned.keySet().removeIf(key -> key.startsWith("unattributed"));
    Set<String> seen = new HashSet<>();
    Map<String, Long> paid = new HashMap<>();
    Map<String, Long> carried = new HashMap<>();
    Map<String, Long> total = new HashMap<>();
    for (Statement statement : statements) {
      String publisher = statement.publisherId().value();
      for (StatementLine line : statement.lines()) {
        String key = publisher + " " + line.cause() + " " + line.causeId();
        assertThat(seen.add(key)).as(key).isTrue();
        assertThat(line.commission().micro()).as(key).isEqualTo(earned.get(key));
        total.merge(publisher, line.commission().micro(), Long::sum);
      }
      paid.merge(publisher, MicroMoney.of(statement.payable()).micro(), Long::sum);
      carried.put(publisher, statement.closingCarry().micro());
    }
    assertThat(seen).isEqualTo(earned.keySet());
    total.forEach(
        (publisher, sum) -> {
          long paidSum = paid.getOrDefault(publisher, 0L);
          assertThat(paidSum + carried.getOrDefault(publisher, 0L)).isEqualTo(sum);
        });
  }

  @Property
  void everyExplanationIsConfirmed(@ForAll Random random) {
    Business business = new Business(random);
    Attribution attribution = attribution();
    int known = random.nextInt(business.touches.size() + 1);
    attribution.recordTouchpoints(business.touches.subList(0, known));
    attribution.recordConversions(business.sales);
    attribution.attribute(weeks(0, WEEKS));
    attribution.recordTouchpoints(business.touches);
    attribution.recordReversals(business.refunds);
    attribution.attribute(weeks(0, WEEKS));
    for (Conversion sale : business.sales) {
      assertThat(attribution.why(sale.eventId()).orElseThrow().isConfirmed()).isTrue();
    }
  }
}
