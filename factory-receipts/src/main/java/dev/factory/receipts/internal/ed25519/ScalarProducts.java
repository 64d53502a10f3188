package dev.factory.receipts.internal.ed25519;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A sum of products of whole numbers, each of a factor of 128 bits and one of a fixed length. It is
 * exact, and reduced only when it is read. Up to 2^26 products.
 */
final class ScalarProducts {
  /** The order of the base point: RFC 8032, section 5.1. */
  static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final long ORDER_LOW = 0x5812631a5cf5d3edL;
  private static final long ORDER_HIGH = 0x14def9dea2f79cd6L;
  private static final long ORDER_TOP = 0x1000000000000000L;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_HALF = 0xffff_ffffL;

  private final int ints;

  /** Columns of radix 2^32 that have not been carried: each product adds less than 2^36. */
  private final long[] columns;

  /**
   * @param bytes length of the longer factors, a multiple of 4
   */
  ScalarProducts(int bytes) {
    this.ints = bytes / Integer.BYTES;
    this.columns = new long[ints + 5];
  }

  /** Says whether 32 bytes, least first, are a number less than the order of the base point. */
  static boolean isReduced(byte[] bytes, int offset) {
    long top = (long) LONGS.get(bytes, offset + 24);
    if (top != ORDER_TOP) {
      return Long.compareUnsigned(top, ORDER_TOP) < 0;
    }
    if ((long) LONGS.get(bytes, offset + 16) != 0) {
      return false;
    }
    long high = (long) LONGS.get(bytes, offset + 8);
    long low = (long) LONGS.get(bytes, offset);
    return high == ORDER_HIGH
        ? Long.compareUnsigned(low, ORDER_LOW) < 0
        : Long.compareUnsigned(high, ORDER_HIGH) < 0;
  }

  void clear() {
    Arrays.fill(columns, 0);
  }

  /**
   * Adds {@code low + 2^64 high}, both unsigned, times the bytes, least first, at {@code offset}.
   */
  void add(long low, long high, byte[] bytes, int offset) {
    long f0 = low & LOW_HALF;
    long f1 = low >>> 32;
    long f2 = high & LOW_HALF;
    long f3 = high >>> 32;
    for (int i = 0; i < ints; i++) {
      long digit = (int) INTS.get(bytes, offset + Integer.BYTES * i) & LOW_HALF;
      long p0 = f0 * digit;
      long p1 = f1 * digit;
      long p2 = f2 * digit;
      long p3 = f3 * digit;
      columns[i] += p0 & LOW_HALF;
      columns[i + 1] += (p0 >>> 32) + (p1 & LOW_HALF);
      columns[i + 2] += (p1 >>> 32) + (p2 & LOW_HALF);
      columns[i + 3] += (p2 >>> 32) + (p3 & LOW_HALF);
      columns[i + 4] += p3 >>> 32;
    }
  }

  /** {@return the sum modulo the order of the base point} */
  BigInteger reduced() {
    BigInteger sum = BigInteger.ZERO;
    for (int i = columns.length - 1; i >= 0; i--) {
      sum = sum.shiftLeft(32).add(BigInteger.valueOf(columns[i]));
    }
    return sum.mod(ORDER);
  }
}
