package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.tlog.CompactRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The forms that are kept for years, as files: a ledger written today must be these bytes, and
 * these bytes must verify for ever. Files are added, never changed.
 */
class GoldenTest {
  private static final SubjectKeys KEYS =
      subject -> Optional.of(subject.repeat(8).getBytes(StandardCharsets.UTF_8));

  private static String golden(String name) throws IOException {
    try (InputStream in = GoldenTest.class.getResourceAsStream("/golden/v1/" + name)) {
      assertThat(in).as("golden/v1/" + name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Receipt> write() {
    InMemoryReceiptStore store = new InMemoryReceiptStore();
    SettableTime time = SettableTime.at("2026-01-24T12:34:56.123Z");
    Receipts ledger = TestLedger.builder(store).time(time).subjectKeys(KEYS).open();
    ledger.append(TestLedger.click(1));
    time.advance(Duration.ofMillis(877));
    ledger.append(
        new Event(
            "ClickRecorded",
            List.of(new SubjectRef("user-77", Set.of("ip_hash", "user_agent"))),
            Map.of(
                "click_id", "click-123",
                "publisher_id", "pub-456",
                "offer_id", "off-789",
                "ip_hash", "sha256:abc123",
                "user_agent", "Mozilla/5.0",
                "price", Map.of("currency", "USD", "minor", 199L, "rate", 0.1)),
            "click:click-123",
            List.of("publisher_id=pub-456", "offer_id=off-789")));
    ledger.append(
        Event.of(
            "Odd",
            "odd",
            Map.of("text", "\u0000\b\t\n\f\r\u001f\"\\/\u007f\u00e9\u2028\ud83d\ude00", "n", -0.0),
            "publisher_id=pub-456",
            "z=\u4e2d\"\\"));
    List<Receipt> receipts = new ArrayList<>();
    ledger.read(0, 100, receipts::add);
    assertThat(TestLedger.verify(store).isValid()).isTrue();
    return receipts;
  }

  @Test
  void aLedgerIsWrittenAsItWasInVersion1() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Receipt receipt : write()) {
      lines.append(new String(receipt.toJson(), StandardCharsets.UTF_8)).append('\n');
    }
    assertThat(lines).hasToString(golden("receipts.ndjson"));
  }

  @Test
  void receiptsOfVersion1AreReadBackAndVerify() throws IOException {
    List<String> lines = golden("receipts.ndjson").lines().toList();
    List<Receipt> written = write();
    CompactRange tree = new CompactRange();
    for (int i = 0; i < lines.size(); i++) {
      Receipt receipt = Receipt.fromJson(lines.get(i).getBytes(StandardCharsets.UTF_8));
      assertThat(receipt).isEqualTo(written.get(i));
      assertThat(ReceiptVerifier.trusting(TestLedger.TRUST).verify(receipt)).isEmpty();
      tree.append(receipt.hash());
    }
    assertThat(tree.root() + "\n").isEqualTo(golden("root.txt"));
  }

  @Test
  void keysAreWrittenAsTheyWereInVersion1() throws IOException {
    PublicKey key = TestLedger.KEY.verifier();
    assertThat(key.toPem()).isEqualTo(golden("public-key.pem"));
    assertThat(key.kid() + "\n").isEqualTo(golden("kid.txt"));
    assertThat(SigningKey.fromPem(golden("private-key.pem")).verifier()).isEqualTo(key);
  }
}
