package dev.factory.receipts.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScalarProductsLaws {

  @Provide
  static Arbitrary<byte[]> factors() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofSize(64),
        Arbitraries.of((byte) 0, (byte) 0xff).array(byte[].class).ofSize(64));
  }

  @Property
  void sumsOfProductsAreThoseOfIntegers(
      @ForAll @Size(max = 20) List<@From("factors") byte[]> factors,
      @ForAll long low,
      @ForAll long high) {
    ScalarProducts sums = new ScalarProducts(64);
    ScalarProducts halves = new ScalarProducts(32);
    BigInteger factor = unsigned(high).shiftLeft(64).add(unsigned(low));
    BigInteger sum = BigInteger.ZERO;
    BigInteger half = BigInteger.ZERO;
    for (byte[] bytes : factors) {
      sums.add(low, high, bytes, 0);
      sum = sum.add(factor.multiply(Edwards.integer(bytes)));
      halves.add(low, high, bytes, 32);
      half = half.add(factor.multiply(Edwards.integer(Arrays.copyOfRange(bytes, 32, 64))));
    }
    assertThat(sums.reduced()).isEqualTo(sum.mod(Edwards.L));
    assertThat(halves.reduced()).isEqualTo(half.mod(Edwards.L));
    sums.clear();
    assertThat(sums.reduced()).isZero();
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  @Property
  void reducedIsLessThanTheOrder(@ForAll @Size(32) byte[] bytes) {
    assertThat(ScalarProducts.isReduced(bytes, 0))
        .isEqualTo(Edwards.integer(bytes).compareTo(Edwards.L) < 0);
  }

  @Test
  void reducedIsLessThanTheOrderAroundIt() {
    for (int power = 0; power <= 252; power++) {
      BigInteger step = BigInteger.TWO.pow(power);
      for (BigInteger value :
          List.of(Edwards.L.subtract(step).max(BigInteger.ZERO), Edwards.L.add(step))) {
        assertThat(ScalarProducts.isReduced(Edwards.bytes(value), 0))
            .isEqualTo(value.compareTo(Edwards.L) < 0);
      }
    }
    assertThat(ScalarProducts.isReduced(Edwards.bytes(Edwards.L), 0)).isFalse();
  }
}
