package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.PublicKey;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir private static Path folder;
  private static SampleLedger ledger = new SampleLedger(Path.of(""));

  @BeforeAll
  static void writeLedger() throws IOException {
    ledger = SampleLedger.in(folder);
  }

  @Test
  void theLedgerIsNamedWithTheHashToPinAndItsKeys() throws IOException {
    assertThat(Run.on(ledger, "receipts", "keys").out()).isEqualTo(SampleLedger.golden("keys.txt"));
    assertThat(Run.on(ledger, "receipts", "keys", "--json").out())
        .isEqualTo(SampleLedger.golden("keys.json"));
  }

  @Test
  void aKeyIsPrintedAsPem() throws IOException {
    Run run = Run.on(ledger, "receipts", "keys", "--format", "pem");
    assertThat(PublicKey.fromPem(run.out())).isEqualTo(SampleLedger.key().verifier());
  }
}
