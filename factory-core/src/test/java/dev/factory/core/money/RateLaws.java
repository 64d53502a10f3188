package dev.factory.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RateLaws {

  @Property
  void readingTheCanonicalFormGivesTheRateBack(
      @ForAll @LongRange(min = 0) long numerator, @ForAll @LongRange(min = 1) long denominator) {
    Rate rate = Rate.of(numerator, denominator);
    assertThat(Rate.parse(rate.toString())).isEqualTo(rate);
  }

  @Property
  void aRateIsInLowestTermsAndKeepsItsValue(
      @ForAll @LongRange(min = 0) long numerator, @ForAll @LongRange(min = 1) long denominator) {
    Rate rate = Rate.of(numerator, denominator);
    BigInteger top = BigInteger.valueOf(rate.numerator());
    BigInteger bottom = BigInteger.valueOf(rate.denominator());
    assertThat(top.gcd(bottom)).isEqualTo(BigInteger.ONE);
    assertThat(top.multiply(BigInteger.valueOf(denominator)))
        .isEqualTo(bottom.multiply(BigInteger.valueOf(numerator)));
  }

  @Property
  void comparingIsExact(
      @ForAll @LongRange(min = 0) long firstTop,
      @ForAll @LongRange(min = 1) long firstBottom,
      @ForAll @LongRange(min = 0) long secondTop,
      @ForAll @LongRange(min = 1) long secondBottom) {
    BigInteger left = BigInteger.valueOf(firstTop).multiply(BigInteger.valueOf(secondBottom));
    BigInteger right = BigInteger.valueOf(secondTop).multiply(BigInteger.valueOf(firstBottom));
    Rate first = Rate.of(firstTop, firstBottom);
    Rate second = Rate.of(secondTop, secondBottom);
    assertThat(Integer.signum(first.compareTo(second))).isEqualTo(left.compareTo(right));
    assertThat(first.compareTo(second) == 0).isEqualTo(first.equals(second));
  }

  @Property
  void neighboursAreToldApart(@ForAll @LongRange(min = 1, max = Long.MAX_VALUE - 1) long number) {
    assertThat(Rate.of(number, number + 1)).isLessThan(Rate.of(1, 1));
    assertThat(Rate.of(number + 1, number)).isGreaterThan(Rate.of(1, 1));
    assertThat(Rate.of(number, number + 1).isAtMostOne()).isTrue();
    assertThat(Rate.of(number + 1, number).isAtMostOne()).isFalse();
    assertThat(Rate.of(number, number).isAtMostOne()).isTrue();
  }

  @Property
  void aRateAndItsComplementAreOne(
      @ForAll @LongRange(min = 0) long first, @ForAll @LongRange(min = 1) long second) {
    Rate rate = Rate.of(Math.min(first, second), Math.max(first, second));
    Rate rest = rate.complement();
    assertThat(rest.numerator() + rate.numerator()).isEqualTo(rate.denominator());
    assertThat(rest.denominator()).isEqualTo(rate.denominator());
    assertThat(rest.complement()).isEqualTo(rate);
  }

  @Property
  void aPercentageIsAHundredthOfTheSameDecimal(
      @ForAll @IntRange(min = 0) int unscaled, @ForAll @IntRange(min = 0, max = 6) int decimals) {
    BigDecimal number = BigDecimal.valueOf(unscaled, decimals);
    Rate decimal = Rate.parse(number.toPlainString());
    Rate percentage = Rate.parse(number.movePointRight(2).toPlainString() + "%");
    assertThat(percentage).isEqualTo(decimal);
    assertThat(decimal).isEqualTo(Rate.of(unscaled, BigInteger.TEN.pow(decimals).longValueExact()));
  }
}
