package dev.factory.attribution.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFilesTest extends FilesFixture {
  @Test
  void isReadWithItsColumnsInAnyOrder() {
    Reading<Touchpoint> reading =
        touchpoints(
            "clicks.csv",
            """
              offer_id,flags,User_Key, at ,kind,channel,sequence,user_agent,ip_hash,publisher_id,event_id
              off-789,b|a,user-1,2026-01-24T13:34:56.5+01:00,COUPON,e-mail,7,"Mozilla, ""5.0""\",%s,pub-456,c-1
              """
                .formatted(HASH));
    assertThat(reading.messages()).isEmpty();
    assertThat(reading.values())
        .containsExactly(
            new Touchpoint(
                new EventId("c-1"),
                new UserKey("user-1"),
                Instant.parse("2026-01-24T12:34:56.5Z"),
                7,
                TouchKind.COUPON,
                new PublisherId("pub-456"),
                new OfferId("off-789"),
                "e-mail",
                Set.of("a", "b"),
                Map.of("ip_hash", HASH, "user_agent", "Mozilla, \"5.0\"")));
  }

  @Test
  void needsOnlyTheRequiredColumns() {
    Reading<Touchpoint> reading = touchpoints("clicks.csv", HEADER + "\n" + ROW);
    assertThat(reading.values()).containsExactly(CLICK);
    assertThat(reading.summary()).isEqualTo(new FileSummary("clicks.csv", 1, 1, 0, List.of()));
  }

  @Test
  void mayHaveEmptyCellsWhereNothingIsRequired() {
    Reading<Touchpoint> reading =
        touchpoints(
            "clicks.csv",
            HEADER + ",kind,sequence,channel,flags,ip,ip_hash,user_agent\n" + ROW + ",,,,,,,\n");
    assertThat(reading.values()).containsExactly(CLICK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n\n", "\r\n\r\n"})
  void isReadWithAnyLineBreak(String lineBreak) {
    Reading<Touchpoint> reading = touchpoints("clicks.csv", HEADER + lineBreak + ROW + lineBreak);
    assertThat(reading.values()).containsExactly(CLICK);
  }

  @Test
  void mayBeginWithAByteOrderMark() {
    Reading<Touchpoint> reading = touchpoints("clicks.csv", "\ufeff" + HEADER + "\n" + ROW);
    assertThat(reading.values()).containsExactly(CLICK);
  }

  @Test
  void keepsLineBreaksInsideQuotesAndCountsThem() {
    Reading<Touchpoint> reading =
        touchpoints(
            "clicks.csv",
            HEADER + ",user_agent\n" + ROW + ",\"a\r\nb\n\nc\"\nbad\n" + ROW + ",x\n");
    assertThat(reading.values())
        .containsExactly(
            CLICK.withEvidence(Map.of("user_agent", "a\r\nb\n\nc")),
            CLICK.withEvidence(Map.of("user_agent", "x")));
    assertThat(reading.lines()).containsExactly(2L, 7L);
    assertThat(reading.rejects().get(0).line()).isEqualTo(6);
  }

  @Test
  void givesEachWrongRowBackAndReadsOn() {
    String text = HEADER + "\n" + ROW + ",extra\n" + ROW + "\nshort\n" + ROW + "\n";
    Reading<Touchpoint> reading = touchpoints("clicks.csv", text);
    assertThat(reading.values()).containsExactly(CLICK, CLICK);
    assertThat(reading.messages())
        .containsExactly(
            "clicks.csv:2: row: has 6 cells, the header has 5; allowed: as many as the header;"
                + " quotes around a cell that has a comma",
            "clicks.csv:4: row: has 1 cells, the header has 5; allowed: as many as the header;"
                + " quotes around a cell that has a comma");
    assertThat(reading.rejects().get(0).raw().text()).isEqualTo(ROW + ",extra");
    assertThat(reading.summary()).isEqualTo(new FileSummary("clicks.csv", 4, 2, 2, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"click-1,user-1,2026-01-24T12:34:56Z,pub-456,off-789",
        "\"click-1\"x,user-1,2026-01-24T12:34:56Z,pub-456,off-789",
        "click-1,\"user-1\" ,2026-01-24T12:34:56Z,pub-456,off-789",
        "click-1,user-1,2026-01-24T12:34:56Z,pub-456,\"off-789"
      })
  void losesOneRowToAWrongQuoteAndNotTheRest(String wrong) {
    String quoted = "\"click-123\",user-1,2026-01-24T12:34:56Z,\"pub-456\",off-789";
    Reading<Touchpoint> reading =
        touchpoints("clicks.csv", String.join("\n", HEADER, ROW, wrong, quoted, ROW, ROW));
    assertThat(reading.values()).containsExactly(CLICK, CLICK, CLICK, CLICK);
    assertThat(reading.messages())
        .containsExactly(
            "clicks.csv:3: row: has a quote in a wrong place; allowed: quotes around a whole"
                + " cell, closed before the next comma, doubled inside it");
    assertThat(reading.rejects().get(0).raw().text()).isEqualTo(wrong);
  }

  @Test
  void takesAQuoteInsideAnUnquotedCellAsItIs() {
    Reading<Touchpoint> reading =
        touchpoints(
            "clicks.csv", HEADER + ",user_agent\n" + ROW + ",a\"\"b\n" + ROW + ",5\" tablet\n");
    assertThat(reading.values())
        .extracting(touch -> touch.evidence().get("user_agent"))
        .containsExactly("a\"\"b", "5\" tablet");
  }

  @Test
  void thatLacksColumnsIsRefusedAsAWhole() {
    assertCode(
        "attribution.file-columns",
        () -> touchpoints("clicks.csv", "event_id;user_key\n1;2\n"),
        "clicks.csv lacks the columns at, event_id, offer_id, publisher_id, user_key",
        "nothing was read");
    assertCode(
        "attribution.file-columns",
        () -> conversions("c.csv", "event_id,order_id,user_key,at,gross,currency\n"),
        "c.csv lacks the column offer_id;");
  }

  @Test
  void withoutAHeaderIsRefused() {
    assertCode("attribution.file-empty", () -> touchpoints("clicks.csv", ""), "is empty");
    assertCode("attribution.file-empty", () -> touchpoints("clicks.csv", "\n\r\n"));
    assertCode(
        "attribution.file-header",
        () -> touchpoints("clicks.csv", HEADER + ",At\n"),
        "a column twice, the second time in place 6");
    assertCode(
        "attribution.file-header", () -> touchpoints("clicks.csv", "\"event_id\n"), "a quote");
  }

  @Test
  void inAnotherEncodingIsRefusedOrItsRowsAre() {
    Path utf16 =
        Reading.write(folder.resolve("clicks.csv"), (HEADER + "\n" + ROW).getBytes(UTF_16));
    assertCode(
        "attribution.file-columns",
        () -> Reading.<Touchpoint>of(utf16, FILES::touchpoints),
        "UTF-8");
    Path latin =
        Reading.write(
            folder.resolve("latin.csv"),
            (HEADER + "\nclick-\u00e9" + ROW.substring(5) + "\n" + ROW).getBytes(ISO_8859_1));
    Reading<Touchpoint> reading = Reading.of(latin, FILES::touchpoints);
    assertThat(reading.values()).containsExactly(CLICK);
    assertThat(reading.messages())
        .containsExactly(
            "latin.csv:2: event_id: has bytes that are not UTF-8; allowed: text in UTF-8");
  }

  @Test
  void mayHaveColumnsThatMeanNothingHere() {
    Reading<Touchpoint> reading =
        touchpoints("clicks.csv", "zone,flgs," + HEADER + "\n1,bot," + ROW);
    assertThat(reading.values()).containsExactly(CLICK);
    assertThat(reading.summary().ignoredColumns()).containsExactly("flgs", "zone");
  }

  @Test
  void withALineOfEndlessLengthGivesItBack() {
    String endless = "x".repeat(LineSource.MAX_LINE + 1);
    Reading<Touchpoint> reading =
        touchpoints("clicks.csv", HEADER + "\n" + endless + "\n" + ROW + "\n");
    assertThat(reading.values()).containsExactly(CLICK);
    assertThat(reading.messages())
        .containsExactly("clicks.csv:2: row: is longer than 1048576 characters; allowed: less");
  }

  @Test
  void comesInBatches() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (int row = 0; row < 2_500; row++) {
      text.append(ROW.replace("click-123", "click-" + row)).append('\n');
    }
    List<Integer> sizes = new ArrayList<>();
    FILES.touchpoints(
        Reading.write(folder.resolve("clicks.csv"), text.toString()),
        batch -> sizes.add(batch.size()),
        reject -> {});
    assertThat(sizes).containsExactly(1_000, 1_000, 500);
  }
}
