package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  @TempDir private Path folder;
  private SampleLedger ledger = new SampleLedger(Path.of(""));

  @BeforeEach
  void writeLedger() throws IOException {
    ledger = SampleLedger.in(folder);
  }

  private Run verify(String... more) {
    String[] args = new String[more.length + 4];
    System.arraycopy(more, 0, args, 4, more.length);
    args[0] = "receipts";
    args[1] = "verify";
    args[2] = "--public-key";
    args[3] = "public-key.pem";
    return Run.on(ledger, args);
  }

  @Test
  void printsTheFiveLinesOperatorsKnowAndThatTheEndWasNotCompared() throws IOException {
    Run run = verify();
    assertThat(run.out()).isEqualTo(SampleLedger.golden("verify.txt"));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void machinesGetTheSameOnOneLine() throws IOException {
    assertThat(verify("--json").out()).isEqualTo(SampleLedger.golden("verify.json"));
  }

  @Test
  void quietLeavesOnlyTheExitCode() {
    Run run = verify("--quiet");
    assertThat(run.out() + run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aChangedPayloadIsNamedByItsReceiptAndEndsWithOne() throws SQLException {
    ledger.tamper("UPDATE receipt_payload SET data = '{\"click_id\":\"x\"}' WHERE seq = 7");
    Run run = verify();
    assertThat(run.lines())
        .contains("✗ 1 hash mismatch")
        .contains("✗ Chain integrity: INVALID (first at receipt 7: WRONG_PAYLOAD)");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(verify("--json").out())
        .contains("\"first_fault\":{\"kind\":\"WRONG_PAYLOAD\",\"seq\":7}")
        .contains("\"valid\":false");
  }

  @Test
  void anAuditGoesOnFromWhereTheLastOneEnded() throws IOException, SQLException {
    Run first = verify("--audit", "audit.json");
    assertThat(first.code()).isEqualTo(ExitCode.OK);
    assertThat(first.lines().get(0)).doesNotContain("earlier audit");
    Run second = verify("--audit", "audit.json");
    assertThat(second.lines().get(0)).contains("Verified 0 receipts (").contains("earlier audit)");
    assertThat(second.lines()).contains("✓ Chain integrity: VALID");
    byte[] kept = Files.readAllBytes(folder.resolve("audit.json"));
    ledger.tamper("UPDATE receipt_head SET size = size - 1");
    assertThat(verify("--audit", "audit.json").code()).isEqualTo(ExitCode.INVALID);
    assertThat(folder.resolve("audit.json")).hasBinaryContent(kept);
    assertThat(folder.resolve("audit.json.next")).doesNotExist();
  }

  @Test
  void aFileThatIsNoAuditPointIsRefused() throws IOException {
    Files.writeString(folder.resolve("audit.json"), "{\"v\":1}");
    Run run = verify("--audit", "audit.json");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.err()).contains("cli.no-audit-point").contains("must be");
    assertThat(folder.resolve("audit.json")).hasContent("{\"v\":1}");
    assertThat(verify("--audit", "audit.json", "--level", "root").err()).contains("--level");
  }

  @Test
  void theChainAloneIsVerifiedWithoutAnyKey() throws SQLException {
    ledger.tamper("UPDATE receipt_payload SET data = '{}' WHERE seq = 7");
    Run run = Run.on(ledger, "receipts", "verify", "--level", "root");
    assertThat(run.lines()).contains("✗ Signatures not checked", "✓ Chain integrity: VALID");
    assertThat(run.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void withoutAKeyNothingIsChecked() {
    Run run = Run.on(ledger, "receipts", "verify");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("factory: there is no key").contains("[cli.no-key]");
  }

  @Test
  void aKeyOfAnotherLedgerIsUnknownAndNotABadSignature() throws IOException {
    Path other = folder.resolve("other.pem");
    SigningKey stranger = SigningKey.generate(new SecureRandom());
    Files.writeString(other, stranger.verifier().toPem());
    Run run = Run.on(ledger, "receipts", "verify", "--public-key", "other.pem");
    assertThat(run.lines())
        .contains("✗ 13 signature failures")
        .contains("✗ Chain integrity: INVALID (first at receipt 0: UNKNOWN_KEY)");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void theKeysOfAGenesisKnownByItsHashAreBelieved() {
    String genesis = genesis();
    assertThat(Run.on(ledger, "receipts", "verify", "--genesis", genesis).code()).isZero();
    assertThat(Run.on(ledger, "receipts", "verify", "--trust-genesis").code()).isZero();
  }

  @Test
  void aLedgerThatBeginsOtherwiseThanPinnedIsNotBelieved() {
    String other = genesis().replaceFirst("[0-9a-f]{8}$", "00000000");
    Run run = Run.on(ledger, "receipts", "verify", "--genesis", other);
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.err()).contains("[cli.other-genesis]");
  }

  private String genesis() {
    return Run.on(ledger, "receipts", "keys").lines().stream()
        .filter(line -> line.startsWith("Genesis: "))
        .map(line -> line.substring("Genesis: ".length()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSigningKeyAndAJwkSetAreAsGoodAsThePublicKey() throws IOException {
    Run jwks = Run.on(ledger, "receipts", "keys", "--format", "jwks");
    Files.writeString(folder.resolve("keys.json"), jwks.out());
    assertThat(Run.on(ledger, "receipts", "verify", "--public-key", "keys.json").code()).isZero();
    assertThat(Run.on(ledger, "receipts", "verify", "--key", "signing-key.pem").code()).isZero();
  }

  @Test
  void anEmptyShardIsNeverValidAndTheOthersAreNamed() {
    Run run = verify("--shard", "mian");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(run.lines()).contains("✗ Verified 0 receipts");
    assertThat(run.err()).contains("shards of this database: [main]");
  }

  @Test
  void oneReceiptIsVerifiedByItself() throws SQLException {
    assertThat(verify("7").lines()).contains("✓ Receipt 7: VALID");
    ledger.tamper(
        "UPDATE receipt SET signature = 'ed25519:' || substr(signature, 10) WHERE seq = 7");
    Run run = verify("00000000-0000-7000-8000-000000000008");
    assertThat(run.lines()).contains("✗ Receipt 7: INVALID (MALFORMED_SIGNATURE)");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void progressIsShownOnATerminalOnlyAndTakenAway() {
    String[] args = {"--db", "ledger.db", "receipts", "verify", "--trust-genesis"};
    Run piped = Run.in(folder, Map.of(), false, args);
    assertThat(piped.err()).isEmpty();
    Run shown = Run.in(folder, Map.of(), true, args);
    assertThat(shown.out()).isEqualTo(piped.out());
  }
}
