package dev.factory.attribution.credit;

import java.util.Locale;

/**
 * A fingerprint of credits that does not depend on the order in which they come, so that two ways
 * to compute them can be compared without keeping them: the sum, modulo 2^128, of a 128-bit mixture
 * of every credit's ids, place, weight and amounts.
 *
 * <p>It finds mistakes, not fraud: what has to be proved is signed in a receipt.
 */
public final class CreditDigest implements ColumnSink {
  private static final long NOBODY = -1;

  private final TouchColumns touches;
  private final ConversionColumns conversions;
  private long high;
  private long low;

  /** Makes one of no credits. */
  public CreditDigest(TouchColumns touches, ConversionColumns conversions) {
    this.touches = touches;
    this.conversions = conversions;
  }

  @Override
  public void credited(
      int conversion, int[] rows, long[] weights, long[] credits, long[] commissions, int size) {
    for (int touch = 0; touch < size; touch++) {
      add(
          conversions.id(conversion),
          touch,
          touches.id(rows[touch]),
          weights[touch],
          credits[touch],
          commissions[touch]);
    }
  }

  @Override
  public void unattributed(int conversion, long credit, long commission) {
    add(conversions.id(conversion), NOBODY, NOBODY, 1, credit, commission);
  }

  private void add(long... values) {
    long one = 0x243f6a8885a308d3L;
    long other = 0x13198a2e03707344L;
    for (long value : values) {
      one = mixed(one ^ value);
      other = mixed(other + value ^ Long.rotateLeft(one, 32));
    }
    addLanes(one, other);
  }

  private void addLanes(long moreHigh, long moreLow) {
    low += moreLow;
    high += moreHigh + (Long.compareUnsigned(low, moreLow) < 0 ? 1 : 0);
  }

  /** Adds what another one has. {@return this} */
  public CreditDigest plus(CreditDigest other) {
    addLanes(other.high, other.low);
    return this;
  }

  /** The finalizer of SplitMix64: a bijection in which every bit depends on every other. */
  private static long mixed(long value) {
    long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  /** {@return 32 lower-case hex digits} */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%016x%016x", high, low);
  }
}
