package dev.factory.receipts.internal.ed25519;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * An integer modulo p = 2^255 - 19, changed in place: five signed limbs of radix 2^51.
 *
 * <p>Limbs may be negative and are not unique. Bytes and products leave them <em>tight</em>:
 * between -2^16 and 2^51 + 2^16. Sums and differences do not carry; what is multiplied, squared or
 * normalised may be a sum of up to four tight elements, whatever their signs. Public data only:
 * nothing here takes constant time.
 */
final class FieldElement {
  /** Length of the encoded form. */
  static final int BYTES = 32;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int RADIX = 51;
  private static final long MASK = (1L << RADIX) - 1;

  /**
   * The two factors of a product are shifted up by 9 and 4 bits before their high halves are
   * multiplied: together 64 - 51, so that the high half is the product divided by 2^51, rounded
   * down. Two shifts, because neither factor has 13 bits to spare.
   */
  private static final int UP = 9;

  private static final int UP_TOO = 4;

  private long l0;
  private long l1;
  private long l2;
  private long l3;
  private long l4;

  /** Zero. */
  FieldElement() {}

  static FieldElement of(long small) {
    FieldElement element = new FieldElement();
    element.l0 = small;
    return element;
  }

  static FieldElement copyOf(FieldElement other) {
    FieldElement element = new FieldElement();
    element.set(other);
    return element;
  }

  void set(FieldElement a) {
    l0 = a.l0;
    l1 = a.l1;
    l2 = a.l2;
    l3 = a.l3;
    l4 = a.l4;
  }

  void setZero() {
    l0 = 0;
    l1 = 0;
    l2 = 0;
    l3 = 0;
    l4 = 0;
  }

  void setOne() {
    setZero();
    l0 = 1;
  }

  /** Reads 255 bits, least first; the highest bit of the last byte is left to the caller. */
  void setBytes(byte[] bytes, int offset) {
    long w0 = (long) LONGS.get(bytes, offset);
    long w1 = (long) LONGS.get(bytes, offset + 8);
    long w2 = (long) LONGS.get(bytes, offset + 16);
    long w3 = (long) LONGS.get(bytes, offset + 24);
    l0 = w0 & MASK;
    l1 = (w0 >>> 51 | w1 << 13) & MASK;
    l2 = (w1 >>> 38 | w2 << 26) & MASK;
    l3 = (w2 >>> 25 | w3 << 39) & MASK;
    l4 = w3 >>> 12 & MASK;
  }

  /** Writes the one form that is less than p, least byte first. */
  void toBytes(byte[] bytes, int offset) {
    normalize();
    LONGS.set(bytes, offset, l0 | l1 << 51);
    LONGS.set(bytes, offset + 8, l1 >>> 13 | l2 << 38);
    LONGS.set(bytes, offset + 16, l2 >>> 26 | l3 << 25);
    LONGS.set(bytes, offset + 24, l3 >>> 39 | l4 << 12);
  }

  /**
   * Says whether 255 bits, least byte first, are a number less than p; bit 255 is not looked at.
   */
  static boolean isCanonical(byte[] bytes, int offset) {
    long top = (long) LONGS.get(bytes, offset + 24) & Long.MAX_VALUE;
    boolean below =
        top != Long.MAX_VALUE
            || (long) LONGS.get(bytes, offset + 16) != -1
            || (long) LONGS.get(bytes, offset + 8) != -1;
    return below || Long.compareUnsigned((long) LONGS.get(bytes, offset), -19) < 0;
  }

  void setSum(FieldElement a, FieldElement b) {
    l0 = a.l0 + b.l0;
    l1 = a.l1 + b.l1;
    l2 = a.l2 + b.l2;
    l3 = a.l3 + b.l3;
    l4 = a.l4 + b.l4;
  }

  void setDifference(FieldElement a, FieldElement b) {
    l0 = a.l0 - b.l0;
    l1 = a.l1 - b.l1;
    l2 = a.l2 - b.l2;
    l3 = a.l3 - b.l3;
    l4 = a.l4 - b.l4;
  }

  void setNegation(FieldElement a) {
    l0 = -a.l0;
    l1 = -a.l1;
    l2 = -a.l2;
    l3 = -a.l3;
    l4 = -a.l4;
  }

