package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.testkit.PostgresServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From files to statements, on both databases. */
class AttributionCommandTest {
  @TempDir private Path folder;

  static Stream<String> databases() {
    return Stream.of("books.db", PostgresServer.url(PostgresServer.newDatabase()));
  }

  private SampleBooks sqlite() throws IOException {
    return SampleBooks.in(folder, "books.db");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void filesBecomeStatementsThatCarryWhatIsLeft(String database) throws IOException {
    SampleBooks books = SampleBooks.in(folder, database).imported();
    Run run = books.run("attribution", "run", "--period", "2026-01", "--close");
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .containsExactly(
            "✓ Credit: 3 conversions (1 of nobody), 1 refund",
            "✓ Statements: 2 statements, $90.98 payable");
    assertThat(run.code()).isZero();
    Run report = books.run("attribution", "report", "--period", "2026-01");
    assertThat(report.lines())
        .containsExactly(
            "publisher  lines   carried in        earned  payable  carried out",
            "pub-1          3  $0.00000000  $73.49650000   $73.49  $0.00650000",
            "pub-2          1  $0.00000000  $17.49650000   $17.49  $0.00650000");
    Run verified = books.run("receipts", "verify", "--public-key", "public-key.pem");
    assertThat(verified.lines()).contains("✓ Chain integrity: VALID");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void repeatingEverythingChangesNothingAndSaysSo(String database) throws IOException {
    SampleBooks books = SampleBooks.in(folder, database).closed();
    String before = books.run("receipts", "list", "--limit", "1000", "--json").out();
    Run again =
        books.run(
            "attribution",
            "import",
            "--rules",
            SampleBooks.RULES,
            "--clicks",
            "clicks.csv",
            "--conversions",
            "sales.csv");
    assertThat(again.lines())
        .satisfiesExactly(
            rules -> assertThat(rules).startsWith("✓ Rules: already there, sha256:"),
            clicks -> assertThat(clicks).isEqualTo("✓ Clicks: 4 already there"),
            sales -> assertThat(sales).isEqualTo("✓ Conversions: 3 already there"));
    assertThat(books.run("attribution", "run", "--period", "2026-01", "--close").lines())
        .containsExactly(
            "✓ Credit: nothing new", "✓ Statements: 2 statements, $90.98 payable; closed before");
    assertThat(books.run("receipts", "list", "--limit", "1000", "--json").out()).isEqualTo(before);
  }

  @Test
  void aDryRunSaysTheSameAndLeavesNothing() throws IOException {
    SampleBooks books = sqlite();
    Run first =
        books.run(
            "attribution",
            "import",
            "--dry-run",
            "--ledger",
            SampleLedger.NAME,
            "--rules",
            SampleBooks.RULES,
            "--clicks",
            "clicks.csv");
    assertThat(first.err()).isEmpty();
    assertThat(first.lines())
        .contains("✓ Clicks: 4 recorded")
        .last()
        .isEqualTo("Dry run: nothing was written, sent or told.");
    assertThat(folder.resolve("books.db")).doesNotExist();
    books.imported();
    String before = books.run("receipts", "list", "--limit", "1000", "--json").out();
    Run run = books.run("attribution", "run", "--period", "2026-01", "--close", "--dry-run");
    assertThat(run.lines()).contains("✓ Statements: 2 statements, $90.98 payable");
    assertThat(books.run("receipts", "list", "--limit", "1000", "--json").out()).isEqualTo(before);
    assertThat(books.run("attribution", "report", "--period", "2026-01").code())
        .isEqualTo(ExitCode.INVALID);
  }

  @Test
  void rowsThatCannotBeTakenAreNamedByFileAndLineAndTheRestGoesOn() throws IOException {
    SampleBooks books = sqlite().imported();
    Files.writeString(
        folder.resolve("more.csv"),
        """
        event_id,order_id,user_key,at,gross,currency,offer_id
        c-7,o-7,u-1,2026-01-13T10:00:00Z,1.00,USD,off-1
        c-8,o-8,u-1,yesterday,1.00,USD,off-1
        c-9,o-9,u-1,2026-01-13T10:00:00Z,1.00,GALLEONS,off-1
        c-1,o-1,u-1,2026-01-10T10:00:00Z,99.99,USD,off-1
        """);
    Run run =
        books.run("attribution", "import", "--conversions", "more.csv", "--rejects", "rejects");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(run.lines())
        .satisfiesExactly(
            counts -> assertThat(counts).isEqualTo("✗ Conversions: 1 recorded, 3 not taken"),
            time -> assertThat(time).startsWith("  more.csv:3: at: is not a time"),
            currency -> assertThat(currency).startsWith("  more.csv:4: currency: is no known"),
            taken -> assertThat(taken).startsWith("  more.csv:5: event_id: is taken"));
    assertThat(folder.resolve("rejects/conversions.csv")).content().contains("c-8").contains("c-9");
    assertThat(run.out()).doesNotContain("GALLEONS").doesNotContain("yesterday");
  }

  @Test
  void whatIsMissingOrWrongIsOneLineAndNothingIsDone() throws IOException {
    SampleBooks books = sqlite();
    refused(books, "cli.no-database", "attribution", "run", "--period", "2026-01");
    refused(books, "cli.file", "attribution", "import", "--clicks", "nowhere.csv");
    refused(books, "cli.usage", "attribution", "import");
    refused(books, "cli.usage", "attribution", "import", "--rules", "best,30d,70%");
    refused(books, "cli.usage", "attribution");
    assertThat(folder.resolve("books.db")).doesNotExist();
    books.imported();
    refused(books, "cli.usage", "attribution", "run");
    refused(books, "cli.usage", "attribution", "run", "--period", "January");
    refused(books, "cli.usage", "attribution", "run", "--period", "2026-02-01/2026-01-01");
    refused(
        books, "attribution.unknown-format", "attribution", "import", "--clicks", "public-key.pem");
    refused(books, "attribution.file-columns", "attribution", "import", "--clicks", "sales.csv");
    Run keyless = Run.in(folder, "attribution", "run", "--db", "books.db", "--period", "2026-01");
    assertThat(keyless.err()).contains("[cli.no-key]").hasLineCount(1);
    assertThat(keyless.code()).isEqualTo(ExitCode.COULD_NOT);
  }

  private static void refused(SampleBooks books, String code, String... args) {
    Run run = books.run(args);
    assertThat(run.err()).as(String.join(" ", args)).endsWith("[" + code + "]\n").hasLineCount(1);
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aLedgerWithoutClicksSaysHowToBegin() throws IOException {
    SampleBooks books = sqlite();
    SampleLedger.in(folder);
    Files.move(folder.resolve(SampleLedger.FILE), folder.resolve("books.db"));
    refused(books, "cli.no-books", "attribution", "report", "--period", "2026-01");
    assertThat(books.run("attribution", "import", "--clicks", "clicks.csv").lines())
        .containsExactly("✓ Clicks: 4 recorded");
  }

  @Test
  void conversionsWithoutRulesAreNotDivided() throws IOException {
    SampleBooks books = sqlite();
    books.run("attribution", "import", "--ledger", SampleLedger.NAME, "--conversions", "sales.csv");
    refused(books, "attribution.policy-gap", "attribution", "run", "--period", "2026-01");
  }

  @Test
  void aSecondProcessIsToldThatOneIsAtWork() throws IOException {
    SampleBooks books = sqlite().imported();
    try (FileChannel channel =
            FileChannel.open(folder.resolve("books.db.lock"), StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      refused(books, "cli.busy", "attribution", "run", "--period", "2026-01");
      assertThat(books.run("payouts", "status").code()).isZero();
    }
    assertThat(books.run("attribution", "run", "--period", "2026-01").code()).isZero();
  }

  @Test
  void theRevenueReportHasTheMembersOfTheGuideAndItsReceipts() throws IOException {
    SampleBooks books = sqlite().closed();
    Map<String, @Nullable Object> report =
        books.json("attribution", "report", "--period", "2026-01", "--publisher", "pub-1");
    assertThat(report)
        .containsEntry("publisher_id", "pub-1")
        .containsEntry("period", "2026-01")
        .containsEntry("clicks", 2L)
        .containsEntry("attributed_clicks", 2L)
        .containsEntry("conversions", 2L)
        .containsEntry("gross_revenue", "$104.99")
        .containsEntry("net_payout", "$73.49")
        .containsEntry("platform_fee", "$31.50");
    assertThat(report.get("receipt_hashes"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(4);
    Run unknown = books.run("attribution", "report", "--period", "2026-01", "--publisher", "pub-0");
    assertThat(unknown.code()).isEqualTo(ExitCode.INVALID);
    assertThat(unknown.lines()).containsExactly("There is no touch of the publisher pub-0.");
    assertThat(books.run("attribution", "report", "--period", "2026-02").lines())
        .singleElement()
        .asString()
        .startsWith("The period 2026-02 is not closed");
  }

  @Test
  void aConversionIsExplainedAndConfirmed() throws IOException {
    SampleBooks books = sqlite().closed();
    Run why = books.run("attribution", "why", "c-1");
    assertThat(why.code()).isZero();
    assertThat(why.out())
        .contains("t-1 of pub-1: weight 1 of 2, credit USD 24.99500000")
        .contains("the same to the last millionth");
    assertThat(books.json("attribution", "why", "--publisher", "pub-1", "--period", "2026-01"))
        .containsEntry("confirmed", true);
    Run unknown = books.run("attribution", "why", "c-0");
    assertThat(unknown.code()).isEqualTo(ExitCode.INVALID);
    assertThat(unknown.lines()).containsExactly("There is no conversion c-0.");
    refused(books, "cli.usage", "attribution", "why");
  }

  @Test
  void aDisputeIsRecalculatedAcceptedAndStandsOnTheNextStatement() throws IOException {
    SampleBooks books = sqlite().closed();
    assertThat(
            books.run("attribution", "recalculate", "--publisher", "pub-2", "--period", "2026-01"))
        .extracting(Run::code, Run::lines)
        .containsExactly(
            0,
            List.of(
                "✓ Credit: the same to the last millionth",
                "✓ Receipts: none tells a thing twice"));
    Files.writeString(
        folder.resolve("late.csv"),
        """
        event_id,user_key,at,publisher_id,offer_id
        t-9,u-2,2026-01-09T12:00:00Z,pub-2,off-1
        """);
    books.run("attribution", "import", "--clicks", "late.csv");
    Run differs =
        books.run("attribution", "recalculate", "--publisher", "pub-2", "--period", "2026-01");
    assertThat(differs.code()).isEqualTo(ExitCode.INVALID);
    assertThat(differs.lines())
        .contains(
            "✗ Credit: 1 difference",
            "  c-2 MISSING: $28.00000000 of commission, by touches recorded later: [t-9]");
    String[] open = {"attribution", "dispute", "open", "d-1", "--publisher", "pub-2"};
    String[] whole =
        Stream.concat(Stream.of(open), Stream.of("--period", "2026-01")).toArray(String[]::new);
    assertThat(books.run(whole).lines()).containsExactly("Dispute d-1 of pub-2 for 2026-01: OPEN");
    Run dry = books.run("attribution", "dispute", "accept", "d-1", "--words", "Late.", "--dry-run");
    assertThat(dry.lines()).first().asString().endsWith("ACCEPTED");
    assertThat(books.json("attribution", "dispute", "show", "d-1")).containsEntry("state", "OPEN");
    assertThat(books.json("attribution", "dispute", "accept", "d-1", "--words", "It came late."))
        .containsEntry("state", "ACCEPTED")
        .hasEntrySatisfying(
            "signature", signature -> assertThat((String) signature).startsWith("ed25519:"));
    books.run("attribution", "run", "--period", "2026-02", "--close");
    assertThat(books.run("attribution", "report", "--period", "2026-02").out())
        .contains("pub-2          1  $0.00650000  $28.00000000   $28.00  $0.00650000");
    refused(
        books,
        "attribution.dispute-answered",
        "attribution",
        "dispute",
        "reject",
        "d-1",
        "--words",
        "No.");
    assertThat(books.run("attribution", "dispute", "show", "d-0").code())
        .isEqualTo(ExitCode.INVALID);
  }
}
