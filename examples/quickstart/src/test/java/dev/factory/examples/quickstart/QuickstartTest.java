package dev.factory.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole sample, run once and then again. */
class QuickstartTest {
  private static final String STATEMENTS = "factory-quickstart/2026-01";

  @TempDir private static Path folder;
  private static Run first;
  private static Run second;
  private static Map<String, String> afterFirst;
  private static Map<String, String> afterSecond;

  @BeforeAll
  static void runTwice() throws IOException {
    first = Run.in(folder);
    afterFirst = Run.filesUnder(folder);
    second = Run.at(Run.NOW.plusSeconds(86_400), folder);
    afterSecond = Run.filesUnder(folder);
  }

  @Test
  void theRunEndsWell() {
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
  }

  @Test
  void theReportHasTheNumbersOfTheGuide() throws IOException {
    JsonNode report = Json.mapper().readTree(Files.readAllBytes(file("revenue-pub-456-usd.json")));
    assertThat(report.get("publisher_id").stringValue()).isEqualTo("pub-456");
    assertThat(report.get("period").stringValue()).isEqualTo("2026-01");
    assertThat(report.get("clicks").intValue()).isEqualTo(12_500);
    assertThat(report.get("attributed_clicks").intValue()).isEqualTo(487);
    assertThat(report.get("conversions").intValue()).isEqualTo(43);
    assertThat(report.get("gross_revenue").stringValue()).isEqualTo("$2,150.00");
    assertThat(report.get("platform_fee").stringValue()).isEqualTo("$645.00");
    assertThat(report.get("net_payout").stringValue()).isEqualTo("$1,505.00");
    assertThat(report.get("receipt_hashes")).hasSize(44);
  }

  @Test
  void whatIsPrintedIsAsItWas() throws IOException {
    assertThat(first.stableLines()).isEqualTo(goldenLines("output.txt"));
  }

  @Test
  void aStatementIsAsItWas() throws IOException {
    assertThat(file("statement-pub-880-usd.json"))
        .hasBinaryContent(golden("statement-pub-880-usd.json"));
  }

  @Test
  void everyStatementsHashCanBeComputedFromItsFileAlone() throws IOException {
    try (Stream<Path> statements = Files.list(folder.resolve(STATEMENTS))) {
      List<Path> json =
          statements
              .filter(path -> path.getFileName().toString().matches("statement-.*json"))
              .toList();
      assertThat(json).hasSize(13);
      for (Path path : json) {
        Map<String, @Nullable Object> members = CanonicalJson.parseObject(Files.readAllBytes(path));
        Object hash = members.remove("hash");
        assertThat("sha256:" + Run.sha256(CanonicalJson.of(members))).isEqualTo(hash);
      }
    }
  }

  @Test
  void thePageShowsTheHashOfItsStatementAndTheReceiptsOfItsReport() throws IOException {
    String page = Files.readString(file("statement-pub-456-usd.html"));
    Map<String, @Nullable Object> statement =
        CanonicalJson.parseObject(Files.readAllBytes(file("statement-pub-456-usd.json")));
    JsonNode report = Json.mapper().readTree(Files.readAllBytes(file("revenue-pub-456-usd.json")));
    assertThat(page).contains(String.valueOf(statement.get("hash")));
    report.get("receipt_hashes").forEach(hash -> assertThat(page).contains(hash.stringValue()));
  }

  @Test
  void theIndexLinksEveryStatement() throws IOException {
    String index = Files.readString(file("index.html"));
    afterFirst.keySet().stream()
        .filter(path -> path.startsWith(STATEMENTS) && !path.endsWith("index.html"))
        .map(path -> Path.of(path).getFileName().toString())
        .forEach(name -> assertThat(index).contains("\"" + name + "\""));
  }

  @Test
  void runningAgainChangesNoByteAndSaysSo() {
    assertThat(second.code()).isZero();
    assertThat(second.out()).contains("Nothing changed").contains("27,812 already there");
    assertThat(afterSecond).isEqualTo(afterFirst);
  }

  @Test
  void secretsArePrintedNowhere() throws IOException {
    Path kept = folder.resolve("factory-quickstart");
    assertThat(first.out() + second.out())
        .doesNotContain(Files.readAllLines(kept.resolve("ip-hash.key")).get(0))
        .doesNotContain(Files.readAllLines(kept.resolve("signing-key.pem")).get(1));
  }

  @Test
  void keysAndPersonalDataAreReadableByTheirOwnerOnly() throws IOException {
    Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    for (String name : List.of("signing-key.pem", "ip-hash.key", "ledger.db")) {
      Path file = folder.resolve("factory-quickstart").resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void noAddressAndNoUserIsPrintedAndNoAddressIsKept() throws IOException {
    assertThat(first.out()).doesNotContain("192.0.2.", "2001:db8:", "user-", "Mozilla");
    String database =
        Files.readString(
            folder.resolve("factory-quickstart/ledger.db"), StandardCharsets.ISO_8859_1);
    assertThat(database).doesNotContain("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:");
  }

  private static Path file(String name) {
    return folder.resolve(STATEMENTS).resolve(name);
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = QuickstartTest.class.getResourceAsStream("/golden/v1/" + name)) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }

  private static List<String> goldenLines(String name) throws IOException {
    return new String(golden(name), StandardCharsets.UTF_8).lines().toList();
  }
}
