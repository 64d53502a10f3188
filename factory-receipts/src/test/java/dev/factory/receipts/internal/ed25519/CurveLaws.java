package dev.factory.receipts.internal.ed25519;

import static dev.factory.receipts.internal.ed25519.Edwards.P;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Points are those of RFC 8032's formulas on big integers. */
class CurveLaws {
  private static final List<Edwards> SMALL = smallOrder();

  private static final BigInteger MAX_WORD = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final BigInteger MAX_FACTOR = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

  /** For each size of a digit, a factor to which half of the radix at every place carries far. */
  private static final List<BigInteger> CARRYING = carrying();

  private final Curve curve = new Curve();

  private static List<Edwards> smallOrder() {
    List<Edwards> points = new ArrayList<>();
    Edwards point = Edwards.NEUTRAL;
    for (int i = 0; i < 8; i++) {
      points.add(point);
      point = point.plus(Edwards.TORSION);
    }
    return points;
  }

  private static List<BigInteger> carrying() {
    List<BigInteger> factors = new ArrayList<>();
    for (int window = 2; window <= 12; window++) {
      BigInteger halves = BigInteger.ZERO;
      for (int bit = window - 1; bit < 128; bit += window) {
        halves = halves.setBit(bit);
      }
      BigInteger high = MAX_WORD.subtract(halves.shiftRight(64));
      factors.add(high.shiftLeft(64).add(MAX_WORD));
    }
    return factors;
  }

  /** 32 bytes: any, those of points of small order, and y just below and above p. */
  @Provide
  static Arbitrary<byte[]> encodings() {
    Arbitrary<byte[]> small = Arbitraries.of(SMALL).map(Edwards::encoded);
    Arbitrary<byte[]> edges =
        Arbitraries.integers()
            .between(-25, 18)
            .map(off -> Edwards.bytes(P.add(BigInteger.valueOf(off))));
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofSize(32);
    return Arbitraries.oneOf(any, any, small, edges)
        .flatMap(bytes -> Arbitraries.of(false, true).map(sign -> sign ? signed(bytes) : bytes));
  }

  private static byte[] signed(byte[] bytes) {
    byte[] other = bytes.clone();
    other[31] ^= (byte) 0x80;
    return other;
  }

  /** Points of the whole group, whatever their order. */
  @Provide
  static Arbitrary<Edwards> points() {
    Arbitrary<Edwards> any =
        encodings().map(Edwards::decoded).filter(Optional::isPresent).map(Optional::orElseThrow);
    return Arbitraries.oneOf(any, Arbitraries.of(SMALL));
  }

  private AffinePoint affine(Edwards point) {
    AffinePoint affine = new AffinePoint();
    assertThat(curve.decode(point.encoded(), 0, affine)).isTrue();
    return affine;
  }

  private CurvePoint point(Edwards point) {
    CurvePoint extended = new CurvePoint();
    curve.setPoint(extended, affine(point));
    return extended;
  }

  private static BigInteger value(FieldElement element) {
    byte[] bytes = new byte[32];
    FieldElement.copyOf(element).toBytes(bytes, 0);
    return Edwards.integer(bytes);
  }

  private static void assertIs(CurvePoint point, Edwards expected) {
    BigInteger z = value(point.z);
    assertThat(z.signum()).isNotZero();
    assertThat(value(point.x)).isEqualTo(expected.x().multiply(z).mod(P));
    assertThat(value(point.y)).isEqualTo(expected.y().multiply(z).mod(P));
    assertThat(value(point.t)).isEqualTo(expected.x().multiply(expected.y()).multiply(z).mod(P));
  }

  private static void assertIs(AffinePoint point, Edwards expected) {
    assertThat(value(point.sum)).isEqualTo(expected.y().add(expected.x()).mod(P));
    assertThat(value(point.difference)).isEqualTo(expected.y().subtract(expected.x()).mod(P));
    BigInteger xy = expected.x().multiply(expected.y());
    assertThat(value(point.product)).isEqualTo(xy.multiply(Edwards.D).shiftLeft(1).mod(P));
  }

  @Property(tries = 2_000)
  void decodingIsThatOfSection513(@ForAll("encodings") byte[] bytes) {
    Optional<Edwards> expected = Edwards.decoded(bytes);
    AffinePoint point = new AffinePoint();
    assertThat(curve.decode(bytes, 0, point)).isEqualTo(expected.isPresent());
    expected.ifPresent(
        found -> {
          assertIs(point, found);
          assertThat(found.encoded()).isEqualTo(bytes);
        });
  }

