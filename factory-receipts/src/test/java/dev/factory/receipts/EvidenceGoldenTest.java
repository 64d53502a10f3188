package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StreamHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What a ledger writes of itself, and what it gives to others to check, as files: they must be
 * written as they were in version 1, and verify for ever. Files are added, never changed.
 */
class EvidenceGoldenTest {
  private static final SubjectKeys KEYS =
      subject -> Optional.of(subject.repeat(8).getBytes(StandardCharsets.UTF_8));
  private static final StreamHead NOTHING = new StreamHead(0, ReceiptHash.ZERO);
  private static final String STREAM = "publisher_id=pub-456";

  private final InMemoryReceiptStore store = new InMemoryReceiptStore();
  private final SettableTime time = SettableTime.at("2026-01-24T12:34:56.123Z");

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = EvidenceGoldenTest.class.getResourceAsStream("/golden/v1/" + name)) {
      assertThat(in).as("golden/v1/" + name).isNotNull();
      return in.readAllBytes();
    }
  }

  private static Event lead(int number) {
    return new Event(
        "LeadReceived",
        List.of(new SubjectRef("user-77", Set.of("email", "phone"))),
        Map.of(
            "lead_id", "lead-" + number,
            "publisher_id", "pub-456",
            "email", "person@example.org",
            "phone", "555-0100"),
        "lead:" + number,
        List.of(STREAM));
  }

  /** Batches, erasures of both kinds, a rotation, a revocation and a commitment to streams. */
  private Receipts written() {
    Receipts ledger =
        TestLedger.builder(store)
            .time(time)
            .subjectKeys(KEYS)
            .spareKeys(TestLedger.key(9).verifier())
            .signing(SigningMode.BATCH)
            .open();
    List<UUID> ids =
        ledger.append(List.of(lead(1), lead(2), lead(3))).stream()
            .map(outcome -> outcome.receipt().header().id())
            .toList();
    time.advance(Duration.ofSeconds(1));
    ledger.erase(
        List.of(PayloadSelection.fields(ids.get(0), "email"), PayloadSelection.whole(ids.get(1))),
        "gdpr.art17",
        "request=r-1");
    ledger.keys().rotate(TestLedger.key(2));
    ledger.keys().revoke(TestLedger.KEY.verifier().kid(), 5);
    ledger.append(lead(4));
    ledger.proofs().commitStreams();
    return ledger;
  }

  @Test
  void aLedgerWritesOfItselfAsItDidInVersion1() throws IOException {
    StringBuilder lines = new StringBuilder();
    written()
        .read(
            0,
            100,
            receipt ->
                lines.append(new String(receipt.toJson(), StandardCharsets.UTF_8)).append('\n'));
    assertThat(lines).hasToString(text("history.ndjson"));
    VerificationReport report = ReceiptVerifier.trusting(pinned()).verify(store);
    assertThat(report.isValid()).isTrue();
    assertThat(report.payloads().erased()).isEqualTo(2);
  }

  @Test
  void aBundleIsWrittenAndVerifiesAsInVersion1() throws IOException {
    Receipts ledger = written();
    List<UUID> ids = new ArrayList<>();
    ledger.read(1, 4, receipt -> ids.add(receipt.header().id()));
    assertThat(text("bundle.json"))
        .isEqualTo(new String(ledger.proofs().bundle(ids).toJson(), StandardCharsets.UTF_8));
    assertThat(EvidenceBundle.fromJson(golden("bundle.json")).verify(pinned()))
        .isInstanceOf(BundleVerdict.Verified.class);
  }

  @Test
  void evidenceOfAStreamIsWrittenAndVerifiesAsInVersion1() throws IOException {
    StreamEvidence evidence = written().proofs().completeness(STREAM, 0);
    assertThat(text("stream-evidence.json"))
        .isEqualTo(new String(evidence.toJson(), StandardCharsets.UTF_8));
    assertThat(StreamEvidence.fromJson(golden("stream-evidence.json")).verify(pinned(), NOTHING))
        .isInstanceOf(StreamVerdict.Complete.class);
  }

  @Test
  void anAuditPointIsWrittenAndGoneOnFromAsInVersion1() throws IOException {
    Receipts ledger = written();
    ReceiptVerifier verifier = ReceiptVerifier.trusting(pinned());
    assertThat(text("audit-point.json"))
        .isEqualTo(
            new String(
                verifier.audit(store).next().orElseThrow().toJson(), StandardCharsets.UTF_8));
    ledger.append(lead(5));
    VerificationReport report =
        verifier.since(AuditPoint.fromJson(golden("audit-point.json"))).verify(store);
    assertThat(report.isValid()).isTrue();
    assertThat(report.begin()).isEqualTo(report.receipts() - 1);
  }

  @Test
  void keysArePublishedAsInVersion1() throws IOException {
    assertThat(written().keys().history().toJwks()).isEqualTo(text("jwks.json"));
  }

  private static String text(String name) throws IOException {
    return new String(golden(name), StandardCharsets.UTF_8);
  }

  private TrustedKeys pinned() {
    return TrustedKeys.pinnedGenesis(Genesis.of(store).hash());
  }
}
