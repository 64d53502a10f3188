package dev.factory.receipts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.Receipt;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationLevel;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.testkit.SampleChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What a ledger acknowledged, position by position, to be compared with what it has later. */
final class Acknowledged {
  private final Map<Long, String> contents = new ConcurrentSkipListMap<>();

  /** Remembers a receipt; a position acknowledged twice must stand for the same content. */
  void add(long seq, String content) {
    String before = contents.putIfAbsent(seq, content);
    assertThat(before == null || before.equals(content)).as("position %d was reused", seq).isTrue();
  }

  /**
   * Remembers what an {@link AppendingProcess} said; the last line may be cut off.
   *
   * @return the number of the first event that it did not acknowledge
   */
  int read(Path output, int first) throws IOException {
    String text = Files.readString(output);
    int next = first;
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      String[] parts = line.split(" ", -1);
      if (!parts[0].equals("opened")) {
        add(Long.parseLong(parts[1]), parts[2]);
        next = Integer.parseInt(parts[0]) + 1;
      }
    }
    return next;
  }

  void add(Receipt receipt) {
    add(receipt.header().seq(), content(receipt.hash(), receipt.signature()));
  }

  static String content(ReceiptHash leaf, String signature) {
    return leaf + "/" + signature;
  }

  int size() {
    return contents.size();
  }

  /** Fails unless every one of them is there, as it was, in a chain without a fault. */
  void assertKept(ReceiptStore store, TrustedKeys keys, VerificationLevel level) {
    Map<Long, String> missing = new ConcurrentSkipListMap<>(contents);
    store.range(
        0,
        Long.MAX_VALUE,
        receipt -> {
          ReceiptHash leaf = SampleChain.leafOf(receipt.header());
          missing.remove(receipt.seq(), content(leaf, receipt.signature()));
        });
    assertThat(missing).isEmpty();
    VerificationReport report = ReceiptVerifier.trusting(keys).verify(store, level);
    assertThat(report.fault()).isEmpty();
    assertThat(report.isValid()).isTrue();
  }
}