  /**
   * Sets this to a times b.
   *
   * <p>A column of the product is below 2^115, and Java adds no 128-bit numbers. So each product is
   * cut at 2^51 instead: the high parts, by {@link Math#multiplyHigh} of shifted factors, are small
   * enough to be added; and as the low parts of a column add up to less than 2^54, what the column
   * has beyond its high parts is known from 64 bits of it, whatever overflowed.
   */
  void setProduct(FieldElement a, FieldElement b) {
    long a0 = a.l0;
    long a1 = a.l1;
    long a2 = a.l2;
    long a3 = a.l3;
    long a4 = a.l4;
    long b0 = b.l0;
    long b1 = b.l1;
    long b2 = b.l2;
    long b3 = b.l3;
    long b4 = b.l4;
    // 2^255 is 19 modulo p
    long c1 = 19 * b1;
    long c2 = 19 * b2;
    long c3 = 19 * b3;
    long c4 = 19 * b4;
    long h0 = high(a0, b0) + high(a1, c4) + high(a2, c3) + high(a3, c2) + high(a4, c1);
    long h1 = high(a0, b1) + high(a1, b0) + high(a2, c4) + high(a3, c3) + high(a4, c2);
    long h2 = high(a0, b2) + high(a1, b1) + high(a2, b0) + high(a3, c4) + high(a4, c3);
    long h3 = high(a0, b3) + high(a1, b2) + high(a2, b1) + high(a3, b0) + high(a4, c4);
    long h4 = high(a0, b4) + high(a1, b3) + high(a2, b2) + high(a3, b1) + high(a4, b0);
    long r0 = a0 * b0 + a1 * c4 + a2 * c3 + a3 * c2 + a4 * c1 - (h0 << RADIX) + 19 * h4;
    long r1 = a0 * b1 + a1 * b0 + a2 * c4 + a3 * c3 + a4 * c2 - (h1 << RADIX) + h0;
    long r2 = a0 * b2 + a1 * b1 + a2 * b0 + a3 * c4 + a4 * c3 - (h2 << RADIX) + h1;
    long r3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + a4 * c4 - (h3 << RADIX) + h2;
    long r4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0 - (h4 << RADIX) + h3;
    l0 = (r0 & MASK) + 19 * (r4 >> RADIX);
    l1 = (r1 & MASK) + (r0 >> RADIX);
    l2 = (r2 & MASK) + (r1 >> RADIX);
    l3 = (r3 & MASK) + (r2 >> RADIX);
    l4 = (r4 & MASK) + (r3 >> RADIX);
  }

  /** The product divided by 2^51, rounded down. */
  private static long high(long a, long b) {
    return Math.multiplyHigh(a << UP, b << UP_TOO);
  }

  void setSquare(FieldElement a) {
    setSquare(a, 1);
  }

  /** Sets this to a squared {@code times} times over, one or more: a^(2^times). */
  void setSquare(FieldElement a, int times) {
    long a0 = a.l0;
    long a1 = a.l1;
    long a2 = a.l2;
    long a3 = a.l3;
    long a4 = a.l4;
    for (int i = 0; i < times; i++) {
      long d0 = 2 * a0;
      long d1 = 2 * a1;
      long c3 = 19 * a3;
      long c4 = 19 * a4;
      long e3 = 2 * c3;
      long e4 = 2 * c4;
      long h0 = high(a0, a0) + high(a1, e4) + high(a2, e3);
      long h1 = high(a1, d0) + high(a2, e4) + high(a3, c3);
      long h2 = high(a2, d0) + high(a1, a1) + high(a3, e4);
      long h3 = high(a3, d0) + high(a2, d1) + high(a4, c4);
      long h4 = high(a4, d0) + high(a3, d1) + high(a2, a2);
      long r0 = a0 * a0 + a1 * e4 + a2 * e3 - (h0 << RADIX) + 19 * h4;
      long r1 = d0 * a1 + a2 * e4 + a3 * c3 - (h1 << RADIX) + h0;
      long r2 = d0 * a2 + a1 * a1 + a3 * e4 - (h2 << RADIX) + h1;
      long r3 = d0 * a3 + d1 * a2 + a4 * c4 - (h3 << RADIX) + h2;
      long r4 = d0 * a4 + d1 * a3 + a2 * a2 - (h4 << RADIX) + h3;
      a0 = (r0 & MASK) + 19 * (r4 >> RADIX);
      a1 = (r1 & MASK) + (r0 >> RADIX);
      a2 = (r2 & MASK) + (r1 >> RADIX);
      a3 = (r3 & MASK) + (r2 >> RADIX);
      a4 = (r4 & MASK) + (r3 >> RADIX);
    }
    l0 = a0;
    l1 = a1;
    l2 = a2;
    l3 = a3;
    l4 = a4;
  }

  boolean isZero() {
    normalize();
    return (l0 | l1 | l2 | l3 | l4) == 0;
  }

  /** Says whether the form less than p is odd: RFC 8032 calls that negative. */
  boolean isOdd() {
    normalize();
    return (l0 & 1) != 0;
  }

  /** Brings the limbs to those of the one form that is less than p. */
  private void normalize() {
    // the first leaves l1 to l4 in 0..2^51 - 1 and l0 less than 200 away from that; if the second
    // then wraps around at the top, l0 is less than 200 away from where it has room for the 19
    carry();
    carry();
    subtractIfNotLess();
  }

  private void carry() {
    l1 += l0 >> RADIX;
    l0 &= MASK;
    l2 += l1 >> RADIX;
    l1 &= MASK;
    l3 += l2 >> RADIX;
    l2 &= MASK;
    l4 += l3 >> RADIX;
    l3 &= MASK;
    l0 += 19 * (l4 >> RADIX);
    l4 &= MASK;
  }

  private void subtractIfNotLess() {
    boolean less = l4 != MASK || l3 != MASK || l2 != MASK || l1 != MASK || l0 < MASK - 18;
    if (!less) {
      l0 -= MASK - 18;
      l1 = 0;
      l2 = 0;
      l3 = 0;
      l4 = 0;
    }
  }
}
