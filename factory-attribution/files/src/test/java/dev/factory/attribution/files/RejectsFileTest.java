package dev.factory.attribution.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.factory.attribution.event.Touchpoint;
import dev.factory.core.json.Json;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsFileTest {
  private static final EventFiles FILES = EventFiles.withoutAddresses();
  private static final String HEADER = "event_id,user_key,at,publisher_id,offer_id";

  @TempDir private Path folder;

  private Path rejectsOf(String name, String text) {
    Path rejects = folder.resolve("rejects-of-" + name);
    try (RejectsFile out = RejectsFile.at(rejects)) {
      FILES.touchpoints(Reading.write(folder.resolve(name), text), batch -> {}, out);
    }
    return rejects;
  }

  @Test
  void csvRowsStandThereAsTheyWereAfterTheReason() throws IOException {
    Path rejects =
        rejectsOf(
            "clicks.csv",
            HEADER + "\nc-1,u,yesterday,\"p,1\",o\nc-2,\"u,2026-01-24T12:34:56Z,p,o\n");
    assertThat(Files.readAllLines(rejects))
        .containsExactly(
            "reject_line,reject_reason," + HEADER,
            "2,\"at: is not a time; allowed: ISO-8601 with an offset such as"
                + " 2026-01-24T12:34:56Z\",c-1,u,yesterday,\"p,1\",o",
            "3,\"row: has a quote in a wrong place; allowed: quotes around a whole cell, closed"
                + " before the next comma, doubled inside it\",c-2,\"u,2026-01-24T12:34:56Z,p,o");
  }

  @Test
  void mendedCsvRowsAreReadAgain() throws IOException {
    Path rejects = rejectsOf("clicks.csv", HEADER + "\nc-1,u,2026-01-24,\"p,1\",o\n");
    Files.writeString(
        rejects, Files.readString(rejects).replace(",2026-01-24,", ",2026-01-24T00:00:00Z,"));
    Reading<Touchpoint> reading = Reading.of(rejects, FILES::touchpoints);
    assertThat(reading.messages()).isEmpty();
    assertThat(reading.values()).hasSize(1);
    assertThat(reading.values().get(0).publisherId().value()).isEqualTo("p,1");
    assertThat(reading.summary().ignoredColumns()).isEmpty();
  }

  @Test
  void mendedNdjsonRowsAreReadAgain() throws IOException {
    String right =
        "{\"event_id\":\"c\",\"user_key\":\"u\",\"at\":\"2026-01-24T12:34:56Z\","
            + "\"publisher_id\":\"p\",\"offer_id\":\"o\"}";
    Path rejects =
        rejectsOf(
            "clicks.ndjson",
            right.replace("2026", "MMXXVI")
                + "\n { }\n"
                + right.replace("\"u\"", "\"u")
                + "\n[]\n");
    List<String> lines = Files.readAllLines(rejects);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .startsWith("{\"reject_line\":1,\"reject_reason\":\"at: is not a time; allowed: ISO-8601")
        .endsWith(
            "\",\"event_id\""
                + right.substring("{\"event_id\"".length()).replace("2026", "MMXXVI"));
    assertThat(Json.mapper().readTree(lines.get(1)).get("reject_line").intValue()).isEqualTo(2);
    assertThat(lines.get(3)).endsWith("\"}[]");
    Files.writeString(
        rejects,
        lines.get(0).replace("MMXXVI", "2026") + "\n" + lines.get(2).replace("\"u,", "\"u\","));
    Reading<Touchpoint> reading = Reading.of(rejects, FILES::touchpoints);
    assertThat(reading.messages()).isEmpty();
    assertThat(reading.values()).hasSize(2);
    assertThat(reading.summary().ignoredColumns()).isEmpty();
  }

  @Test
  void withoutRejectsThereIsNoFile() {
    Path rejects = rejectsOf("clicks.csv", HEADER + "\nc-1,u,2026-01-24T12:34:56Z,p,o\n");
    assertThat(rejects).doesNotExist();
  }

  @Test
  void aFileOfTheSameNameIsReplacedByTheFirstReject() throws IOException {
    Path file = Files.writeString(folder.resolve("rejects.csv"), "old");
    try (RejectsFile rejects = RejectsFile.at(file)) {
      assertThat(Files.readString(file)).isEqualTo("old");
      rejects.accept(
          new Reject("a.csv", 2, "at", "is \"odd\"", "more", new RawRow(FileFormat.CSV, "h", "r")));
      assertThat(rejects.count()).isEqualTo(1);
    }
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "reject_line,reject_reason,h", "2,\"at: is \"\"odd\"\"; allowed: more\",r");
  }

  @Test
  void onlyItsOwnerReadsIt() throws IOException {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    Path rejects = rejectsOf("clicks.csv", HEADER + "\nwrong\n");
    assertThat(Files.getPosixFilePermissions(rejects))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }
}
