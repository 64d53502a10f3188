package dev.factory.attribution.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.core.json.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class EventFilesLaws {
  private static final EventFiles FILES = EventFiles.withoutAddresses();
  private static final List<String> COLUMNS =
      List.of(
          "event_id",
          "user_key",
          "at",
          "sequence",
          "kind",
          "publisher_id",
          "offer_id",
          "channel",
          "flags",
          "user_agent");

  private static Path file = Path.of("");

  @BeforeContainer
  static void makeFile() throws IOException {
    file = Files.createTempFile("events", ".csv");
  }

  @AfterContainer
  static void deleteFile() throws IOException {
    Files.deleteIfExists(file);
  }

  private static Reading<Touchpoint> read(FileFormat format, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Reading.of(
        file, (path, sink, rejects) -> FILES.touchpoints(path, format, sink, rejects));
  }

  /** Reading back what was written gives it back, whatever stands in quotes, in any order. */
  @Property
  void csvIsReadBack(
      @ForAll("touchpoints") @Size(max = 8) List<Touchpoint> touchpoints, @ForAll Random random) {
    List<String> columns = new ArrayList<>(COLUMNS);
    Collections.shuffle(columns, random);
    String lineBreak = random.nextBoolean() ? "\n" : "\r\n";
    StringBuilder csv = new StringBuilder(random.nextBoolean() ? "\ufeff" : "");
    csv.append(String.join(",", columns)).append(lineBreak);
    for (Touchpoint touch : touchpoints) {
      csv.append(csv(touch, columns)).append(lineBreak);
    }
    Reading<Touchpoint> reading = read(FileFormat.CSV, csv.toString().getBytes(UTF_8));
    assertThat(reading.messages()).isEmpty();
    assertThat(reading.values()).isEqualTo(touchpoints);
  }

  @Property
  void ndjsonIsReadBack(@ForAll("touchpoints") @Size(max = 8) List<Touchpoint> touchpoints) {
    StringBuilder lines = new StringBuilder();
    for (Touchpoint touch : touchpoints) {
      lines.append(new String(CanonicalJson.of(cells(touch)), UTF_8)).append('\n');
    }
    Reading<Touchpoint> reading = read(FileFormat.NDJSON, lines.toString().getBytes(UTF_8));
    assertThat(reading.messages()).isEmpty();
    assertThat(reading.values()).isEqualTo(touchpoints);
  }

  /** A wrong line costs itself and no other, whatever stands in it. */
  @Property
  void rowsBeforeAndAfterAWrongLineAreRead(
      @ForAll("touchpoints") @Size(min = 1, max = 4) List<Touchpoint> before,
      @ForAll("garbage") String garbage,
      @ForAll("touchpoints") @Size(min = 1, max = 4) List<Touchpoint> after) {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    before.forEach(touch -> csv.append(csv(touch, COLUMNS)).append('\n'));
    csv.append(garbage).append('\n');
    after.forEach(touch -> csv.append(csv(touch, COLUMNS)).append('\n'));
    Reading<Touchpoint> reading = read(FileFormat.CSV, csv.toString().getBytes(UTF_8));
    assertThat(reading.values().subList(0, before.size())).isEqualTo(before);
    if (!garbage.contains("\"")) {
      List<Touchpoint> all = new ArrayList<>(before);
      all.addAll(after);
      assertThat(reading.values()).isEqualTo(all);
      assertThat(reading.rejects()).hasSize(1);
    }
    assertThat(reading.values()).endsWith(after.get(after.size() - 1));
  }

  /** Any bytes at all: every row is taken or given back, and nothing else happens. */
  @Property
  void everyRowIsTakenOrGivenBack(@ForAll @Size(max = 400) byte[] bytes, @ForAll boolean csv) {
    byte[] header = (String.join(",", COLUMNS) + "\n").getBytes(UTF_8);
    byte[] all = new byte[header.length + bytes.length];
    System.arraycopy(header, 0, all, 0, header.length);
    System.arraycopy(bytes, 0, all, header.length, bytes.length);
    Reading<Touchpoint> reading = csv ? read(FileFormat.CSV, all) : read(FileFormat.NDJSON, bytes);
    FileSummary summary = reading.summary();
    assertThat(summary.rows()).isEqualTo(summary.accepted() + summary.rejected());
    assertThat(summary.accepted()).isEqualTo(reading.rows().size());
    assertThat(summary.rejected()).isEqualTo(reading.rejects().size());
  }

  private static Map<String, String> cells(Touchpoint touch) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("event_id", touch.eventId().value());
    cells.put("user_key", touch.userKey().value());
    cells.put("at", touch.at().toString());
    cells.put("sequence", Long.toString(touch.sequence()));
    cells.put("kind", touch.kind().name());
    cells.put("publisher_id", touch.publisherId().value());
    cells.put("offer_id", touch.offerId().value());
    cells.put("channel", touch.channel());
    cells.put("flags", String.join("|", touch.flags()));
    cells.put("user_agent", touch.evidence().getOrDefault("user_agent", ""));
    return cells;
  }

  private static String csv(Touchpoint touch, List<String> columns) {
    Map<String, String> cells = cells(touch);
    return String.join(
        ",",
        columns.stream()
            .map(column -> cells.getOrDefault(column, ""))
            .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
            .toList());
  }

  @Provide
  Arbitrary<String> garbage() {
    return Arbitraries.strings()
        .withChars("ab,\" ;|\t")
        .ofMinLength(1)
        .ofMaxLength(30)
        .filter(text -> text.chars().filter(c -> c == ',').count() < COLUMNS.size() - 1);
  }

  @Provide
  Arbitrary<List<Touchpoint>> touchpoints() {
    Arbitrary<String> texts =
        Arbitraries.strings()
            .withChars("ab,\"|;\n\r \u00e9\ud83d\uff5e{}[]:")
            .ofMinLength(1)
            .ofMaxLength(12)
            .map(text -> text.replace("\ud83d", "\ud83d\ude00"));
    Arbitrary<String> ids = texts.map(text -> "x" + text.replaceAll("[\n\r]", "") + "x");
    Arbitrary<Set<String>> flags =
        Arbitraries.of("bot", "test", "a.b", "a-b", "a_b").set().ofMaxSize(3);
    return Combinators.combine(
            ids,
            ids,
            Arbitraries.longs().between(0, 253_402_300_799_999_999L),
            Arbitraries.longs().greaterOrEqual(0),
            Arbitraries.of(TouchKind.class),
            flags,
            texts)
        .as(
            (id, user, micros, sequence, kind, marks, text) ->
                new Touchpoint(
                    new EventId(id),
                    new UserKey(user),
                    Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000),
                    sequence,
                    kind,
                    new PublisherId(id),
                    new OfferId(user),
                    text,
                    marks,
                    Map.of("user_agent", text)))
        .list();
  }
}
