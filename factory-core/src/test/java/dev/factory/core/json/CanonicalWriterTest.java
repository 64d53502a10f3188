package dev.factory.core.json;

import static dev.factory.core.json.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalWriterTest {
  private final CanonicalWriter out = new CanonicalWriter(0);

  @Test
  void theCallerWritesAnObjectPieceByPiece() {
    out.ascii("{\"data\":")
        .raw("{\"a\":1}".getBytes(UTF_8))
        .ascii(",\"seq\":")
        .integer(1_246)
        .ascii(",\"type\":")
        .string("ClickRecorded")
        .ascii("}");
    assertThat(written()).isEqualTo("{\"data\":{\"a\":1},\"seq\":1246,\"type\":\"ClickRecorded\"}");
    assertThat(CanonicalJson.isCanonical(out.toByteArray())).isTrue();
  }

  @Test
  void aNegativeCapacityIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalWriter(-1));
  }

  @Test
  void sizeCountsBytes() {
    assertThat(out.size()).isZero();
    assertThat(out.string("é").size()).isEqualTo(4);
    assertThat(out.integer(-10).size()).isEqualTo(7);
    assertThat(out.ascii("").raw(new byte[0]).size()).isEqualTo(7);
  }

  @Test
  void aResetWriterStartsAgainAndLeavesEarlierBytesAlone() {
    byte[] first = out.string("first").toByteArray();
    byte[] second = out.reset().integer(2).toByteArray();
    assertThat(first).asString(UTF_8).isEqualTo("\"first\"");
    assertThat(second).asString(UTF_8).isEqualTo("2");
    assertThat(out.size()).isEqualTo(1);
  }

  @Test
  void whatIsReturnedIsACopy() {
    byte[] copy = out.integer(1).toByteArray();
    copy[0] = '9';
    assertThat(written()).isEqualTo("1");
  }

  @Test
  void itGrowsToWhateverIsWritten() {
    StringBuilder expected = new StringBuilder();
    CanonicalWriter growing = new CanonicalWriter();
    for (int i = 0; i < 2_000; i++) {
      growing.ascii("[").integer(i).string("ü\n" + i).raw(new byte[] {']'});
      expected.append('[').append(i).append("\"ü\\n").append(i).append("\"]");
    }
    assertThat(growing.toByteArray()).asString(UTF_8).isEqualTo(expected.toString());
  }

  @Test
  void aStringThatGrowsMuchWhenEscapedFits() {
    assertThat(out.string("\u0001".repeat(1_000) + "x".repeat(100)).toByteArray())
        .asString(UTF_8)
        .isEqualTo("\"" + "\\u0001".repeat(1_000) + "x".repeat(100) + "\"");
  }

  @Test
  void everyControlCharacterIsEscapedInTheShortestWay() {
    StringBuilder text = new StringBuilder();
    for (char c = 0; c < ' '; c++) {
      text.append(c);
    }
    assertThat(string(text.toString()))
        .isEqualTo(
            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r"
                + "\\u000e\\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018"
                + "\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f\"");
  }

  @Test
  void onlyQuotesBackslashesAndControlCharactersAreEscaped() {
    assertThat(string("a\"b\\c/d'e\u007f\u0080\u2028<>&"))
        .isEqualTo("\"a\\\"b\\\\c/d'e\u007f\u0080\u2028<>&\"");
  }

  @Test
  void everyCharacterAboveAsciiIsWrittenAsTheJdkEncodesIt() {
    for (int first = 0x80; first <= Character.MAX_CODE_POINT; first += 0x80) {
      if (first < Character.MIN_SURROGATE || first > Character.MAX_SURROGATE) {
        StringBuilder text = new StringBuilder();
        IntStream.range(first, first + 0x80).forEach(text::appendCodePoint);
        assertThat(string(text.toString())).isEqualTo("\"" + text + "\"");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud800",
        "\udc00",
        "\udfff",
        "a\ud800",
        "\udc00\ud800",
        "\ud83d\ude00\ud83d",
        "\ud800a"
      })
  void aLoneSurrogateIsRefusedAndNothingIsWritten(String text) {
    out.ascii("[");
    assertRefused(() -> out.string(text), "a string", JsonProblem.LONE_SURROGATE);
    assertThat(written()).isEqualTo("[");
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "\u0080", "{\"\ud83d\ude00\":"})
  void aPieceThatIsNotAsciiIsRefusedAndNothingIsWritten(String piece) {
    out.integer(1);
    assertThatIllegalArgumentException().isThrownBy(() -> out.ascii(piece));
    assertThat(written()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, -1, 9, 10, -10, 99, 100, 12_345, 9007199254740991L, -9007199254740991L})
  void integersAreWrittenInFull(long value) {
    assertThat(out.integer(value).toByteArray()).asString(UTF_8).isEqualTo(Long.toString(value));
  }

  @ParameterizedTest
  @ValueSource(longs = {9007199254740992L, -9007199254740992L, Long.MAX_VALUE, Long.MIN_VALUE})
  void anIntegerThatNotEveryReaderHoldsIsRefusedAndNothingIsWritten(long value) {
    assertRefused(() -> out.integer(value), "an integer", JsonProblem.INTEGER_RANGE);
    assertThat(out.size()).isZero();
  }

  private String written() {
    return new String(out.toByteArray(), UTF_8);
  }

  private static String string(String text) {
    return new String(new CanonicalWriter(0).string(text).toByteArray(), UTF_8);
  }
}
