package dev.factory.core.time;

import dev.factory.core.FactoryException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * A calendar month of statements and payouts, in the zone whose midnight divides it from the next.
 *
 * @param month the month, in the years 0 to 9999
 * @param zone where it begins and ends; a zone that is always UTC becomes {@link ZoneOffset#UTC},
 *     so that months of the same instants are equal
 */
public record BillingMonth(YearMonth month, ZoneId zone) {
  private static final Pattern TEXT = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");
  private static final int LAST_YEAR = 9_999;

  /** Refuses a year that four digits do not hold. */
  public BillingMonth {
    if (month.getYear() < 0 || month.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException(
          "the year of a billing month is 0 to " + LAST_YEAR + ", not " + month.getYear());
    }
    zone = zone.normalized();
  }

  /** {@return the month {@code month}, 1 to 12, of {@code year} in UTC} */
  public static BillingMonth of(int year, int month) {
    return new BillingMonth(YearMonth.of(year, month), ZoneOffset.UTC);
  }

  /**
   * {@return the month in UTC that a text such as {@code 2026-01} names}
   *
   * @throws FactoryException {@code core.invalid-month} if the text is anything but four digits, a
   *     hyphen and 01 to 12
   */
  public static BillingMonth parse(String text) {
    return parse(text, ZoneOffset.UTC);
  }

  /**
   * {@return the month in {@code zone} that a text such as {@code 2026-01} names}
   *
   * @throws FactoryException {@code core.invalid-month} as in {@link #parse(String)}
   */
  public static BillingMonth parse(String text, ZoneId zone) {
    if (!TEXT.matcher(text).matches()) {
      throw new FactoryException(
          "core.invalid-month",
          "the text is not a month; nothing was read; allowed: four digits of the year, a hyphen"
              + " and 01 to 12, such as 2026-01");
    }
    return new BillingMonth(YearMonth.parse(text), zone);
  }

  /** {@return the month in {@code zone} whose {@link #period} contains {@code instant}} */
  public static BillingMonth containing(Instant instant, ZoneId zone) {
    BillingMonth shown = new BillingMonth(YearMonth.from(instant.atZone(zone)), zone);
    // clocks set back just after midnight show the old month again, but the new one has begun
    return instant.isBefore(shown.end()) ? shown : shown.next();
  }

  /** {@return from the first instant of this month up to, not including, the next month's first} */
  public Period period() {
    return new Period(LocalStart.of(month.atDay(1).atStartOfDay(), zone), end());
  }

  /** {@return the month after this one} */
  public BillingMonth next() {
    return new BillingMonth(month.plusMonths(1), zone);
  }

  /** {@return the month before this one} */
  public BillingMonth previous() {
    return new BillingMonth(month.minusMonths(1), zone);
  }

  /** {@return year and month without the zone, {@code 2026-01}, which {@link #parse} reads} */
  @Override
  public String toString() {
    return month.toString();
  }

  private Instant end() {
    return LocalStart.of(month.plusMonths(1).atDay(1).atStartOfDay(), zone);
  }
}
