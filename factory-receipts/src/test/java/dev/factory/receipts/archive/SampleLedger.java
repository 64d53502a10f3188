package dev.factory.receipts.archive;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.testing.SequenceIds;
import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A ledger whose receipts are one day apart, from Thursday 2026-01-15 on, with a personal member in
 * each: five of the weeks W03 (positions 0 to 3), W04 (4 to 10), W05 (11 to 17) and so on.
 */
final class SampleLedger {
  static final String NAME = "factory.example/receipts/archived";
  static final SigningKey KEY = key();

  private static final SubjectKeys SECRETS =
      subject -> Optional.of(subject.repeat(8).getBytes(StandardCharsets.UTF_8));

  final SettableTime time = SettableTime.at("2026-01-15T09:30:00Z");
  final Receipts receipts;

  private SampleLedger(ReceiptStore store) {
    this.receipts =
        Receipts.named(NAME)
            .store(store)
            .signer(KEY)
            .time(time)
            .ids(new SequenceIds())
            .subjectKeys(SECRETS)
            .open();
  }

  /** Begins it, with the genesis receipt. */
  static SampleLedger in(ReceiptStore store) {
    return new SampleLedger(store);
  }

  /** Adds a click a day for as many days. */
  SampleLedger days(int days) {
    for (int day = 0; day < days; day++) {
      time.advance(Duration.ofDays(1));
      long n = receipts.head().size();
      receipts.append(
          new Event(
              "ClickRecorded",
              List.of(new SubjectRef("user-77", Set.of("user_agent"))),
              Map.of("click_id", "click-" + n, "user_agent", "Mozilla/" + n),
              "click:" + n,
              List.of("publisher_id=pub-" + n % 2)));
    }
    return this;
  }

  static VerificationReport verify(ReceiptStore store) {
    return ReceiptVerifier.trusting(TrustedKeys.of(KEY.verifier())).verify(store);
  }

  static List<StoredReceipt> all(ReceiptStore store) {
    List<StoredReceipt> all = new ArrayList<>();
    store.range(0, Long.MAX_VALUE, all::add);
    return all;
  }

  private static SigningKey key() {
    try {
      return SigningKey.fromPem(golden("private-key.pem"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String golden(String name) throws IOException {
    try (InputStream in = SampleLedger.class.getResourceAsStream("/golden/v1/" + name)) {
      if (in == null) {
        throw new IOException("there is no golden/v1/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
