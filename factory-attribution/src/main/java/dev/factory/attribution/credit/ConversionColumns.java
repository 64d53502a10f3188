package dev.factory.attribution.credit;

import dev.factory.core.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Conversions of one currency as columns of numbers; see {@link TouchColumns} for what holds of
 * both.
 */
public final class ConversionColumns {
  /** The first microsecond of the year 10000. */
  private static final long END_OF_TIME = 253_402_300_800_000_000L;

  final CurrencyUnit currency;
  final long[] user;
  final long[] at;
  final long[] id;
  final long[] gross;
  int @Nullable [] offer;

  private ConversionColumns(
      CurrencyUnit currency, long[] user, long[] at, long[] id, long[] gross) {
    this.currency = currency;
    this.user = user;
    this.at = at;
    this.id = id;
    this.gross = gross;
    requireRows(at.length);
    requireRows(id.length);
    requireRows(gross.length);
    for (long instant : at) {
      if (instant < 0 || instant >= END_OF_TIME) {
        throw new IllegalArgumentException(
            "the time of a conversion is outside the years 1970 to 9999; it is in microseconds");
      }
    }
    for (long amount : gross) {
      if (amount < 0) {
        throw new IllegalArgumentException(
            "the gross of a conversion is zero or more; report money that goes back as a reversal");
      }
    }
  }

  /**
   * {@return columns with one row for each user}
   *
   * @param currency of every gross
   * @param user whose conversion it is
   * @param atMicros when it was, in microseconds from 1970
   * @param id tells it from every other conversion
   * @param grossMinor what it earned, in minor units, zero or more
   */
  public static ConversionColumns of(
      CurrencyUnit currency, long[] user, long[] atMicros, long[] id, long[] grossMinor) {
    return new ConversionColumns(currency, user, atMicros, id, grossMinor);
  }

  /** Gives the offers, by their places in the list of the touches. {@return this} */
  public ConversionColumns offer(int[] column) {
    requireRows(column.length);
    offer = column;
    return this;
  }

  /** {@return the currency of every gross} */
  public CurrencyUnit currency() {
    return currency;
  }

  /** {@return how many rows there are} */
  public int rows() {
    return user.length;
  }

  /** {@return the id of a row} */
  public long id(int row) {
    return id[row];
  }

  int offer(int row) {
    return offer == null ? 0 : offer[row];
  }

  boolean sameContent(int left, int right) {
    return gross[left] == gross[right] && offer(left) == offer(right);
  }

  private void requireRows(int length) {
    if (length != user.length) {
      throw new IllegalArgumentException(
          "every column has one value for each of the " + user.length + " rows, not " + length);
    }
  }
}
