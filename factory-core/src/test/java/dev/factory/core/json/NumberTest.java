package dev.factory.core.json;

import static dev.factory.core.json.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTest {

  @Nested
  class Digits {
    @ParameterizedTest
    @CsvSource({
      "2E-3, 0.002",
      "2.0E23, 2e+23",
      "8.41E21, 8.41e+21",
      "2.2E-322, 2.2e-322",
      "1.1E-5, 0.000011",
      "2.2250738585072014E-308, 2.2250738585072014e-308",
      "5.684341886080802E-14, 5.684341886080802e-14",
      "9.5367431640625E-7, 9.5367431640625e-7",
      "9.007199254740993E15, 9007199254740992",
      "1.8446744073709552E19, 18446744073709552000"
    })
    void theyAreTheShortestThatReadBack(double value, String written) {
      assertThat(CanonicalJson.number(value)).isEqualTo(written);
      assertThat(Double.parseDouble(written)).isEqualTo(value);
    }

    @Test
    void theSmallestDoublesNeedOneDigitOrTwo() {
      // the JDK writes at least two digits: 4.9E-324, 9.9E-324
      for (int i = 1; i < 2_000; i++) {
        double value = Double.longBitsToDouble(i);
        assertThat(CanonicalJson.number(value))
            .isEqualTo(DecimalOracle.layout(DecimalOracle.shortest(value)));
      }
    }

    @Test
    void everyPowerOfTwoAndItsNeighboursAreTheShortestThatReadBack() {
      for (int exponent = -1074; exponent < 1024; exponent++) {
        double power = Math.scalb(1.0, exponent);
        assertShortest(power);
        assertShortest(Math.nextUp(power));
        assertShortest(Math.nextDown(power));
      }
    }

    @Test
    void everyPowerOfTenAndItsNeighboursAreTheShortestThatReadBack() {
      for (int exponent = -323; exponent <= 308; exponent++) {
        double power = Double.parseDouble("1e" + exponent);
        assertThat(ShortestDecimal.of(power)).isEqualTo(new ShortestDecimal(1, exponent));
        assertShortest(Math.nextUp(power));
        assertShortest(Math.nextDown(power));
      }
    }

    private static void assertShortest(double value) {
      if (value > 0) {
        BigDecimal expected = DecimalOracle.shortest(value);
        assertThat(ShortestDecimal.of(value))
            .isEqualTo(
                new ShortestDecimal(expected.unscaledValue().longValueExact(), -expected.scale()));
      }
    }
  }

  @Nested
  class Layout {
    @ParameterizedTest
    @CsvSource({
      "0, 0",
      "-0.0, 0",
      "1, 1",
      "-1, -1",
      "10, 10",
      "99, 99",
      "100, 100",
      "0.5, 0.5",
      "-0.5, -0.5",
      "1.5, 1.5",
      "-123.456, -123.456",
      "0.1, 0.1",
      "0.01, 0.01",
      "0.000001, 0.000001",
      "0.00000123, 0.00000123",
      "0.0000001, 1e-7",
      "0.000000123, 1.23e-7",
      "-0.000000123, -1.23e-7",
      "9007199254740991, 9007199254740991",
      "-9007199254740991, -9007199254740991",
      "9007199254740992, 9007199254740992",
      "9007199254740994, 9007199254740994",
      "4503599627370495.5, 4503599627370495.5",
      "123456789012345680000, 123456789012345680000",
      "999999999999999900000, 999999999999999900000",
      "1e21, 1e+21",
      "1.5e21, 1.5e+21",
      "-1.25e+100, -1.25e+100"
    })
    void itIsThatOfEcmaScript(double value, String written) {
      assertThat(CanonicalJson.number(value)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteHasNone(double value) {
      assertRefused(() -> CanonicalJson.number(value), "a number", JsonProblem.NOT_FINITE);
      assertRefused(
          () -> CanonicalJson.ofValue(value), "the outermost value", JsonProblem.NOT_FINITE);
    }
  }

  @Nested
  class Literals {
    @ParameterizedTest
    @CsvSource({
      "0, 0",
      "-0, 0",
      "-0.0, 0",
      "0e99999999999, 0",
      "0.000e-5, 0",
      "7, 7",
      "1.0, 1",
      "1e2, 100",
      "1E+2, 100",
      "120e-1, 12",
      "-9007199254740991, -9007199254740991",
      "9007199254740991, 9007199254740991",
      "9007199254740991.0, 9007199254740991",
      "9.007199254740991e15, 9007199254740991",
      "1E30, 1e+30",
      "1e21, 1e+21",
      "1000e18, 1e+21",
      "333333333.33333329, 333333333.3333333",
      "5e-324, 5e-324",
      "3e-324, 5e-324",
      "1.7976931348623157e308, 1.7976931348623157e+308",
      "0.1000000000000000055511151231257827, 0.1"
    })
    void theyAreRewrittenInTheOneCanonicalWay(String literal, String canonical) {
      assertThat(CanonicalJson.canonicalize(literal)).asString(UTF_8).isEqualTo(canonical);
      assertThat(CanonicalJson.canonicalize(canonical)).asString(UTF_8).isEqualTo(canonical);
      assertThat(CanonicalJson.ofValue(CanonicalJson.parseValue(literal.getBytes(UTF_8))))
          .asString(UTF_8)
          .isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "9007199254740992",
          "-9007199254740992",
          "9999999999999999",
          "10000000000000000",
          "9223372036854775808",
          "18446744073709551617",
          "100000000000000000000000000000000000000000",
          "9007199254740991.5",
          "9007199254740992.0",
          "1e16",
          "-1e17",
          "1e20",
          "9.99999999999999e20"
        })
    void anIntegerThatNotEveryReaderHoldsIsRefused(String literal) {
      assertRefused("[" + literal + "]", 1, JsonProblem.INTEGER_RANGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e309", "-1e309", "1.7976931348623159e308", "1e99999999999"})
    void aNumberTooLargeForADoubleIsRefused(String literal) {
      assertRefused("[" + literal + "]", 1, JsonProblem.NOT_FINITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-400", "-1e-400", "2e-324", "0.01E-99999999999", "9e-325"})
    void aNumberThatADoubleHoldsAsZeroIsRefused(String literal) {
      assertRefused("[" + literal + "]", 1, JsonProblem.UNDERFLOW);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"01", "-01", "00", "-", "1.", "1.e5", "1e", "1e+", "1E-", "-.5", "--1", "-a"})
    void whatJsonDoesNotWriteLikeThisIsRefused(String literal) {
      assertRefused("[" + literal + "]", 1, JsonProblem.NUMBER_FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", ".5", "NaN", "Infinity", "'1'"})
    void whatDoesNotBeginLikeANumberIsNoValue(String literal) {
      assertRefused(literal, 0, JsonProblem.NO_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5.5", "0x10", "1e5e5", "1_000", "1f", "1-1", "-1+1", "1 1"})
    void aNumberEndsWhereItsDigitsEnd(String literal) {
      assertRefused(
          literal,
          literal.equals("1 1") ? 2 : literal.length() - tail(literal).length(),
          JsonProblem.TRAILING_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "1.", "1e", "1e-"})
    void aTextMayNotEndInsideANumber(String literal) {
      assertRefused(literal, literal.length(), JsonProblem.EARLY_END);
    }

    private static String tail(String literal) {
      return literal.replaceFirst("^-?[0-9]+([.][0-9]+)?(e[0-9]+)?", "");
    }

    @Test
    void integersAreReadAsLongsAndAllOthersAsDoubles() {
      assertThat(CanonicalJson.parseValue("12".getBytes(UTF_8))).isEqualTo(12L);
      assertThat(CanonicalJson.parseValue("-9007199254740991".getBytes(UTF_8)))
          .isEqualTo(-9007199254740991L);
      assertThat(CanonicalJson.parseValue("12.0".getBytes(UTF_8))).isEqualTo(12.0);
      assertThat(CanonicalJson.parseValue("1e2".getBytes(UTF_8))).isEqualTo(100.0);
      assertThat(CanonicalJson.parseValue("-0.0".getBytes(UTF_8))).isEqualTo(0.0);
    }
  }

  @Nested
  class JavaNumbers {
    @Test
    void everyKindOfIntegerIsWrittenAsOne() {
      assertThat(canonical((byte) -7)).isEqualTo("-7");
      assertThat(canonical((short) 300)).isEqualTo("300");
      assertThat(canonical(70_000)).isEqualTo("70000");
      assertThat(canonical(9007199254740991L)).isEqualTo("9007199254740991");
      assertThat(canonical(-9007199254740991L)).isEqualTo("-9007199254740991");
      assertThat(canonical(new BigInteger("-9007199254740991"))).isEqualTo("-9007199254740991");
    }

    @ParameterizedTest
    @CsvSource({
      "12, 12",
      "-12, -12",
      "4.50, 4.5",
      "12.00, 12",
      "1E+2, 100",
      "1E+30, 1e+30",
      "1E-7, 1e-7",
      "0, 0",
      "0.00, 0",
      "0E+50, 0",
      "9007199254740991.0, 9007199254740991",
      "333333333.33333329, 333333333.3333333"
    })
    void aBigDecimalIsWrittenLikeTheLiteralItPrintsAs(String literal, String canonical) {
      BigDecimal decimal = new BigDecimal(literal);
      assertThat(decimal).hasToString(literal);
      assertThat(canonical(decimal)).isEqualTo(canonical);
      assertThat(CanonicalJson.canonicalize(literal)).asString(UTF_8).isEqualTo(canonical);
    }

    @Test
    void integersThatNotEveryReaderHoldsAreRefused() {
      assertOutOfRange(9007199254740992L);
      assertOutOfRange(-9007199254740992L);
      assertOutOfRange(Long.MAX_VALUE);
      assertOutOfRange(Long.MIN_VALUE);
      assertOutOfRange(new BigInteger("9007199254740992"));
      assertOutOfRange(new BigInteger("18446744073709551617"));
      assertOutOfRange(new BigInteger("9223372036854775808"));
      assertOutOfRange(new BigDecimal("9007199254740992"));
      assertOutOfRange(new BigDecimal("9007199254740992.0"));
      assertOutOfRange(new BigDecimal("1E+17"));
      assertOutOfRange(9007199254740992.0);
      assertOutOfRange(-9007199254740992.0);
      assertOutOfRange(1e17);
      assertOutOfRange(999999999999999900000.0);
    }

    @Test
    void decimalsThatADoubleDoesNotHoldAreRefused() {
      assertRefused(
          () -> CanonicalJson.ofValue(new BigDecimal("1E+400")),
          "the outermost value",
          JsonProblem.NOT_FINITE);
      assertRefused(
          () -> CanonicalJson.ofValue(new BigDecimal("1E-400")),
          "the outermost value",
          JsonProblem.UNDERFLOW);
    }

    private static void assertOutOfRange(Number number) {
      assertRefused(
          () -> CanonicalJson.ofValue(number), "the outermost value", JsonProblem.INTEGER_RANGE);
    }

    private static String canonical(Number number) {
      return new String(CanonicalJson.ofValue(number), UTF_8);
    }
  }
}