  @Property
  void additionIsComplete(
      @ForAll("points") Edwards first, @ForAll("points") Edwards second, @ForAll boolean same) {
    Edwards other = same ? first : second;
    CurvePoint sum = point(first);
    curve.add(sum, affine(other));
    assertIs(sum, first.plus(other));
    curve.add(sum, point(other));
    assertIs(sum, first.plus(other).plus(other));
    curve.subtract(sum, affine(other));
    assertIs(sum, first.plus(other));
    curve.subtract(sum, affine(other));
    assertIs(sum, first);
    curve.subtract(sum, affine(first));
    assertIs(sum, Edwards.NEUTRAL);
    assertThat(curve.isNeutral(sum)).isTrue();
  }

  @Property
  void doublingIsAddingToItself(@ForAll("points") Edwards point, @ForAll @IntRange(max = 5) int n) {
    CurvePoint result = point(point);
    curve.twice(result, n);
    assertIs(result, point.times(BigInteger.ONE.shiftLeft(n)));
  }

  @Property
  void formsOfOnePointAreTheSamePoint(@ForAll("points") Edwards point) {
    CurvePoint extended = point(point);
    assertIs(extended, point);
    curve.add(extended, affine(point));
    AffinePoint affine = new AffinePoint();
    curve.setAffine(affine, extended);
    assertIs(affine, point.plus(point));
    curve.negate(extended);
    curve.add(extended, affine);
    assertThat(curve.isNeutral(extended)).isTrue();
  }

  @Property
  void onlyTheNeutralElementIsNeutral(@ForAll("points") Edwards point) {
    assertThat(curve.isNeutral(point(point))).isEqualTo(point.equals(Edwards.NEUTRAL));
  }

  @Test
  void theBasePointIsThatOfTheRfc() {
    AffinePoint base = new AffinePoint();
    curve.setBase(base);
    assertIs(base, Edwards.BASE);
  }

  /** A few points and factors, against doubling and adding. */
  @Property
  void sumsOfMultiplesAreThoseOfDoublingAndAdding(
      @ForAll("points") Edwards first,
      @ForAll("points") Edwards second,
      @ForAll("factors") List<BigInteger> factors) {
    MultiScalarSum sum = new MultiScalarSum(curve, 60);
    assertSum(sum, List.of(affine(first), affine(second)), factors);
    // and again, with the buckets left as they are
    assertSum(sum, List.of(affine(second)), factors);
  }

  /** Each size of a digit is the best for some number of points below this. */
  @Test
  void sumsOfManyMultiplesAreThoseOfDoublingAndAdding() {
    List<AffinePoint> points = List.of(affine(Edwards.BASE), affine(Edwards.TORSION));
    MultiScalarSum sum = new MultiScalarSum(curve, 16_384);
    List<BigInteger> factors = new ArrayList<>(CARRYING);
    BigInteger factor = BigInteger.ONE;
    for (int count = 16; count <= 16_384; count *= 2) {
      while (factors.size() < count) {
        factor = factor.multiply(BigInteger.valueOf(6_364_136_223_846_793_005L)).setBit(0);
        factor = factor.mod(BigInteger.TWO.pow(128));
        factors.add(factors.size() % 97 == 0 ? MAX_FACTOR : factor);
      }
      assertSum(sum, points, factors);
    }
  }

  @Provide
  static Arbitrary<List<BigInteger>> factors() {
    Arbitrary<BigInteger> any = Arbitraries.bigIntegers().between(BigInteger.ZERO, MAX_FACTOR);
    Arbitrary<BigInteger> edges =
        Arbitraries.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            MAX_FACTOR,
            BigInteger.TWO.pow(127),
            BigInteger.TWO.pow(64),
            MAX_WORD);
    return Arbitraries.oneOf(any, any, edges, Arbitraries.of(CARRYING)).list().ofMaxSize(60);
  }

  private void assertSum(MultiScalarSum sum, List<AffinePoint> points, List<BigInteger> factors) {
    sum.clear();
    List<BigInteger> totals = new ArrayList<>();
    points.forEach(point -> totals.add(BigInteger.ZERO));
    for (int i = 0; i < factors.size(); i++) {
      int which = i % points.size();
      BigInteger factor = factors.get(i);
      sum.add(points.get(which), factor.longValue(), factor.shiftRight(64).longValue());
      totals.set(which, totals.get(which).add(factor));
    }
    CurvePoint result = new CurvePoint();
    sum.sum(result);
    CurvePoint expected = new CurvePoint();
    for (int bit = 200; bit >= 0; bit--) {
      curve.twice(expected, 1);
      for (int i = 0; i < points.size(); i++) {
        if (totals.get(i).testBit(bit)) {
          curve.add(expected, points.get(i));
        }
      }
    }
    curve.negate(expected);
    curve.add(result, expected);
    assertThat(curve.isNeutral(result)).isTrue();
  }
}
