package dev.factory.cost.alert;

import static dev.factory.cost.testkit.Commands.NOON;
import static dev.factory.cost.testkit.Commands.USD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.memory.MemoryAlertStore;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.report.SpendForecast;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class AlertLaws {
  private static final NanoMoney LIMIT = usd(1_000);
  private static final AlertRule.BudgetShare SHARE =
      new AlertRule.BudgetShare("budget", List.of(50, 80, 100, 120));

  private static NanoMoney usd(long nanos) {
    return NanoMoney.ofNanos(USD, nanos);
  }

  private static List<Alert> found(long spent, Instant window, long second) {
    return SHARE.of("a#lifetime", window, List.of(), usd(spent), LIMIT, NOON.plusSeconds(second));
  }

  @Property(tries = 1_000)
  void anAlertFiresOnceForALevelAndWindowUnderAnyOrderAndDuplication(
      @ForAll @Size(max = 30) List<@IntRange(max = 1_500) Integer> spends, @ForAll long seed) {
    Random random = new Random(seed);
    List<Alert> all = new ArrayList<>();
    for (int spent : spends) {
      Instant window = NOON.plusSeconds(random.nextInt(2) * 86_400L);
      List<Alert> some = found(spent, window, random.nextInt(60));
      all.addAll(some);
      if (random.nextBoolean()) {
        all.addAll(some); // two nodes see the same
      }
    }
    Collections.shuffle(all, random);
    MemoryAlertStore store = new MemoryAlertStore();
    List<Alert> fired = new ArrayList<>();
    for (int from = 0; from < all.size(); ) {
      int to = Math.min(all.size(), from + 1 + random.nextInt(4));
      fired.addAll(store.raise(all.subList(from, to)));
      from = to;
    }
    Set<String> expected = new TreeSet<>();
    all.forEach(one -> expected.add(one.level() + "@" + one.window()));
    assertThat(fired.stream().map(one -> one.level() + "@" + one.window()))
        .hasSameElementsAs(expected)
        .doesNotHaveDuplicates();
  }

  @Property(tries = 1_000)
  void whoeverSpendsMoreIsToldOfNoFewerLevels(
      @ForAll @LongRange(max = 2_000) long less, @ForAll @LongRange(max = 2_000) long more) {
    List<Integer> low = levels(Math.min(less, more));
    assertThat(levels(Math.max(less, more))).containsAll(low);
  }

  private static List<Integer> levels(long spent) {
    return found(spent, NOON, 0).stream().map(Alert::level).toList();
  }

  @Property(tries = 1_000)
  void aDayIsToldOfExactlyIfItIsMoreThanHalfAgainTheDayBefore(
      @ForAll @LongRange(max = 10_000) long before, @ForAll @LongRange(max = 20_000) long today) {
    AlertRule.DayOverDay rule =
        new AlertRule.DayOverDay(
            "daily",
            Set.of(Dimension.TENANT),
            50,
            usd(100),
            CalendarWindow.daily(ZoneOffset.UTC, 0),
            false);
    boolean told = rule.of("tenant=acme", NOON, usd(today), usd(before), NOON).isPresent();
    assertThat(told).isEqualTo(2 * today > 3 * before && today >= 100);
  }

  @Property(tries = 1_000)
  void aForecastLiesWithinItsIntervalAndIsExactForDaysThatDoNotDiffer(
      @ForAll @Size(min = 2, max = 40) List<@LongRange(max = 1_000_000_000_000L) Long> days,
      @ForAll @IntRange(max = 31) int left) {
    NanoMoney spent = usd(5_000_000_000L);
    SpendForecast forecast =
        SpendForecast.of(spent, days.stream().map(AlertLaws::usd).toList(), Duration.ofDays(left));
    assertThat(forecast.low()).isLessThanOrEqualTo(forecast.expected());
    assertThat(forecast.expected()).isLessThanOrEqualTo(forecast.high());
    assertThat(forecast.low()).isGreaterThanOrEqualTo(spent);
    long same = days.get(0);
    SpendForecast flat =
        SpendForecast.of(
            spent,
            LongStream.range(0, days.size()).mapToObj(any -> usd(same)).toList(),
            Duration.ofDays(left));
    assertThat(flat.low()).isEqualTo(flat.high()).isEqualTo(usd(spent.nanos() + same * left));
  }
}
