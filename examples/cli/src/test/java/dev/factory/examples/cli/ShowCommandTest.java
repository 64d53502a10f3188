package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.Receipt;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {
  private static final String SECOND = "00000000-0000-7000-8000-000000000003";

  @TempDir private Path folder;
  private SampleLedger ledger = new SampleLedger(Path.of(""));

  @BeforeEach
  void writeLedger() throws IOException {
    ledger = SampleLedger.in(folder);
  }

  @Test
  void aReceiptIsPrintedInTheOrderOfTheGuide() throws IOException {
    Run run = Run.on(ledger, "receipts", "show", SECOND);
    assertThat(run.out()).isEqualTo(SampleLedger.golden("show.txt"));
    assertThat(run.code()).isZero();
    assertThat(Run.on(ledger, "receipts", "show", "2").out()).isEqualTo(run.out());
  }

  @Test
  void whatMachinesGetVerifiesElsewhere() throws IOException {
    Run run = Run.on(ledger, "receipts", "show", SECOND, "--json");
    assertThat(run.out()).isEqualTo(SampleLedger.golden("show.json"));
    Receipt receipt = Receipt.fromJson(run.out().strip().getBytes(StandardCharsets.UTF_8));
    assertThat(
            ReceiptVerifier.trusting(TrustedKeys.of(SampleLedger.key().verifier())).verify(receipt))
        .isEmpty();
  }

  @Test
  void anUnknownIdIsNotFound() {
    Run run = Run.on(ledger, "receipts", "show", "00000000-0000-7000-8000-0000000000ff");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(run.err()).contains("[cli.unknown-receipt]");
    assertThat(Run.on(ledger, "receipts", "show", "13").code()).isEqualTo(ExitCode.INVALID);
    assertThat(Run.on(ledger, "receipts", "show", "13", "--json").out())
        .startsWith("{\"error\":{\"code\":\"cli.unknown-receipt\"");
  }

  @Test
  void whatIsNoIdIsWrongUse() {
    assertThat(Run.on(ledger, "receipts", "show", "rcpt_abc").code()).isEqualTo(ExitCode.COULD_NOT);
    // a short form that Java would take for a UUID
    assertThat(Run.on(ledger, "receipts", "show", "0-0-7000-8000-3").code())
        .isEqualTo(ExitCode.COULD_NOT);
  }

  @Test
  void aPayloadThatWasChangedIsNotShownAsIfItWereTrue() throws SQLException {
    ledger.tamper("UPDATE receipt_payload SET data = '{\"secret\":\"x\"}' WHERE seq = 2");
    Run run = Run.on(ledger, "receipts", "show", "2");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("[receipts.damaged]").doesNotContain("secret");
  }
}
