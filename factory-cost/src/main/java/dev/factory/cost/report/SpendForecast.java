package dev.factory.cost.report;

import dev.factory.cost.money.NanoMoney;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/**
 * What a window will have spent when it ends, if its remaining days are like those it had.
 *
 * <p>The interval holds nine times in ten if days are independent and about normal: the mean of the
 * full days carried on, with Student's t for how well so few days tell it and how much the
 * remaining ones vary. It is a guide for people and decides about no call.
 *
 * @param low not below what is spent already, unless days gave money back
 * @param expected the middle
 * @param high not below {@code expected}
 */
public record SpendForecast(NanoMoney low, NanoMoney expected, NanoMoney high) {
  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final MathContext DIGITS = MathContext.DECIMAL64;

  /** Thousandths of Student's t, two-sided 90 percent, for 1 to 30 degrees of freedom. */
  private static final int[] T = {
    6314, 2920, 2353, 2132, 2015, 1943, 1895, 1860, 1833, 1812, 1796, 1782, 1771, 1761, 1753, 1746,
    1740, 1734, 1729, 1725, 1721, 1717, 1714, 1711, 1708, 1706, 1703, 1701, 1699, 1697
  };

  private static final int T_OF_MANY = 1645;

  /**
   * {@return the forecast from full days}
   *
   * @param spent in the window so far
   * @param days what each full day of the recent past spent; at least two
   * @param left until the window ends, zero or more
   * @throws IllegalArgumentException if there are fewer than two days: one says nothing of how much
   *     days differ
   */
  public static SpendForecast of(NanoMoney spent, List<NanoMoney> days, Duration left) {
    int count = days.size();
    if (count < 2 || left.isNegative()) {
      throw new IllegalArgumentException("a forecast needs two full days and an end to come");
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (NanoMoney day : days) {
      sum = sum.add(BigDecimal.valueOf(spent.plus(day).minus(spent).nanos()));
    }
    BigDecimal mean = sum.divide(BigDecimal.valueOf(count), DIGITS);
    BigDecimal squares = BigDecimal.ZERO;
    for (NanoMoney day : days) {
      squares = squares.add(BigDecimal.valueOf(day.nanos()).subtract(mean).pow(2));
    }
    BigDecimal variance = squares.divide(BigDecimal.valueOf(count - 1L), DIGITS);
    BigDecimal rest = BigDecimal.valueOf(left.toSeconds()).divide(BigDecimal.valueOf(DAY), DIGITS);
    // the days to come vary, and the mean they vary around is only known from so many
    BigDecimal spread = rest.add(rest.pow(2).divide(BigDecimal.valueOf(count), DIGITS));
    BigDecimal t = BigDecimal.valueOf(count - 2 < T.length ? T[count - 2] : T_OF_MANY, 3);
    BigDecimal away = variance.multiply(spread).sqrt(DIGITS).multiply(t);
    BigDecimal middle = BigDecimal.valueOf(spent.nanos()).add(mean.multiply(rest));
    BigDecimal least = mean.signum() < 0 ? middle : BigDecimal.valueOf(spent.nanos());
    return new SpendForecast(
        rounded(spent, middle.subtract(away).max(least)),
        rounded(spent, middle),
        rounded(spent, middle.add(away)));
  }

  private static NanoMoney rounded(NanoMoney like, BigDecimal nanos) {
    return NanoMoney.ofNanos(
        like.currency(), nanos.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }
}
