package dev.factory.core.json;

import static dev.factory.core.json.Refusals.assertRefused;
import static dev.factory.core.json.Refusals.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused in a text, where, and why; each beside the nearest thing that is allowed. */
class StrictTextTest {

  @Nested
  class Structure {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[", "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "tru"})
    void aTextMayNotEndBeforeItsValueDoes(String text) {
      assertRefused(text, text.length(), JsonProblem.EARLY_END);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "[,1] | 1",
          "[1,] | 3",
          "[1,,2] | 3",
          "[}   | 1",
          "trux | 3",
          "nul1 | 3",
          "True | 0",
          "{\"a\":} | 5",
          "{\"a\":,} | 5",
          "/**/1 | 0",
        })
    void whereAValueMustBeginNothingElseMay(String text, int offset) {
      assertRefused(text, offset, JsonProblem.NO_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {"{1:2} | 1", "{a:1} | 1", "{'a':1} | 1", "{\"a\":1,} | 7", "{,} | 1", "{] | 1"})
    void whereANameMustBeginNothingElseMay(String text, int offset) {
      assertRefused(text, offset, JsonProblem.NO_NAME);
    }

    @Test
    void aColonStandsBetweenNameAndValue() {
      assertRefused("{\"a\" 1}", 5, JsonProblem.NO_COLON);
      assertRefused("{\"a\"}", 4, JsonProblem.NO_COLON);
      assertRefused("{\"a\",1}", 4, JsonProblem.NO_COLON);
    }

    @Test
    void aCommaStandsBetweenValues() {
      assertRefused("[1 2]", 3, JsonProblem.NO_COMMA);
      assertRefused("[1}", 2, JsonProblem.NO_COMMA);
      assertRefused("{\"a\":1 \"b\":2}", 7, JsonProblem.NO_COMMA);
      assertRefused("{\"a\":1]", 6, JsonProblem.NO_COMMA);
    }

    @Test
    void onlyWhiteSpaceMayFollowTheValue() {
      assertRefused("{}{}", 2, JsonProblem.TRAILING_BYTES);
      assertRefused("1,", 1, JsonProblem.TRAILING_BYTES);
      assertRefused("[] x", 3, JsonProblem.TRAILING_BYTES);
      assertRefused("null\0", 4, JsonProblem.TRAILING_BYTES);
      assertThat(CanonicalJson.canonicalize(" \t\r\n[ 1 , 2 ] \t\r\n")).isEqualTo(bytes("[1,2]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\f", "\u000b", "\u2028"})
    void whiteSpaceIsSpaceTabLineFeedAndCarriageReturnOnly(String space) {
      assertRefused(space + "1", 0, JsonProblem.NO_VALUE);
    }

    @Test
    void aByteOrderMarkIsRefused() {
      assertRefused("\ufeff{}", 0, JsonProblem.BYTE_ORDER_MARK);
      assertRefused(HexFormat.of().parseHex("efbbbf"), 0, JsonProblem.BYTE_ORDER_MARK);
      assertRefused(HexFormat.of().parseHex("efbbbe31"), 0, JsonProblem.NO_VALUE);
      assertRefused(HexFormat.of().parseHex("efbabf31"), 0, JsonProblem.NO_VALUE);
      assertRefused(HexFormat.of().parseHex("eebbbf31"), 0, JsonProblem.NO_VALUE);
      assertRefused(HexFormat.of().parseHex("efbb"), 0, JsonProblem.NO_VALUE);
    }

    @Test
    void sixtyFourLevelsAreReadAndSixtyFiveAreNot() {
      String deep = "[".repeat(64) + "]".repeat(64);
      assertThat(CanonicalJson.canonicalize(deep)).isEqualTo(bytes(deep));
      assertRefused("[" + deep + "]", 64, JsonProblem.TOO_DEEP);
      String objects = "{\"a\":".repeat(64) + "1" + "}".repeat(64);
      assertThat(CanonicalJson.canonicalize(objects)).isEqualTo(bytes(objects));
      assertRefused("{\"a\":" + objects + "}", 320, JsonProblem.TOO_DEEP);
    }

    @Test
    void levelsThatAreClosedDoNotCount() {
      String wide = "[" + "[],{},[0],{\"a\":0},".repeat(100) + "0]";
      assertThat(CanonicalJson.canonicalize(wide)).isEqualTo(bytes(wide));
      assertThat(CanonicalJson.ofValue(CanonicalJson.parseValue(bytes(wide))))
          .isEqualTo(bytes(wide));
    }

    @Test
    void onlyAnObjectIsAnObject() {
      for (String text : new String[] {"[]", "null", "1", "\"{}\"", "true"}) {
        assertRefused(
            () -> CanonicalJson.parseObject(bytes("  " + text)), 2, JsonProblem.NOT_AN_OBJECT);
      }
      assertRefused(() -> CanonicalJson.parseObject(bytes("{} {}")), 3, JsonProblem.TRAILING_BYTES);
      assertThat(CanonicalJson.parseObject(bytes(" {} "))).isEmpty();
    }
  }

  @Nested
  class Names {
    @Test
    void aNameThatIsThereTwiceIsRefusedAtTheSecondPlace() {
      assertRefused("{\"a\":1,\"a\":2}", 7, JsonProblem.DUPLICATE_NAME);
      assertRefused("{\"a\":1,\"a\":1}", 7, JsonProblem.DUPLICATE_NAME);
      assertRefused("{\"b\":1,\"a\":2,\"b\":3}", 13, JsonProblem.DUPLICATE_NAME);
      assertRefused("[{\"\":{\"\":1}}, {\"\":1 , \"\":2}]", 22, JsonProblem.DUPLICATE_NAME);
    }

    @Test
    void twoSpellingsOfANameAreOneName() {
      assertRefused("{\"a\":1,\"\\u0061\":2}", 7, JsonProblem.DUPLICATE_NAME);
      assertRefused("{\"\\n\":1,\"b\":2,\"\\u000A\":3}", 14, JsonProblem.DUPLICATE_NAME);
      assertRefused("{\"😀\":1,\"\\ud83d\\ude00\":2}", 10, JsonProblem.DUPLICATE_NAME);
    }

    @Test
    void namesThatOnlyLookAlikeAreTwo() {
      // not normalised: é as one character, and as e with a combining accent
      String text = "{\"e\u0301\":1,\"\u00e9\":2}";
      assertThat(CanonicalJson.canonicalize(text)).isEqualTo(bytes(text));
    }

    @Test
    void aNameThatIsThereTwiceIsFoundAmongHundreds() {
      StringBuilder text = new StringBuilder("{");
      for (int i = 0; i < 500; i++) {
        text.append("\"n").append(i * 7919 % 500).append("\":").append(i).append(',');
      }
      int offset = text.length();
      assertRefused(text + "\"n123\":0}", offset, JsonProblem.DUPLICATE_NAME);
      assertThat(CanonicalJson.canonicalize(text + "\"n500\":0}")).hasSize(text.length() + 9);
    }

    @Test
    void theSameNameMayStandInDifferentObjects() {
      String text = "{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]}}";
      assertThat(CanonicalJson.canonicalize(text)).isEqualTo(bytes(text));
    }
  }

  @Nested
  class Strings {
    @Test
    void aControlCharacterIsEscapedOrRefused() {
      for (char c = 0; c < ' '; c++) {
        assertRefused("[\"ab" + c + "\"]", 4, JsonProblem.CONTROL_CHARACTER);
      }
      assertThat(CanonicalJson.canonicalize("\"\\u0000\\u001F\\u000b\\u007f\""))
          .isEqualTo(bytes("\"\\u0000\\u001f\\u000b\u007f\""));
    }

    @Test
    void everyEscapeHasOneCanonicalForm() {
      assertThat(
              CanonicalJson.canonicalize(
                  "\"\\u0008\\u0009\\u000a\\u000c\\u000D\\u0022\\u005c\\u002f\\/\\b\\t\\n\\f\\r\""))
          .isEqualTo(bytes("\"\\b\\t\\n\\f\\r\\\"\\\\//\\b\\t\\n\\f\\r\""));
      assertThat(CanonicalJson.canonicalize("\"\\u00e9\\u20AC\\ud83d\\uDE00\\uffff\""))
          .isEqualTo(bytes("\"é€😀\uffff\""));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\\x41", "\\'", "\\0", "\\a", "\\U0041", "\\u", "\\u12", "\\u12G4", "\\u 123", "\\uü123",
          "\\u-123", "\\u004", "\\"
        })
    void anEscapeThatJsonDoesNotHaveIsRefused(String escape) {
      assertRefused("\"a" + escape, 2, JsonProblem.ESCAPE);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\\ud800",
          "\\udfff",
          "\\udc00\\ud800",
          "\\ud800\\ud800",
          "\\ud800x",
          "\\ud800xu0000",
          "\\ud800\\n",
          "\\ud800\\u0041",
          "\\udbff\\ue000"
        })
    void anEscapedSurrogateThatStandsAloneIsRefused(String escapes) {
      assertRefused("[\"" + escapes + "\"]", 2, JsonProblem.LONE_SURROGATE);
    }

    @Test
    void anEscapeCutShortAfterAHighSurrogateIsRefused() {
      assertRefused("\"\\ud800\\u12\"", 7, JsonProblem.ESCAPE);
      assertRefused("\"\\ud800\\", 1, JsonProblem.LONE_SURROGATE);
      assertRefused("\"\\ud800", 1, JsonProblem.LONE_SURROGATE);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "80", // a continuation without a beginning
          "bf",
          "c080", // overlong
          "c1bf",
          "e08080",
          "e09fbf",
          "f0808080",
          "f08fbfbf",
          "c3", // cut short by the closing quote
          "c328",
          "c3c3",
          "e2",
          "e282",
          "e228ac",
          "e28228",
          "f09f98",
          "f0289880",
          "f09f2880",
          "f09f9828",
          "eda080", // surrogates
          "edafbf",
          "edb080",
          "edbfbf",
          "f4908080", // beyond U+10FFFF
          "f5808080",
          "f7bfbfbf",
          "f888808080",
          "f8908080",
          "fe",
          "ff"
        })
    void bytesThatAreNotUtf8AreRefused(String hex) {
      assertRefused(HexFormat.of().parseHex("2261" + hex + "22"), 2, JsonProblem.NOT_UTF_8);
      assertRefused(HexFormat.of().parseHex("2261" + hex), 2, JsonProblem.NOT_UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "c280",
          "dfbf",
          "e0a080",
          "ed9fbf",
          "ee8080",
          "efbfbf",
          "f0908080",
          "f48fbfbf",
          "7f"
        })
    void theFirstAndLastCharactersOfEachLengthAreKept(String hex) {
      byte[] text = HexFormat.of().parseHex("22" + hex + "22");
      assertThat(CanonicalJson.canonicalize(text)).isEqualTo(text);
      assertThat(CanonicalJson.ofValue(CanonicalJson.parseValue(text))).isEqualTo(text);
    }

    @Test
    void aTextMayNotEndInsideAString() {
      assertRefused("\"", 1, JsonProblem.EARLY_END);
      assertRefused("\"abc", 4, JsonProblem.EARLY_END);
      assertRefused("\"é", 3, JsonProblem.EARLY_END);
      assertRefused("{\"ab", 4, JsonProblem.EARLY_END);
      assertRefused("\"é\\n", 5, JsonProblem.EARLY_END);
    }

    @Test
    void anEmptyStringIsAString() {
      assertThat(CanonicalJson.canonicalize("{\"\":\"\"}")).isEqualTo(bytes("{\"\":\"\"}"));
      assertThat(CanonicalJson.parseObject(bytes("{\"\":\"\"}"))).containsEntry("", "");
    }

    @Test
    void aJavaStringWithALoneSurrogateIsRefusedAndNotGivenAQuestionMark() {
      assertRefused(
          () -> CanonicalJson.canonicalize("[\"é\ud800\"]"), 4, JsonProblem.LONE_SURROGATE);
      assertRefused(
          () -> CanonicalJson.canonicalize("[\"😀\udc00\"]"), 6, JsonProblem.LONE_SURROGATE);
      assertRefused(() -> CanonicalJson.canonicalize("\ud800"), 0, JsonProblem.LONE_SURROGATE);
      assertThat(CanonicalJson.canonicalize("\"😀😀\"")).isEqualTo(bytes("\"😀😀\""));
    }
  }

  @Nested
  class Messages {
    @Test
    void theyNeverQuoteTheText() {
      for (String text :
          new String[] {
            "{\"secret\":1,\"secret\":2}", "[secret]", "\"secret\\x\"", "{\"a\":1}secret"
          }) {
        assertThat(refusal(() -> CanonicalJson.canonicalize(text)))
            .hasMessageNotContaining("secret");
      }
    }

    @Test
    void theySayWhereWhatAndWhatIsAllowed() {
      assertThat(refusal(() -> CanonicalJson.canonicalize("[1, 9007199254740992]")))
          .hasMessage(
              "invalid JSON at byte 4: a number is, or would be written as, an integer outside"
                  + " ±(2^53-1); allowed: -9007199254740991 to 9007199254740991; larger integers"
                  + " as text");
    }
  }

  @Nested
  class Canonical {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "[]",
          "null",
          "\"\"",
          "-1",
          "0.5",
          "1e+21",
          "{\"a\":1,\"b\":[true,false,null]}"
        })
    void aTextInCanonicalFormIsCanonical(String text) {
      assertThat(CanonicalJson.isCanonical(bytes(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          " {}",
          "{} ",
          "[1, 2]",
          "1.0",
          "-0",
          "1E21",
          "1e21",
          "\"\\u0041\"",
          "\"\\/\"",
          "{\"b\":1,\"a\":2}",
          "",
          "{"
        })
    void everyOtherTextIsNot(String text) {
      assertThat(CanonicalJson.isCanonical(bytes(text))).isFalse();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
