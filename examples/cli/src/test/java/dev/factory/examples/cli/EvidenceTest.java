package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.Receipt;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.tlog.MerkleTree;
import dev.factory.receipts.tlog.ProofVerdict;
import dev.factory.receipts.tlog.TlogProof;
import dev.factory.receipts.tlog.TrustPolicy;
import dev.factory.receipts.tlog.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints, proofs, bundles and exports: what leaves the house, and how it is checked there. */
class EvidenceTest {
  private static final String[] KEY = {"--key", "signing-key.pem"};

  @TempDir private Path folder;
  private SampleLedger ledger = new SampleLedger(Path.of(""));

  @BeforeEach
  void writeLedger() throws IOException {
    ledger = SampleLedger.in(folder);
  }

  private Run receipts(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "receipts";
    System.arraycopy(args, 0, all, 1, args.length);
    return Run.on(ledger, all);
  }

  @Test
  void aProofVerifiesUnderTheLedgersKey() throws IOException {
    Run run = receipts("prove", "7", KEY[0], KEY[1]);
    assertThat(run.err()).isEmpty();
    TlogProof proof = TlogProof.parse(run.out().getBytes(StandardCharsets.UTF_8));
    VerifierKey key = VerifierKey.parse(receipts("keys", "--format", "vkey").out().strip());
    byte[] header = header("7");
    assertThat(proof.verify(MerkleTree.leafHash(header), TrustPolicy.ofLog(key)))
        .isInstanceOf(ProofVerdict.Included.class);
    assertThat(proof.verify(MerkleTree.leafHash(header("8")), TrustPolicy.ofLog(key)))
        .isNotInstanceOf(ProofVerdict.Included.class);
  }

  private byte[] header(String name) {
    String json = receipts("show", name, "--json").out().strip();
    return Receipt.fromJson(json.getBytes(StandardCharsets.UTF_8)).header().canonical();
  }

  @Test
  void aBundleVerifiesOfflineAndNotWithOneFieldChanged() throws IOException {
    assertThat(receipts("bundle", "2", "7", KEY[0], KEY[1], "--out", "evidence.json").code())
        .isZero();
    Run proved =
        Run.in(
            folder, "receipts", "verify-bundle", "evidence.json", "--public-key", "public-key.pem");
    assertThat(proved.err()).isEmpty();
    assertThat(proved.code()).isZero();
    assertThat(proved.lines())
        .contains("✓ Checkpoint: factory.example/receipts/test, 13 receipts")
        .anyMatch(line -> line.startsWith("✓ Receipt 2: PROVED ("))
        .anyMatch(line -> line.startsWith("✓ Receipt 7: PROVED ("));
    String changed =
        Files.readString(folder.resolve("evidence.json")).replace("click-2", "click-3");
    Files.writeString(folder.resolve("changed.json"), changed);
    Run refused =
        Run.in(
            folder, "receipts", "verify-bundle", "changed.json", "--public-key", "public-key.pem");
    assertThat(refused.code()).isEqualTo(ExitCode.INVALID);
    assertThat(refused.lines()).containsExactly("✗ Bundle: NOT PROVED (receipt 2: WRONG_PAYLOAD)");
    assertThat(refused.out()).doesNotContain("click-3");
  }

  @Test
  void aBundleIsBelievedByItsGenesisAndNotByAnother() {
    receipts("bundle", "7", KEY[0], KEY[1], "--out", "evidence.json");
    String genesis = receipts("keys").lines().get(1).substring("Genesis: ".length());
    assertThat(
            Run.in(folder, "receipts", "verify-bundle", "evidence.json", "--genesis", genesis)
                .code())
        .isZero();
    Run other =
        Run.in(
            folder,
            "receipts",
            "verify-bundle",
            "evidence.json",
            "--genesis",
            "sha256:" + "0".repeat(64));
    assertThat(other.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(other.err()).contains("[cli.other-genesis]");
  }

  @Test
  void whatIsNoBundleIsNotCalledUnproved() throws IOException {
    Files.writeString(folder.resolve("x.json"), "{\"secret\":1}");
    Run run =
        Run.in(folder, "receipts", "verify-bundle", "x.json", "--public-key", "public-key.pem");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.err()).contains("[cli.no-bundle]").doesNotContain("secret");
  }

