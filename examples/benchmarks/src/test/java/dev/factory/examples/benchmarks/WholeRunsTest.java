package dev.factory.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The programs that measure whole runs still run, and print what they are for. */
class WholeRunsTest {
  private static final String RATE = " +[\\d,]+ +[\\d,]+ +[\\d,]+  ";

  private interface Program {
    void run(PrintStream out) throws Exception;
  }

  private static List<String> printed(Program program) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      program.run(out);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static void assertTable(List<String> lines, String reference, String... others) {
    assertThat(lines).filteredOn(line -> line.contains("median/s")).hasSize(1);
    assertThat(lines).filteredOn(row(reference + RATE + "is the reference")::matches).hasSize(1);
    for (String other : others) {
      assertThat(lines)
          .as(other)
          .filteredOn(row(other + RATE + "\\d+ % \\(\\d+ to \\d+\\)")::matches)
          .hasSize(1);
    }
  }

  private static Row row(String pattern) {
    return new Row(Pattern.compile("  " + pattern));
  }

  private record Row(Pattern pattern) {
    boolean matches(String line) {
      return pattern.matcher(line).matches();
    }
  }

  @Test
  void appendReceiptsMeasuresEveryWayOfAppending() throws Exception {
    List<String> lines =
        printed(
            out ->
                AppendReceipts.run(
                    out,
                    "receipts=60",
                    "batch=16",
                    "rounds=2",
                    "databases=sqlite",
                    "callers=1,3",
                    "lists=7"));
    assertThat(lines.get(0)).startsWith("AppendReceipts {").contains("receipts=60");
    assertThat(lines.get(1)).startsWith("SQLite: journal_mode=wal synchronous=2");
    assertTable(
        lines,
        "raw insert, prepared batch",
        "ledger, PER_RECORD, 1 callers, lists of 7",
        "ledger, PER_RECORD, 3 callers, lists of 7",
        "ledger, BATCH, 1 callers, lists of 7",
        "ledger, BATCH, 3 callers, lists of 7");
    assertThat(lines).filteredOn(line -> line.startsWith("  round 2:")).hasSize(5);
  }

  @Test
  void verifyLedgerMeasuresEveryWayOfVerifying() throws Exception {
    List<String> lines =
        printed(out -> VerifyLedger.run(out, "receipts=40", "rounds=1", "batch=16"));
    assertThat(lines.get(0)).startsWith("VerifyLedger {").contains("receipts=40");
    assertTable(
        lines,
        "bare Ed25519, one by one",
        "bare Ed25519, batches of 16",
        "ledger, up to PAYLOADS",
        "ledger, up to ROOT");
  }

  @Test
  void eraseSubjectsLeavesNothingInTheFiles() throws Exception {
    List<String> lines = printed(out -> EraseSubjects.run(out, "receipts=2000", "subjects=50"));
    assertThat(lines)
        .contains(
            "erased values in the files before: 100 of 100",
            "root of the first 2001 receipts is the same: true",
            "payloads: Payloads[intact=1952, erased=50, missing=0]",
            "erased values in the files after: 0");
  }

  @Test
  void openLedgerMeasuresOpeningProvingAndLookingUp() throws Exception {
    List<String> lines =
        printed(out -> OpenLedger.run(out, "receipts=700", "rounds=2", "lookups=50"));
    assertThat(lines.get(0)).startsWith("OpenLedger {").contains("receipts=700");
    assertThat(lines).filteredOn(line -> line.matches("round [12]: open .* ms")).hasSize(2);
    assertThat(lines.get(lines.size() - 1)).startsWith("look-up by id: median ");
  }

  @Test
  void attributeMonthComparesItsAnswersAndMeasuresEveryModel() throws Exception {
    List<String> lines =
        printed(
            out ->
                AttributeMonth.run(out, "touches=3000", "publishers=7", "rounds=1", "threads=1,2"));
    for (String model : List.of("last", "linear", "decay")) {
      assertThat(lines)
          .as(model)
          .filteredOn(
              line -> line.startsWith("  " + model + ": 150 conversions, answers of 7 publishers"))
          .hasSize(1);
      assertThat(lines)
          .filteredOn(row(model + ", DuckDB, threads=1" + RATE + "is the reference")::matches)
          .hasSize(1);
    }
    assertThat(lines)
        .filteredOn(line -> line.contains("differ by at most 0 mill"))
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(lines).filteredOn(line -> line.contains(" bytes a touch beyond")).hasSize(3);
  }

  @Test
  void attributeMonthRunsAloneToo() throws Exception {
    assertTable(
        printed(
            out ->
                AttributeMonth.run(out, "touches=500", "models=linear", "rounds=1", "duckdb=no")),
        "linear, kernel, threads=1",
        "linear, kernel, threads=2");
  }

  @Test
  void fitMarkovFindsAnEffectForEveryChannel() {
    FitMarkov benchmark = new FitMarkov();
    assertThat(benchmark.twelveChannels()).asString().contains("channel-11=");
    assertThat(benchmark.fiveHundredChannels()).asString().contains("channel-499=");
  }
}
