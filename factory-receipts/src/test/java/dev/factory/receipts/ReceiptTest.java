package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.receipts.Fault.Kind;
import dev.factory.receipts.spi.StoredPayload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReceiptTest {
  private static final SubjectKeys KEYS =
      subject -> Optional.of(subject.repeat(32).getBytes(StandardCharsets.UTF_8));
  private static final Event PERSONAL =
      new Event(
          "ClickRecorded",
          List.of(new SubjectRef("u1", Set.of("ip_hash")), new SubjectRef("u2", Set.of("agent"))),
          Map.of("click_id", "c", "ip_hash", "sha256:1", "agent", "Mozilla/5.0"),
          "k",
          List.of());

  private final InMemoryReceiptStore store = new InMemoryReceiptStore();
  private final ReceiptVerifier verifier = ReceiptVerifier.trusting(TestLedger.TRUST);

  private Receipt append(Event event, SubjectKeys keys) {
    return TestLedger.builder(store).subjectKeys(keys).open().append(event).receipt();
  }

  private static String json(Receipt receipt) {
    return new String(receipt.toJson(), StandardCharsets.UTF_8);
  }

  private static StoredPayload payload(Receipt receipt) {
    return Objects.requireNonNull(receipt.payload());
  }

  @Nested
  class AsJson {
    private final Receipt receipt = append(TestLedger.click(1), SubjectKeys.none());

    @Test
    void hasTheMembersOfTheGuide() {
      assertThat(json(receipt))
          .contains("\"id\":\"00000000-0000-7000-8000-000000000002\"")
          .contains("\"type\":\"ClickRecorded\"")
          .contains("\"timestamp\":\"2026-01-24T12:34:56.123Z\"")
          .contains("\"data\":{\"click_id\":\"click-1\"")
          .contains("\"signature\":\"ed25519:")
          .contains("\"prev_receipt\":\"00000000-0000-7000-8000-000000000001\"")
          .doesNotContain("disclosures");
    }

    @Test
    void isReadBack() {
      assertThat(Receipt.fromJson(receipt.toJson())).isEqualTo(receipt);
    }

    @Test
    void isReadWhateverTheOrderAndSpacing() {
      String loose = json(receipt).replace(",\"", ",\n  \"");
      assertThat(Receipt.fromJson(loose.getBytes(StandardCharsets.UTF_8))).isEqualTo(receipt);
    }

    @Test
    void isRefusedByTheNameOfTheMember() {
      for (String member : List.of("signature", "ledger", "seq", "data_hash", "kid", "v", "id")) {
        String without = json(receipt).replace("\"" + member + "\"", "\"other\"");
        assertThatThrownBy(() -> Receipt.fromJson(without.getBytes(StandardCharsets.UTF_8)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(member.equals("v") ? "v" : "\"" + member + "\"");
      }
      assertThatThrownBy(() -> Receipt.fromJson("[]".getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotShowItsPayloadInItsOwnText() {
      assertThat(receipt.toString()).doesNotContain("click-1").contains("seq=1");
    }
  }

  @Nested
  class WithPersonalFields {
    @Test
    void keepsThemInTheClearGroupWhereThereAreNoKeys() {
      Receipt receipt = append(PERSONAL, SubjectKeys.none());
      assertThat(payload(receipt).data()).contains("ip_hash").contains("agent");
      assertThat(payload(receipt).disclosures()).isEqualTo("[]");
    }

    @Test
    void keepsThemApartAsSaltedDisclosuresWhereThereAreKeys() {
      Receipt receipt = append(PERSONAL, KEYS);
      assertThat(payload(receipt).data()).isEqualTo("{\"click_id\":\"c\"}");
      assertThat(receipt.data().orElseThrow()).isEqualTo(PERSONAL.data());
      assertThat(verifier.verify(receipt)).isEmpty();
      assertThat(Receipt.fromJson(receipt.toJson())).isEqualTo(receipt);
    }

    @Test
    void hasOtherSaltsInEveryReceiptAndForEveryField() {
      Receipt one = append(PERSONAL, KEYS);
      Event again =
          new Event("ClickRecorded", PERSONAL.subjects(), PERSONAL.data(), "k2", List.of());
      Receipt two = append(again, KEYS);
      assertThat(one.header().dataHash()).isNotEqualTo(two.header().dataHash());
      assertThat(payload(one).disclosures()).isNotEqualTo(payload(two).disclosures());
    }

    @Test
    void isRecognisedWhenItIsSentAgain() {
      append(PERSONAL, KEYS);
      AppendOutcome again = TestLedger.builder(store).subjectKeys(KEYS).open().append(PERSONAL);
      assertThat(again).isInstanceOf(AppendOutcome.AlreadyRecorded.class);
      Event other =
          new Event(
              "ClickRecorded",
              PERSONAL.subjects(),
              Map.of("click_id", "c", "ip_hash", "sha256:2", "agent", "Mozilla/5.0"),
              "k",
              List.of());
      assertThatThrownBy(() -> append(other, KEYS)).isInstanceOf(DuplicateEventException.class);
    }

    @Test
    void isNotRecordedIfTheKeyStoreRefuses() {
      SubjectKeys refusing =
          subject -> {
            throw new FactoryException("privacy.erased", "u1 was erased");
          };
      assertThatThrownBy(() -> append(PERSONAL, refusing)).hasMessage("u1 was erased");
      assertThat(store.head().size()).isEqualTo(1);
    }

    /** What DESIGN.md says, done by hand: nobody needs this library to check a commitment. */
    @Test
    void commitsAsTheDesignSays() throws Exception {
      Receipt receipt = append(PERSONAL, KEYS);
      var sha = MessageDigest.getInstance("SHA-256");
      var mac = Mac.getInstance("HmacSHA256");
      TreeSet<String> digests = new TreeSet<>();
      for (List<String> field :
          List.of(List.of("u1", "ip_hash", "sha256:1"), List.of("u2", "agent", "Mozilla/5.0"))) {
        byte[] secret = field.get(0).repeat(32).getBytes(StandardCharsets.UTF_8);
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        String message = TestLedger.NAME + receipt.header().id() + field.get(1);
        byte[] salt = Arrays.copyOf(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)), 16);
        String saltText = Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
        String triple = "[\"" + saltText + "\",\"" + field.get(1) + "\",\"" + field.get(2) + "\"]";
        String disclosure =
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(triple.getBytes(StandardCharsets.UTF_8));
        assertThat(payload(receipt).disclosures()).contains(disclosure);
        digests.add(
            HexFormat.of().formatHex(sha.digest(disclosure.getBytes(StandardCharsets.US_ASCII))));
      }
      byte[] clear = sha.digest("{\"click_id\":\"c\"}".getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0x02);
      sha.update(clear);
      digests.forEach(digest -> sha.update(HexFormat.of().parseHex(digest)));
      assertThat(receipt.header().dataHash().bytes()).isEqualTo(sha.digest());
    }
  }

  @Nested
  class CheckedByItself {
    private final Receipt receipt = append(TestLedger.click(1), SubjectKeys.none());

    @Test
    void isFoundGood() {
      assertThat(verifier.verify(receipt)).isEmpty();
      assertThat(verifier.verify(new Receipt(receipt.header(), receipt.signature(), null)))
          .isEmpty();
    }

    @Test
    void hasAnUnknownKeyAndNotABadSignatureWhereTheKeyIsNotTrusted() {
      ReceiptVerifier stranger =
          ReceiptVerifier.trusting(TrustedKeys.of(TestLedger.key(2).verifier()));
      assertThat(stranger.verify(receipt)).contains(new Fault(1, Kind.UNKNOWN_KEY));
    }

    @Test
    void namesWhatIsWrongWithIt() {
      StoredPayload other = new StoredPayload("{}", "[]");
      assertThat(verifier.verify(new Receipt(receipt.header(), receipt.signature(), other)))
          .contains(new Fault(1, Kind.WRONG_PAYLOAD));
      assertThat(verifier.verify(new Receipt(receipt.header(), "ed25519:AAAA", null)))
          .contains(new Fault(1, Kind.MALFORMED_SIGNATURE));
      String genesis =
          TestLedger.open(store).byIdempotencyKey("ledger.genesis").orElseThrow().signature();
      assertThat(verifier.verify(new Receipt(receipt.header(), genesis, null)))
          .contains(new Fault(1, Kind.BAD_SIGNATURE));
    }
  }

  @Nested
  class AWholeLedger {
    @Test
    void withoutReceiptsIsNeverValid() {
      VerificationReport report = TestLedger.verify(store);
      assertThat(report.receipts()).isZero();
      assertThat(report.isValid()).isFalse();
      assertThat(report.lines()).contains("✗ Chain integrity: INVALID (there are no receipts)");
    }

    @Test
    void isReportedInTheLinesOfTheGuide() {
      TestLedger.open(store).append(TestLedger.clicks(0, 1_246));
      VerificationReport report = TestLedger.verify(store);
      assertThat(report.lines())
          .startsWith(
              "✓ Verified 1,247 receipts",
              "✓ No signature failures",
              "✓ No hash mismatches",
              "✓ Chain integrity: VALID")
          .hasSize(5);
      assertThat(report.lines().get(4)).isEqualTo("✓ Merkle root: " + report.root());
      assertThat(report.kids()).containsExactly(TestLedger.KEY.verifier().kid());
    }

    @Test
    void withATrustedKeyOfAnotherLedgerHasOnlySignatureFailures() {
      TestLedger.open(store).append(TestLedger.clicks(0, 9));
      VerificationReport report =
          ReceiptVerifier.trusting(TrustedKeys.of(TestLedger.key(2).verifier())).verify(store);
      assertThat(report.signatureFailures()).isEqualTo(10);
      assertThat(report.mismatches()).isZero();
      assertThat(report.fault()).contains(new Fault(0, Kind.UNKNOWN_KEY));
      assertThat(report.lines()).contains("✗ 10 signature failures");
    }

    @Test
    void isLookedAtOnlyAsFarAsAsked() {
      TestLedger.open(store).append(TestLedger.clicks(0, 9));
      ReceiptVerifier nobody = ReceiptVerifier.trusting(TrustedKeys.of());
      for (VerificationLevel level : VerificationLevel.values()) {
        VerificationReport report = nobody.verify(store, level);
        assertThat(report.isValid()).isEqualTo(level.compareTo(VerificationLevel.SIGNATURES) < 0);
        assertThat(report.root() != null).isEqualTo(level.compareTo(VerificationLevel.ROOT) >= 0);
      }
    }

    @Test
    void tellsHowFarItIs() {
      TestLedger.open(store).append(TestLedger.clicks(0, 999));
      List<Long> seen = new ArrayList<>();
      verifier.reporting(seen::add).verify(store);
      assertThat(seen).isSorted().endsWith(1_000L).hasSizeGreaterThan(2);
    }
  }
}
