package dev.factory.cost.alert;

import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.report.SpendForecast;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When somebody is told. Each is a pure function; what was raised before is not its concern. */
public sealed interface AlertRule {

  /** {@return its name in alerts, the same for as long as it means the same} */
  String name();

  /**
   * More than a share of a budget is spent; of all of it, as soon as it is. The operations guide
   * asks for 80 percent.
   *
   * @param name of the rule
   * @param levels percents, each told once in a window; empty for those of each budget's policy
   */
  record BudgetShare(String name, List<Integer> levels) implements AlertRule {
    private static final int ALL = 100;

    /** Copies the levels and refuses those of nothing. */
    public BudgetShare {
      levels = List.copyOf(levels);
      if (levels.stream().anyMatch(level -> level < 1)) {
        throw new IllegalArgumentException("levels are percents above zero");
      }
    }

    /** {@return the rule with the levels of each budget's policy, 80 and 100 unless it says so} */
    public static BudgetShare ofPolicies() {
      return new BudgetShare("budget", List.of());
    }

    /**
     * {@return one alert for each level that is passed, ascending}
     *
     * @param thresholds of the budget's policy
     */
    public List<Alert> of(
        String line,
        Instant window,
        List<Integer> thresholds,
        NanoMoney spent,
        NanoMoney limit,
        Instant at) {
      return (levels.isEmpty() ? thresholds : levels)
          .stream()
              .sorted()
              .filter(level -> passed(level, spent, limit))
              .map(level -> new Alert(name, line, window, level, spent, limit, at))
              .toList();
    }

    /** A hard budget never gets beyond all of it, so there reaching it is enough. */
    private static boolean passed(int level, NanoMoney spent, NanoMoney limit) {
      int order = compareShare(spent, level, limit);
      return level < ALL ? order > 0 : order >= 0 && spent.nanos() > 0;
    }
  }

  /**
   * A day's spending is more than the day's before it by some percent. The operations guide asks
   * for 50.
   *
   * @param name of the rule
   * @param by what days are compared for, each by itself: {@code {TENANT}}
   * @param percent by how much it must be more, above zero
   * @param minimum the least a day must have spent to be worth telling; zero or more
   * @param days how time is cut into days
   * @param sameTimeOfDay whether a day is compared with the day before up to the same time, or with
   *     the whole of it
   */
  record DayOverDay(
      String name,
      Set<Dimension> by,
      int percent,
      NanoMoney minimum,
      CalendarWindow days,
      boolean sameTimeOfDay)
      implements AlertRule {
    private static final int ALL = 100;

    /** Copies the dimensions and refuses an increase of nothing. */
    public DayOverDay {
      by = Set.copyOf(by);
      if (percent < 1 || minimum.isNegative() || by.isEmpty()) {
        throw new IllegalArgumentException(
            "a day is compared by some dimension, for an increase above zero, and its minimum is"
                + " zero or more");
      }
    }

    /** {@return an alert if {@code today} is that much more than {@code before}} */
    public Optional<Alert> of(
        String subject, Instant day, NanoMoney today, NanoMoney before, Instant at) {
      boolean more = compareShare(today, ALL + percent, before) > 0;
      boolean enough = today.nanos() > 0 && today.compareTo(minimum) >= 0;
      return more && enough
          ? Optional.of(new Alert(name, subject, day, percent, today, before, at))
          : Optional.empty();
    }
  }

  /**
   * Spending with some tags is more than an amount, budget or not: for features.
   *
   * @param name of the rule
   * @param of which spending: {@code feature=search}
   * @param amount above zero
   * @param window in which it is told once
   */
  record Threshold(String name, SpendTags of, NanoMoney amount, CalendarWindow window)
      implements AlertRule {
    private static final int ALL = 100;

    /** Refuses an amount of nothing, and spending of nobody. */
    public Threshold {
      if (amount.nanos() < 1 || of.values().isEmpty()) {
        throw new IllegalArgumentException("a threshold is above zero, and of something");
      }
    }

    /** {@return an alert if {@code spent} is more} */
    public Optional<Alert> of(Instant start, NanoMoney spent, Instant at) {
      return spent.compareTo(amount) > 0
          ? Optional.of(new Alert(name, of.text(), start, ALL, spent, amount, at))
          : Optional.empty();
    }
  }

  /**
   * A budget is expected to be exceeded before its window ends.
   *
   * @param name of the rule
   * @param percent of the limit, above zero
   * @param likely whether all of the forecast's interval must be above, and not only its middle:
   *     later, and seldom wrong
   */
  record Forecast(String name, int percent, boolean likely) implements AlertRule {

    /** Refuses a share of nothing. */
    public Forecast {
      if (percent < 1) {
        throw new IllegalArgumentException("a share of the limit is above zero");
      }
    }

    /** {@return an alert if the forecast is above that share of {@code limit}} */
    public Optional<Alert> of(
        String line, Instant window, SpendForecast forecast, NanoMoney limit, Instant at) {
      NanoMoney end = likely ? forecast.low() : forecast.expected();
      return compareShare(end, percent, limit) > 0
          ? Optional.of(new Alert(name, line, window, percent, end, limit, at))
          : Optional.empty();
    }
  }

  /** How {@code amount} compares with {@code percent} of {@code whole}, exactly. */
  private static int compareShare(NanoMoney amount, int percent, NanoMoney whole) {
    BigInteger hundredfold = BigInteger.valueOf(amount.nanos()).multiply(BigInteger.valueOf(100));
    return hundredfold.compareTo(
        BigInteger.valueOf(whole.nanos()).multiply(BigInteger.valueOf(percent)));
  }
}