  @Test
  void aFileThatIsThereIsNeverWrittenOver() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    Run run = receipts("bundle", "7", KEY[0], KEY[1], "--out", "mine.txt");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.err()).contains("exists already and was left as it is");
    assertThat(folder.resolve("mine.txt")).hasContent("mine");
  }

  @Test
  void anAnchorShowsThatTheEndWasCutOff() throws Exception {
    assertThat(receipts("checkpoint", KEY[0], KEY[1], "--anchor", "anchor.ndjson").out())
        .startsWith("factory.example/receipts/test\n13\n");
    Run whole = receipts("verify", "--trust-genesis", "--anchor", "anchor.ndjson");
    assertThat(whole.code()).isZero();
    assertThat(whole.out()).contains("Truncation: CHECKED (");
    ledger.cutTo(10);
    Run cut = receipts("verify", "--trust-genesis", "--anchor", "anchor.ndjson");
    assertThat(cut.code()).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void anExportIsReadBackAndComparedWithTheLedger() throws IOException {
    assertThat(receipts("export", "--to", "tiles", KEY[0], KEY[1]).code()).isZero();
    assertThat(folder.resolve("tiles/checkpoint")).exists();
    Run same = receipts("import", "--from", "tiles", "--public-key", "public-key.pem");
    assertThat(same.err()).isEmpty();
    assertThat(same.lines()).contains("✓ Export: WHOLE (13 receipts)", "✓ Ledger: THE SAME");
    assertThat(same.code()).isZero();
    Run alone =
        Run.in(folder, "receipts", "import", "--from", "tiles", "--public-key", "public-key.pem");
    assertThat(alone.code()).isZero();
    assertThat(alone.out()).doesNotContain("Ledger:");
  }

  @Test
  void anExportThatWasChangedOrIsOfAnotherKeyIsNotWhole() throws IOException {
    receipts("export", "--to", "tiles", KEY[0], KEY[1]);
    Path entries = folder.resolve("tiles/tile/entries/000.p/13");
    byte[] bytes = Files.readAllBytes(entries);
    bytes[700] ^= 1;
    Files.write(entries, bytes);
    Run changed = receipts("import", "--from", "tiles", "--public-key", "public-key.pem");
    assertThat(changed.code()).isEqualTo(ExitCode.INVALID);
    assertThat(changed.lines().get(0)).startsWith("✗ Export: NOT WHOLE (receipt ");
    Files.writeString(
        folder.resolve("other.pem"), SigningKey.generate(new SecureRandom()).verifier().toPem());
    assertThat(receipts("import", "--from", "tiles", "--public-key", "other.pem").lines())
        .containsExactly("✗ Export: NOT WHOLE (checkpoint: NotSignedByLog)");
  }

  @Test
  void aLedgerThatWasCutOffIsOtherThanItsExport() throws Exception {
    receipts("export", "--to", "tiles", KEY[0], KEY[1]);
    ledger.cutTo(10);
    Run run = receipts("import", "--from", "tiles", "--public-key", "public-key.pem");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(run.lines()).contains("✗ Ledger: OTHER THAN THE EXPORT (first at receipt 10)");
  }

  @Test
  void aRotationIsInTheHistoryAndTheOldKeyIsRetired() throws IOException {
    SigningKey.generate(new SecureRandom()).savePem(folder.resolve("next.pem"));
    Run run = receipts("rotate", KEY[0], KEY[1], "--new-key", "next.pem");
    assertThat(run.err()).isEmpty();
    assertThat(run.lines().get(0)).startsWith("✓ Receipt 13: the last of ");
    assertThat(receipts("keys").lines())
        .anyMatch(line -> line.endsWith("  from receipt 0 to 13"))
        .anyMatch(line -> line.endsWith("  from receipt 14 on"));
    assertThat(receipts("verify", "--public-key", "public-key.pem").code()).isZero();
    assertThat(Run.on(ledger, "status", "--key", "signing-key.pem").lines().get(5))
        .startsWith("✗ Signing key: RETIRED");
    assertThat(Run.on(ledger, "status", "--key", "next.pem").lines().get(5))
        .startsWith("✓ Signing key: LOADED");
    Run again = receipts("rotate", "--key", "next.pem", "--new-key", "signing-key.pem");
    assertThat(again.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(again.err()).contains("[cli.used-key]");
  }

  @Test
  void withAKeyOfAnotherLedgerNothingIsSigned() throws IOException {
    SigningKey.generate(new SecureRandom()).savePem(folder.resolve("other.pem"));
    for (String command : new String[] {"checkpoint", "prove"}) {
      String[] args =
          command.equals("prove")
              ? new String[] {command, "7", "--key", "other.pem"}
              : new String[] {command, "--key", "other.pem"};
      Run run = receipts(args);
      assertThat(run.code()).as(command).isEqualTo(ExitCode.COULD_NOT);
      assertThat(run.out()).as(command).isEmpty();
      assertThat(run.err()).as(command).contains("[receipts.unknown-key]");
    }
  }
}
