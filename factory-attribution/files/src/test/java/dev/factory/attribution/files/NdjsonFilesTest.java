package dev.factory.attribution.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.core.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonFilesTest extends FilesFixture {
  static final String LINE =
      """
        {"event_id":"click-123","user_key":"user-1","at":"2026-01-24T12:34:56Z",\
        "publisher_id":"pub-456","offer_id":"off-789"}""";

  @Test
  void hasTheSameNames() {
    Reading<Touchpoint> reading =
        touchpoints(
            "clicks.ndjson",
            LINE
                + "\n \n"
                + LINE.replace(
                    "}",
                    ",\"sequence\":7,\"flags\":[\"b\",\"a\"],\"kind\":null,\"user_agent\":\"x\",\"y\":1}"));
    assertThat(reading.messages()).isEmpty();
    assertThat(reading.values().get(0)).isEqualTo(CLICK);
    assertThat(reading.values().get(1).sequence()).isEqualTo(7);
    assertThat(reading.values().get(1).flags()).containsExactly("a", "b");
    assertThat(reading.lines()).containsExactly(1L, 3L);
    assertThat(reading.summary().ignoredColumns()).containsExactly("y");
  }

  @Test
  void takesAmountsAsNumbersToTheLastDigit() {
    Reading<Conversion> reading =
        conversions(
            "sales.jsonl",
            """
              {"event_id":"c","order_id":"o","user_key":"u","at":"2026-01-24T12:34:56Z",\
              "gross":92233720368.54,"currency":"USD","offer_id":"off"}
              {"event_id":"c","order_id":"o","user_key":"u","at":"2026-01-24T12:34:56Z",\
              "gross":"50.5","currency":"USD","offer_id":"off"}
              {"event_id":"c","order_id":"o","user_key":"u","at":"2026-01-24T12:34:56Z",\
              "gross":5e1,"currency":"USD","offer_id":"off"}
              """);
    assertThat(reading.values())
        .extracting(Conversion::gross)
        .containsExactly(
            Money.ofMinor("USD", 9_223_372_036_854L),
            Money.ofMinor("USD", 5_050),
            Money.ofMinor("USD", 5_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "{\"event_id\":1,          # event_id: is not text; allowed: a JSON string",
        "{\"event_id\":true,       # event_id: is not text; allowed: a JSON string",
        "{\"event_id\":{},         # event_id: is not text; allowed: a JSON string",
        "{\"sequence\":[],         # sequence: is neither a number nor text; allowed: a JSON number or string",
        "{\"sequence\":1e999999999,# sequence: is too large or too small; allowed: a plain number",
        "{\"sequence\":1.5,        # sequence: is not a whole number; allowed: a whole number from 0 to 9223372036854775807",
        "{\"flags\":[1],           # flags: has an item that is no flag; allowed: an array of strings",
        "{\"flags\":[\"a|b\"],     # flags: has an item that is no flag; allowed: an array of strings",
        "{\"flags\":7,             # flags: is neither a list nor text; allowed: an array of strings",
        "{\"flags\":{},            # flags: is neither a list nor text; allowed: an array of strings",
        "[],                       # row: is not JSON from character 3 on; allowed: one JSON object a line",
        "{\"x\":1 \"y\":2,         # row: is not JSON from character 8 on; allowed: one JSON object a line"
      })
  void givesEachWrongLineBackAndReadsOn(String start, String reason) {
    String wrong =
        start.contains("event_id")
            ? start + LINE.substring(LINE.indexOf(',') + 1)
            : start + LINE.substring(1);
    Reading<Touchpoint> reading = touchpoints("c.ndjson", wrong + "\n" + LINE);
    assertThat(reading.messages()).containsExactly("c.ndjson:1: " + reason);
    assertThat(reading.values()).containsExactly(CLICK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "null", "\"text\""})
  void isObjectsAndNothingElse(String line) {
    assertThat(touchpoints("c.ndjson", line + "\n" + LINE).messages())
        .containsExactly("c.ndjson:1: row: is not an object; allowed: one JSON object a line");
  }

  @Test
  void thatSaysAMemberTwiceOrGoesOnAfterItsEndIsRefused() {
    Reading<Touchpoint> reading =
        touchpoints(
            "c.ndjson",
            LINE.replace("}", ",\"kind\":\"CLICK\",\"kind\":\"VIEW\"}") + "\n" + LINE + " x");
    assertThat(reading.values()).isEmpty();
    assertThat(reading.rejects()).hasSize(2);
  }

  @Test
  void withoutARequiredMemberIsOneWrongLine() {
    Reading<Touchpoint> reading =
        touchpoints("c.ndjson", LINE.replace("\"at\":", "\"when\":") + "\n" + LINE);
    assertThat(reading.messages())
        .containsExactly(
            "c.ndjson:1: at: is missing or empty; allowed: ISO-8601 with an offset such as"
                + " 2026-01-24T12:34:56Z");
    assertThat(reading.values()).containsExactly(CLICK);
  }
}
