package dev.factory.receipts.internal.ed25519;

import static dev.factory.receipts.internal.ed25519.Edwards.P;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Arithmetic modulo p is that of {@link BigInteger}. */
class FieldElementLaws {
  private static final BigInteger LIMIT = BigInteger.TWO.pow(255);

  /** 255 bits: any, and those beside 0, p, 2^255 and the limits of limbs. */
  @Provide
  static Arbitrary<BigInteger> bits() {
    Arbitrary<BigInteger> near =
        Arbitraries.of(0, 51, 102, 153, 204, 255)
            .flatMap(
                power ->
                    Arbitraries.integers()
                        .between(-40, 40)
                        .map(off -> BigInteger.TWO.pow(power).add(BigInteger.valueOf(off))));
    return Arbitraries.oneOf(
            Arbitraries.bigIntegers().between(BigInteger.ZERO, LIMIT.subtract(BigInteger.ONE)),
            near)
        .map(value -> value.mod(LIMIT));
  }

  private static FieldElement element(BigInteger value) {
    FieldElement element = new FieldElement();
    element.setBytes(Edwards.bytes(value), 0);
    return element;
  }

  private static BigInteger value(FieldElement element) {
    byte[] bytes = new byte[FieldElement.BYTES + 1];
    FieldElement.copyOf(element).toBytes(bytes, 1);
    byte[] read = new byte[FieldElement.BYTES];
    System.arraycopy(bytes, 1, read, 0, read.length);
    return Edwards.integer(read);
  }

  @Property
  void bytesComeBackReduced(@ForAll("bits") BigInteger a) {
    assertThat(value(element(a))).isEqualTo(a.mod(P));
    assertThat(FieldElement.isCanonical(Edwards.bytes(a), 0)).isEqualTo(a.compareTo(P) < 0);
    assertThat(FieldElement.isCanonical(Edwards.bytes(a.setBit(255)), 0))
        .isEqualTo(a.compareTo(P) < 0);
  }

  @Property
  void zeroAndOddAreThoseOfTheReducedForm(@ForAll("bits") BigInteger a) {
    assertThat(element(a).isZero()).isEqualTo(a.mod(P).signum() == 0);
    assertThat(element(a).isOdd()).isEqualTo(a.mod(P).testBit(0));
    FieldElement opposite = new FieldElement();
    opposite.setNegation(element(a));
    assertThat(FieldElement.copyOf(opposite).isZero()).isEqualTo(a.mod(P).signum() == 0);
    assertThat(opposite.isOdd()).isEqualTo(a.negate().mod(P).testBit(0));
  }

  @Property
  void sumsDifferencesAndProductsAreThoseOfIntegers(
      @ForAll("bits") BigInteger a, @ForAll("bits") BigInteger b) {
    FieldElement result = new FieldElement();
    result.setSum(element(a), element(b));
    assertThat(value(result)).isEqualTo(a.add(b).mod(P));
    result.setDifference(element(a), element(b));
    assertThat(value(result)).isEqualTo(a.subtract(b).mod(P));
    result.setProduct(element(a), element(b));
    assertThat(value(result)).isEqualTo(a.multiply(b).mod(P));
    result.setSquare(element(a));
    assertThat(value(result)).isEqualTo(a.multiply(a).mod(P));
  }

  /** The largest factors that are allowed: sums of four, of all signs. */
  @Property
  void productsOfSumsOfFourAreThoseOfIntegers(
      @ForAll("bits") BigInteger a,
      @ForAll("bits") BigInteger b,
      @ForAll boolean minusA,
      @ForAll boolean minusB) {
    FieldElement fourA = fourTimes(a, minusA);
    FieldElement fourB = fourTimes(b, minusB);
    BigInteger valueA = BigInteger.valueOf(minusA ? -4 : 4).multiply(a);
    BigInteger valueB = BigInteger.valueOf(minusB ? -4 : 4).multiply(b);
    assertThat(value(fourA)).isEqualTo(valueA.mod(P));
    FieldElement result = new FieldElement();
    result.setProduct(fourA, fourB);
    assertThat(value(result)).isEqualTo(valueA.multiply(valueB).mod(P));
    result.setSquare(fourA, 3);
    assertThat(value(result)).isEqualTo(valueA.modPow(BigInteger.valueOf(8), P));
  }

  private static FieldElement fourTimes(BigInteger a, boolean minus) {
    FieldElement four = element(a);
    four.setSum(four, four);
    four.setSum(four, four);
    if (minus) {
      four.setNegation(four);
    }
    return four;
  }

  /** All limbs at their largest, in every sum of four: nothing overflows. */
  @Test
  void theLargestLimbsDoNotOverflow() {
    BigInteger ones = LIMIT.subtract(BigInteger.ONE);
    for (boolean minus : new boolean[] {false, true}) {
      productsOfSumsOfFourAreThoseOfIntegers(ones, ones, false, minus);
      productsOfSumsOfFourAreThoseOfIntegers(ones, ones, true, minus);
    }
  }

  /** What products leave may be added and multiplied again without end. */
  @Property
  void longChainsOfProductsStayExact(@ForAll("bits") BigInteger a, @ForAll("bits") BigInteger b) {
    FieldElement left = element(a);
    FieldElement right = element(b);
    FieldElement result = new FieldElement();
    BigInteger valueLeft = a;
    BigInteger valueRight = b;
    for (int i = 0; i < 30; i++) {
      result.setProduct(left, right);
      BigInteger product = valueLeft.multiply(valueRight).mod(P);
      left.setSum(result, result);
      left.setSum(left, left);
      right.setDifference(right, result);
      right.setSquare(right);
      valueLeft = product.shiftLeft(2).mod(P);
      valueRight = valueRight.subtract(product).pow(2).mod(P);
      assertThat(value(left)).isEqualTo(valueLeft);
      assertThat(value(right)).isEqualTo(valueRight);
    }
  }

  @Property
  void powersAreThoseOfIntegers(@ForAll("bits") BigInteger a) {
    FieldPowers powers = new FieldPowers();
    FieldElement result = new FieldElement();
    powers.setRootPower(result, element(a));
    BigInteger exponent = P.subtract(BigInteger.valueOf(5)).shiftRight(3);
    assertThat(value(result)).isEqualTo(a.modPow(exponent, P));
    powers.setInverse(result, element(a));
    assertThat(value(result)).isEqualTo(a.modPow(P.subtract(BigInteger.TWO), P));
  }

  @Property
  void factorsMayBeTheResult(@ForAll("bits") BigInteger a, @ForAll("bits") BigInteger b) {
    FieldElement result = element(a);
    result.setProduct(result, element(b));
    assertThat(value(result)).isEqualTo(a.multiply(b).mod(P));
    result.set(element(b));
    result.setProduct(element(a), result);
    assertThat(value(result)).isEqualTo(a.multiply(b).mod(P));
    result.setProduct(result, result);
    assertThat(value(result)).isEqualTo(a.multiply(b).pow(2).mod(P));
  }
}
