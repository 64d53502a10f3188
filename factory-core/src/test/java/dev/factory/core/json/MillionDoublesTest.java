package dev.factory.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The number printer against exact arithmetic, on a million doubles and some that are harder. */
class MillionDoublesTest {
  private static final long SEED = 8785;
  private static final long SIGNIFICAND = (1L << 52) - 1;

  @Test
  void randomBitsAreWrittenAsTheShortestDecimal() {
    check(1_000_000, random -> Double.longBitsToDouble(random.nextLong()));
  }

  @Test
  void neighboursOfPowersOfTenAreWrittenAsTheShortestDecimal() {
    check(50_000, random -> near(Double.parseDouble("1e" + random.nextInt(-323, 309)), random));
  }

  @Test
  void neighboursOfPowersOfTwoAreWrittenAsTheShortestDecimal() {
    check(50_000, random -> near(Math.scalb(1.0, random.nextInt(-1074, 1024)), random));
  }

  @Test
  void subnormalNumbersAreWrittenAsTheShortestDecimal() {
    check(
        50_000,
        random ->
            Double.longBitsToDouble((random.nextLong() & SIGNIFICAND) >>> random.nextInt(0, 52)));
  }

  @Test
  void numbersOfFewDigitsAreWrittenAsTheShortestDecimal() {
    check(
        50_000,
        random ->
            BigDecimal.valueOf(random.nextLong(1_000_000), random.nextInt(-30, 30)).doubleValue());
  }

  private static double near(double value, SplittableRandom random) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(value) + random.nextInt(-4, 5));
  }

  private static void check(int count, ToDoubleFunction<SplittableRandom> next) {
    SplittableRandom random = new SplittableRandom(SEED);
    int checked = 0;
    while (checked < count) {
      double value = Math.abs(next.applyAsDouble(random));
      if (value == 0 || !Double.isFinite(value)) {
        continue;
      }
      checked++;
      String expected = DecimalOracle.layout(DecimalOracle.shortest(value));
      String written = CanonicalJson.number(value);
      if (!written.equals(expected)) {
        assertThat(written).as("bits %x", Double.doubleToRawLongBits(value)).isEqualTo(expected);
      }
    }
    assertThat(checked).isEqualTo(count);
  }
}
