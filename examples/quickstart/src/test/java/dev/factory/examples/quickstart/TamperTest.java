package dev.factory.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TamperTest {
  private static final Pattern CHANGED = Pattern.compile("Receipt (\\d+) proves the money of");

  @TempDir private static Path withLedger;

  @TempDir Path folder;
  private String[] args = {};

  @BeforeAll
  static void makeALedger() throws IOException {
    assertThat(Run.in(withLedger, Run.ownFiles(withLedger)).code()).isZero();
  }

  @BeforeEach
  void aCopyOfIt() throws IOException {
    Run.copy(withLedger, folder);
    args = Run.ownFiles(folder);
  }

  @Test
  void verificationOfTheChangedCopyNamesTheChangedReceipt() throws Exception {
    Run run = Run.in(folder, Run.ownFiles(folder, "--tamper"));
    Matcher changed = CHANGED.matcher(run.out());
    assertThat(changed.find()).isTrue();
    assertThat(run.out())
        .contains("Chain integrity: VALID")
        .contains(
            "Chain integrity: INVALID (first at receipt " + changed.group(1) + ": WRONG_PAYLOAD)")
        .contains("It names the very receipt");
    assertThat(run.code()).isZero();
  }

  @Test
  void theLedgerItselfStaysAsItWas() throws Exception {
    Map<String, String> before = Run.filesUnder(folder);
    Run.in(folder, Run.ownFiles(folder, "--tamper"));
    Map<String, String> after = Run.filesUnder(folder);
    assertThat(after.remove("kept/tampered.db")).isNotNull();
    assertThat(after).isEqualTo(before);
    assertThat(Run.in(folder, args).code()).isZero();
  }

  @Test
  void aLedgerThatWasReallyChangedIsNotValidAndNoStatementIsWritten() throws Exception {
    change(
        "UPDATE receipt_payload SET data = replace(data, '\"gross\"', '\"grass\"') WHERE seq ="
            + " (SELECT min(seq) FROM receipt WHERE type = 'ConversionRecorded')");
    Files.delete(folder.resolve("kept/2026-01/index.html"));
    Run run = Run.in(folder, args);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("INVALID (first at receipt", "WRONG_PAYLOAD");
    assertThat(folder.resolve("kept/2026-01/index.html")).doesNotExist();
  }

  @Test
  void aLedgerWhoseFirstReceiptWasChangedIsNotValidEither() throws Exception {
    change(
        "UPDATE receipt SET header = CAST(replace(CAST(header AS TEXT), '\"v\":1', '\"v\":2') AS"
            + " BLOB) WHERE seq = 0");
    Run run = Run.in(folder, args);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("INVALID (first at receipt 0: MALFORMED_HEADER)");
  }

  private void change(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kept/ledger.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}
