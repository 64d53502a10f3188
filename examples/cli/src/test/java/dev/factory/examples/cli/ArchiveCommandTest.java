package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archive and restore: the drill of the operations guide, Receipt Ledger Data Loss. */
class ArchiveCommandTest {
  @TempDir private Path folder;
  private SampleLedger ledger = new SampleLedger(Path.of(""));

  @BeforeEach
  void writeLedger() throws IOException {
    ledger = SampleLedger.in(folder);
  }

  private Run archive(String... more) {
    String[] args = {"receipts", "archive", "--to", "archive"};
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Run.on(ledger, all);
  }

  private Run restore(String database) {
    return Run.in(
        folder,
        "receipts",
        "restore",
        "--db",
        database,
        "--from",
        "archive",
        "--public-key",
        "public-key.pem");
  }

  @Test
  void everyWeekThatIsOverIsWrittenOnce() {
    Run first = archive();
    assertThat(first.err()).isEmpty();
    assertThat(first.lines())
        .containsExactly(
            "2026-W04: written, receipts 0 to 9", "2026-W05: written, receipts 10 to 12");
    assertThat(folder.resolve("archive/receipts-2026-W04.ndjson.gz")).isRegularFile();
    assertThat(archive().lines())
        .containsExactly(
            "2026-W04: unchanged, receipts 0 to 9", "2026-W05: unchanged, receipts 10 to 12");
    assertThat(archive("--json").out())
        .startsWith("{\"weeks\":[{\"count\":10,\"erased\":0,\"finished\":true,\"first\":0,")
        .contains("\"outcome\":\"UNCHANGED\"");
  }

  @Test
  void oneWeekIsWrittenAndWhatIsNoWeekIsNot() {
    assertThat(archive("--week", "2026-W04").lines())
        .containsExactly("2026-W04: written, receipts 0 to 9");
    assertThat(archive("--week", "2025-W01").lines())
        .containsExactly("2025-W01: no receipts, no file");
    for (String wrong : new String[] {"2026-4", "2026-W54", "last"}) {
      Run run = archive("--week", wrong);
      assertThat(run.code()).as(wrong).isEqualTo(ExitCode.COULD_NOT);
      assertThat(run.err()).as(wrong).contains("[cli.usage]");
    }
    Run early = archive("--week", "2026-W06");
    assertThat(early.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(early.err()).contains("[receipts.week-not-over]");
  }

  @Test
  void aLostDatabaseIsRebuiltVerifiedAndTimed() throws IOException {
    archive();
    String before = Run.on(ledger, "receipts", "list", "--limit", "1000", "--json").out();
    Files.delete(folder.resolve(SampleLedger.FILE));
    Run run = restore("ledger.db");
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .contains(
            "✓ Restored 13 receipts",
            "✓ Chain integrity: VALID",
            "✓ Root of the archives: THE SAME")
        .last()
        .asString()
        .matches("Took [0-9]+\\.[0-9] s");
    assertThat(run.code()).isZero();
    assertThat(Run.on(ledger, "receipts", "list", "--limit", "1000", "--json").out())
        .isEqualTo(before);
    assertThat(restore("ledger.db").lines()).contains("✓ Restored 13 receipts, 0 of them now");
  }

  @Test
  void archivesThatAreNotWholeRestoreNothing() throws IOException {
    archive();
    Path week = folder.resolve("archive/receipts-2026-W05.ndjson.gz");
    Files.write(week, Arrays.copyOf(Files.readAllBytes(week), 500));
    Run run = restore("new.db");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(run.lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("✗ Archives: NOT WHOLE (receipts-2026-W05.ndjson.gz, at receipt 1")
        .endsWith(": TRUNCATED)");
    assertThat(folder.resolve("new.db")).doesNotExist();
    Files.delete(folder.resolve("archive/receipts-2026-W04.ndjson.gz"));
    Files.delete(week);
    assertThat(restore("new.db").lines())
        .containsExactly("✗ Archives: NOT WHOLE (archive, at receipt 0: MISSING)");
  }

  @Test
  void aDatabaseThatHoldsAnotherLedgerIsLeftAsItIs() throws IOException {
    archive();
    Path other = Files.createDirectory(folder.resolve("other"));
    SampleLedger.in(other);
    Run.on(new SampleLedger(other), "receipts", "rotate");
    Run.in(other, "receipts", "checkpoint", "--db", "ledger.db", "--key", "signing-key.pem");
    SigningKey.generate(new SecureRandom()).savePem(other.resolve("next.pem"));
    assertThat(
            Run.in(
                    other,
                    "receipts",
                    "rotate",
                    "--db",
                    "ledger.db",
                    "--key",
                    "signing-key.pem",
                    "--new-key",
                    "next.pem")
                .code())
        .isZero();
    Run run = restore("other/ledger.db");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.err()).contains("[receipts.restore-not-empty]");
  }

  @Test
  void restoringWithAStrangersKeyIsNotValid() throws IOException {
    archive();
    Files.writeString(
        folder.resolve("public-key.pem"),
        SigningKey.generate(new SecureRandom()).verifier().toPem());
    Run run = restore("new.db");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(run.lines()).contains("✗ 13 signature failures");
  }

  @Test
  void withoutAKeyNothingIsRestored() {
    archive();
    Run run = Run.in(folder, "receipts", "restore", "--db", "new.db", "--from", "archive");
    assertThat(run.code()).isEqualTo(ExitCode.COULD_NOT);
    assertThat(run.err()).contains("[cli.no-key]");
    assertThat(folder.resolve("new.db")).doesNotExist();
  }
}
