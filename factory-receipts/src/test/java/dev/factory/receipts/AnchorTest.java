package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.StoredCheckpoint;
import dev.factory.receipts.tlog.MerkleTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorTest {
  @TempDir Path folder;
  private final InMemoryReceiptStore store = new InMemoryReceiptStore();

  private FileAnchor anchor() {
    return FileAnchor.at(folder.resolve("anchor.ndjson"));
  }

  private Receipts.Builder builder(InMemoryReceiptStore in) {
    return TestLedger.builder(in).anchors(anchor());
  }

  private VerificationReport verify(InMemoryReceiptStore in) {
    return ReceiptVerifier.trusting(TestLedger.TRUST).against(anchor()).verify(in);
  }

  private static void assertCode(Runnable call, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(FactoryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** Twenty clicks and a checkpoint of 21 receipts, then five clicks more. */
  private void anchored() {
    Receipts ledger = builder(store).open();
    ledger.append(TestLedger.clicks(0, 20));
    ledger.proofs().checkpoint();
    ledger.append(TestLedger.clicks(20, 25));
  }

  private InMemoryReceiptStore setBackTo(long size) {
    InMemoryReceiptStore old = new InMemoryReceiptStore();
    Forger.copy(store, old, size);
    return old;
  }

  @Nested
  class AVerifierThatAsksAnAnchor {
    @Test
    void saysThatTheEndWasChecked() {
      anchored();
      VerificationReport report = verify(store);
      assertThat(report.isValid()).isTrue();
      assertThat(report.truncationLine())
          .startsWith("Truncation: CHECKED (")
          .endsWith("anchor.ndjson@21)");
      assertThat(TestLedger.verify(store).truncationLine())
          .isEqualTo("Truncation: NOT_CHECKED (no checkpoint was given to compare the end with)");
    }

    @Test
    void findsEveryTruncationBelowTheCheckpoint() {
      anchored();
      for (long size = 1; size < 26; size++) {
        VerificationReport report = verify(setBackTo(size));
        if (size < 21) {
          assertThat(report.fault()).contains(new Fault(size, Fault.Kind.TRUNCATED));
        } else {
          assertThat(report.isValid()).isTrue();
        }
      }
    }

    @Test
    void findsALedgerThatWasWrittenAnew() {
      anchored();
      InMemoryReceiptStore other = new InMemoryReceiptStore();
      TestLedger.open(other).append(TestLedger.clicks(100, 130));
      assertThat(TestLedger.verify(other).isValid()).isTrue();
      assertThat(verify(other).fault()).contains(new Fault(20, Fault.Kind.WRONG_ROOT));
    }
  }

  @Nested
  class ALedgerThatWasSetBack {
    @Test
    void isNotOpened() {
      anchored();
      InMemoryReceiptStore old = setBackTo(12);
      assertCode(() -> builder(old).open(), "receipts.rolled-back");
      assertThat(old.head().size()).isEqualTo(12);
    }

    @Test
    void isOpenedWhenThatIsAdmittedInAReceipt() {
      anchored();
      InMemoryReceiptStore old = setBackTo(12);
      Receipts resumed = builder(old).resumeAfterRollback("restored last night's backup").open();
      assertThat(old.head().size()).isEqualTo(13);
      assertThat(resumed.find(ReceiptFilter.ALL, 12, 1).receipts())
          .singleElement()
          .satisfies(
              receipt -> {
                assertThat(receipt.header().type()).isEqualTo("ledger.resumed");
                assertThat(receipt.data().orElseThrow())
                    .containsEntry("known_size", 21L)
                    .containsEntry("resumed_at", 12L)
                    .containsEntry("reason", "restored last night's backup");
              });
      // from then on it opens as any other
      builder(old).open().append(TestLedger.clicks(50, 80));
      builder(old).open().proofs().checkpoint();
      assertThat(verify(old).isValid()).isTrue();
    }

    @Test
    void isOpenedAsUsualAboveTheCheckpoint() {
      anchored();
      assertThat(builder(setBackTo(21)).open().head().size()).isEqualTo(21);
    }
  }

  @Test
  void aLedgerWithOtherReceiptsIsNotOpened() {
    anchored();
    InMemoryReceiptStore other = new InMemoryReceiptStore();
    TestLedger.open(other).append(TestLedger.clicks(100, 130));
    assertCode(() -> builder(other).resumeAfterRollback("x").open(), "receipts.forked");
    assertThat(other.head().size()).isEqualTo(31);
  }

  @Test
  void aCheckpointIsMadeOnceForEachSize() {
    Receipts ledger = builder(store).open();
    assertThat(ledger.proofs().checkpoint()).isEqualTo(ledger.proofs().checkpoint());
    ledger.append(TestLedger.click(1));
    ledger.proofs().checkpoint();
    assertThat(anchor().latest(TestLedger.NAME).map(StoredCheckpoint::size)).contains(2L);
  }

  @Nested
  class AFileAnchor {
    private StoredCheckpoint checkpoint(int size) {
      return new StoredCheckpoint(
          size, MerkleTree.leafHash(new byte[] {(byte) size}), "note \u2014 " + size + "\n");
    }

    @Test
    void remembersTheLastOfEachLedger() {
      FileAnchor anchor = anchor();
      assertThat(anchor.latest("a")).isEmpty();
      for (int size = 1; size < 200; size++) {
        anchor.keep("a", checkpoint(size));
      }
      anchor.keep("b", checkpoint(7));
      assertThat(anchor.latest("a")).contains(checkpoint(199));
      assertThat(anchor().latest("b")).contains(checkpoint(7));
      assertThat(anchor.latest("c")).isEmpty();
    }

    @Test
    void passesOverALineThatACrashCutOff() throws IOException {
      Path file = folder.resolve("anchor.ndjson");
      anchor().keep("a", checkpoint(1));
      byte[] whole = Files.readAllBytes(file);
      anchor().keep("a", checkpoint(2));
      byte[] both = Files.readAllBytes(file);
      for (int length = whole.length; length < both.length - 1; length++) {
        Files.write(file, Arrays.copyOf(both, length));
        assertThat(anchor().latest("a")).contains(checkpoint(1));
        anchor().keep("a", checkpoint(3));
        assertThat(anchor().latest("a")).contains(checkpoint(3));
      }
    }

    @Test
    void saysWhichFileItCannotWrite() {
      FileAnchor nowhere = FileAnchor.at(folder.resolve("missing").resolve("anchor.ndjson"));
      assertThatThrownBy(() -> nowhere.keep("a", checkpoint(1)))
          .hasMessageContaining("anchor.ndjson");
      assertThat(nowhere.latest("a")).isEmpty();
    }

    @Test
    void isNotLedAstrayByWhatOthersWrote() throws IOException {
      anchor().keep("a", checkpoint(1));
      Files.write(
          folder.resolve("anchor.ndjson"),
          "hello\n\n{\"ledger\":\"a\"}\n".getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.APPEND);
      assertThat(anchor().latest("a")).isEqualTo(Optional.of(checkpoint(1)));
    }
  }
}
