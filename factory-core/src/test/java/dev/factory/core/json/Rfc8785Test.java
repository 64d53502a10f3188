package dev.factory.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples that RFC 8785 prints. */
class Rfc8785Test {
  private static final String SAMPLE =
      """
      {
        "numbers": [333333333.33333329, 1E30, 4.50,
                    2e-3, 0.000000000000000000000000001],
        "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
        "literals": [null, true, false]
      }
      """;

  /** Section 3.2.4. */
  private static final String SAMPLE_BYTES =
      """
      7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72
      75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a
      5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31
      65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37
      5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30
      30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d
      """;

  /** Section 3.2.3. */
  private static final String UNSORTED =
      """
      {
        "\\u20ac": "Euro Sign",
        "\\r": "Carriage Return",
        "\\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\\ud83d\\ude00": "Emoji: Grinning Face",
        "\\u0080": "Control",
        "\\u00f6": "Latin Small Letter O With Diaeresis"
      }
      """;

  @Test
  void theSampleOfSection322BecomesTheTextOfSection323() {
    assertThat(CanonicalJson.canonicalize(SAMPLE))
        .asString(UTF_8)
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void theSampleOfSection322BecomesTheBytesOfSection324() {
    byte[] bytes = HexFormat.of().parseHex(SAMPLE_BYTES.replaceAll("\\s", ""));
    assertThat(CanonicalJson.canonicalize(SAMPLE)).isEqualTo(bytes);
    assertThat(CanonicalJson.of(CanonicalJson.parseObject(SAMPLE.getBytes(UTF_8))))
        .isEqualTo(bytes);
  }

  @Test
  void membersAreSortedAsInTheExampleOfSection323() {
    List<String> sorted =
        List.of(
            "Carriage Return",
            "One",
            "Control",
            "Latin Small Letter O With Diaeresis",
            "Euro Sign",
            "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh");
    Map<String, ?> asWritten = CanonicalJson.parseObject(UNSORTED.getBytes(UTF_8));
    assertThat(CanonicalJson.parseObject(CanonicalJson.canonicalize(UNSORTED)).values())
        .containsExactlyElementsOf(sorted);
    assertThat(CanonicalJson.parseObject(CanonicalJson.of(asWritten)).values())
        .containsExactlyElementsOf(sorted);
  }

  @Nested
  class NumbersOfAppendixB {
    @ParameterizedTest
    @CsvSource({
      "0000000000000000, 0",
      "8000000000000000, 0",
      "0000000000000001, 5e-324",
      "8000000000000001, -5e-324",
      "7fefffffffffffff, 1.7976931348623157e+308",
      "ffefffffffffffff, -1.7976931348623157e+308",
      "4340000000000000, 9007199254740992",
      "c340000000000000, -9007199254740992",
      "4430000000000000, 295147905179352830000",
      "44b52d02c7e14af5, 9.999999999999997e+22",
      "44b52d02c7e14af6, 1e+23",
      "44b52d02c7e14af7, 1.0000000000000001e+23",
      "444b1ae4d6e2ef4e, 999999999999999700000",
      "444b1ae4d6e2ef4f, 999999999999999900000",
      "444b1ae4d6e2ef50, 1e+21",
      "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
      "3eb0c6f7a0b5ed8d, 0.000001",
      "41b3de4355555553, 333333333.3333332",
      "41b3de4355555554, 333333333.33333325",
      "41b3de4355555555, 333333333.3333333",
      "41b3de4355555556, 333333333.3333334",
      "41b3de4355555557, 333333333.33333343",
      "becbf647612f3696, -0.0000033333333333333333",
      "43143ff3c1cb0959, 1424953923781206.2"
    })
    void aDoubleIsWrittenAsThere(String bits, String written) {
      assertThat(CanonicalJson.number(ofBits(bits))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7fffffffffffffff", "7ff0000000000000"})
    void whatIsNotFiniteIsRefused(String bits) {
      assertThatThrownBy(() -> CanonicalJson.number(ofBits(bits)))
          .isInstanceOf(InvalidJsonException.class);
    }

    private static double ofBits(String bits) {
      return Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(bits));
    }
  }
}
