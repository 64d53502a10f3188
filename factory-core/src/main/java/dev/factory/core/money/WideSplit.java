package dev.factory.core.money;

import java.math.BigInteger;
import java.util.Arrays;

/** The largest-remainder method for amounts and weights whose products or sum leave a long. */
final class WideSplit {
  private WideSplit() {}

  static long[] split(long amount, long[] weights) {
    BigInteger total = BigInteger.ZERO;
    for (long weight : weights) {
      total = total.add(BigInteger.valueOf(weight));
    }
    BigInteger size = BigInteger.valueOf(amount).abs();
    BigInteger[] parts = new BigInteger[weights.length];
    BigInteger[] remainders = new BigInteger[weights.length];
    BigInteger left = size;
    for (int party = 0; party < weights.length; party++) {
      BigInteger[] division =
          size.multiply(BigInteger.valueOf(weights[party])).divideAndRemainder(total);
      parts[party] = division[0];
      remainders[party] = division[1];
      left = left.subtract(division[0]);
    }
    giveOneEach(parts, remainders, left.intValueExact());
    long[] result = new long[parts.length];
    for (int party = 0; party < parts.length; party++) {
      result[party] = (amount < 0 ? parts[party].negate() : parts[party]).longValueExact();
    }
    return result;
  }

  /** One unit more for the {@code units} largest remainders, the first ones where they tie. */
  private static void giveOneEach(BigInteger[] parts, BigInteger[] remainders, int units) {
    if (units == 0) {
      return;
    }
    BigInteger[] ascending = remainders.clone();
    Arrays.sort(ascending);
    BigInteger smallestServed = ascending[ascending.length - units];
    long ties =
        units - Arrays.stream(remainders).filter(r -> r.compareTo(smallestServed) > 0).count();
    for (int party = 0; party < parts.length; party++) {
      int order = remainders[party].compareTo(smallestServed);
      if (order > 0) {
        parts[party] = parts[party].add(BigInteger.ONE);
      } else if (order == 0 && ties > 0) {
        parts[party] = parts[party].add(BigInteger.ONE);
        ties--;
      }
    }
  }
}
