package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ErasureTest {
  private static final SubjectKeys KEYS =
      subject -> Optional.of(subject.repeat(8).getBytes(StandardCharsets.UTF_8));

  private final InMemoryReceiptStore store = new InMemoryReceiptStore();
  private final Receipts ledger = TestLedger.builder(store).subjectKeys(KEYS).open();

  private static Event lead(int number) {
    return new Event(
        "LeadReceived",
        List.of(new SubjectRef("user-" + number, Set.of("email", "phone"))),
        Map.of(
            "lead_id", "lead-" + number,
            "email", "person" + number + "@example.org",
            "phone", "555-01" + number),
        "lead:" + number,
        List.of("publisher_id=pub-456"));
  }

  private UUID recorded(int number) {
    return ledger.append(lead(number)).receipt().header().id();
  }

  private FieldValue read(UUID id, String field) {
    return ReceiptVerifier.trusting(TestLedger.TRUST).read(store, id, field);
  }

  private static void assertCode(Runnable call, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(FactoryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private String everythingStored() {
    StringBuilder all = new StringBuilder();
    store.range(
        0,
        Long.MAX_VALUE,
        stored -> {
          all.append(new String(stored.header(), StandardCharsets.UTF_8));
          stored.kept().ifPresent(kept -> all.append(kept.data()).append(kept.disclosures()));
        });
    return all.toString();
  }

  private static String disclosed(String text) {
    // whole groups of three bytes, so that the text is found wherever it begins
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Nested
  class OfSomeMembers {
    @Test
    void leavesTheOthersReadable() {
      UUID id = recorded(1);
      ledger.erase(List.of(PayloadSelection.fields(id, "email")), "gdpr.art17");
      assertThat(ledger.byId(id).orElseThrow().data().orElseThrow())
          .containsEntry("phone", "555-011")
          .containsEntry("lead_id", "lead-1")
          .doesNotContainKey("email");
      assertThat(read(id, "phone")).isEqualTo(new FieldValue.Present("555-011"));
    }

    @Test
    void isCertified() {
      UUID id = recorded(1);
      Receipt certificate =
          ledger.erase(List.of(PayloadSelection.fields(id, "email")), "gdpr.art17").get(0);
      assertThat(read(id, "email")).isEqualTo(new FieldValue.Erased(certificate));
      assertThat(ErasureCertificate.of(certificate).reason()).isEqualTo("gdpr.art17");
      assertThat(ErasureCertificate.of(certificate).items())
          .singleElement()
          .satisfies(
              item -> {
                assertThat(item.id()).isEqualTo(id);
                assertThat(item.fields()).containsExactly("email");
              });
      assertThat(read(id, "address")).isEqualTo(new FieldValue.Absent());
    }

    @Test
    void leavesNothingOfTheValueInTheStore() {
      UUID id = recorded(1);
      List<StoredReceipt> before = new ArrayList<>();
      store.range(1, 2, before::add);
      String disclosure = Commitment.byName(before.get(0).kept().orElseThrow()).get("email");
      assertThat(everythingStored()).contains(disclosure);
      ledger.erase(List.of(PayloadSelection.fields(id, "email")), "gdpr.art17");
      assertThat(everythingStored())
          .doesNotContain(disclosure)
          .doesNotContain("person1@")
          .doesNotContain(disclosed("person1@example.org"));
    }

    @Test
    void ofMembersInTheClearIsRefused() {
      UUID id = recorded(1);
      assertCode(
          () -> ledger.erase(List.of(PayloadSelection.fields(id, "lead_id")), "x"),
          "receipts.not-erasable");
      assertCode(
          () -> ledger.erase(List.of(PayloadSelection.fields(id, "email", "nothing")), "x"),
          "receipts.not-erasable");
      assertThat(read(id, "email")).isInstanceOf(FieldValue.Present.class);
      assertThat(store.head().size()).isEqualTo(2);
    }
  }

  @Nested
  class OfWholePayloads {
    @Test
    void leavesHeaderRootAndVerdictAsTheyWere() {
      UUID first = recorded(1);
      UUID second = recorded(2);
      VerificationReport before = TestLedger.verify(store);
      ledger.erase(
          List.of(PayloadSelection.whole(first), PayloadSelection.whole(second)), "gdpr.art17");
      VerificationReport after = TestLedger.verify(store);
      assertThat(after.isValid()).isTrue();
      assertThat(after.payloads()).isEqualTo(new VerificationReport.Payloads(2, 2, 0));
      LedgerCheck check = TestLedger.check(VerificationLevel.ROOT);
      store.range(0, 3, check::next);
      assertThat(check.report().root()).isEqualTo(before.root());
    }

    @Test
    void isCertifiedForEveryMember() {
      UUID id = recorded(1);
      Receipt certificate = ledger.erase(List.of(PayloadSelection.whole(id)), "retention").get(0);
      assertThat(ledger.byId(id).orElseThrow().data()).isEmpty();
      assertThat(read(id, "email")).isEqualTo(new FieldValue.Erased(certificate));
      assertThat(read(id, "lead_id")).isEqualTo(new FieldValue.Erased(certificate));
    }

    @Test
    void mayFollowThatOfSomeMembers() {
      UUID id = recorded(1);
      ledger.erase(List.of(PayloadSelection.fields(id, "email")), "gdpr.art17");
      ledger.erase(List.of(PayloadSelection.whole(id)), "retention");
      VerificationReport report = TestLedger.verify(store);
      assertThat(report.isValid()).isTrue();
      assertThat(report.payloads()).isEqualTo(new VerificationReport.Payloads(3, 1, 0));
    }
  }

  @Test
  void askedAgainErasesNothingMore() {
    UUID id = recorded(1);
    ledger.erase(List.of(PayloadSelection.fields(id, "email")), "gdpr.art17");
    assertThat(ledger.erase(List.of(PayloadSelection.fields(id, "email")), "gdpr.art17")).isEmpty();
    ledger.erase(List.of(PayloadSelection.whole(id)), "retention");
    assertThat(ledger.erase(List.of(PayloadSelection.whole(id)), "retention")).isEmpty();
    assertThat(store.head().size()).isEqualTo(4);
  }

  @Test
  void ofManyReceiptsTakesSeveralCertificates() {
    List<PayloadSelection> selections = new ArrayList<>();
    for (int number = 0; number < 450; number++) {
      selections.add(PayloadSelection.fields(recorded(number), "email", "phone"));
    }
    assertThat(ledger.erase(selections, "gdpr.art17", "request=r-1")).hasSize(3);
    assertThat(ledger.stream("request=r-1", 0, 10)).hasSize(3);
    VerificationReport report = TestLedger.verify(store);
    assertThat(report.isValid()).isTrue();
    assertThat(report.payloads()).isEqualTo(new VerificationReport.Payloads(4, 450, 0));
  }

  @Test
  void ofWhatDoesNotExistOrIsTheLedgersOwnIsRefused() {
    UUID id = recorded(1);
    UUID genesis = store.head().lastId().orElseThrow();
    Receipt first = ledger.find(ReceiptFilter.ALL, 0, 1).receipts().get(0);
    assertCode(
        () ->
            ledger.erase(
                List.of(PayloadSelection.whole(id), PayloadSelection.whole(new UUID(9, 9))), "x"),
        "receipts.unknown-receipt");
    assertCode(
        () -> ledger.erase(List.of(PayloadSelection.whole(first.header().id())), "x"),
        "receipts.not-erasable");
    assertThat(genesis).isEqualTo(id);
    assertThat(read(id, "email")).isInstanceOf(FieldValue.Present.class);
  }

  @Nested
  class AVerifier {
    @Test
    void tellsWhatWasLostFromWhatWasErased() {
      recorded(1);
      UUID second = recorded(2);
      Forger.append(
          store,
          TestLedger.KEY,
          Event.of("ClickRecorded", "k", Map.of()),
          new Erasure(2, Set.of()));
      assertThat(TestLedger.verify(store).fault())
          .contains(new Fault(2, Fault.Kind.MISSING_PAYLOAD));
      assertThat(TestLedger.verify(store).payloads().missing()).isEqualTo(1);
      assertThat(read(second, "email"))
          .isEqualTo(new FieldValue.Tampered(new Fault(2, Fault.Kind.MISSING_PAYLOAD)));
    }

    @Test
    void findsAMemberThatIsGoneWithoutAWord() {
      UUID id = recorded(1);
      List<StoredReceipt> stored = new ArrayList<>();
      store.range(1, 2, stored::add);
      String email = Commitment.byName(stored.get(0).kept().orElseThrow()).get("email");
      Forger.append(
          store,
          TestLedger.KEY,
          Event.of("ClickRecorded", "k", Map.of()),
          new Erasure(1, Set.of(email)));
      assertThat(TestLedger.verify(store).fault())
          .contains(new Fault(1, Fault.Kind.MISSING_PAYLOAD));
      assertThat(read(id, "email"))
          .isEqualTo(new FieldValue.Tampered(new Fault(1, Fault.Kind.MISSING_PAYLOAD)));
      assertThat(read(id, "phone")).isEqualTo(new FieldValue.Present("555-011"));
    }

    @Test
    void findsAnErasureThatWasCertifiedAndNotDone() {
      UUID id = recorded(1);
      Event certificate =
          new ErasureCertificate(
                  "x", List.of(new ErasureCertificate.Item(1, id, List.of(), List.of())))
              .event(List.of());
      Forger.append(store, TestLedger.KEY, certificate);
      assertThat(TestLedger.verify(store).fault()).contains(new Fault(1, Fault.Kind.NOT_ERASED));
    }

    @Test
    void doesNotBelieveTheCertificateOfAStranger() {
      UUID id = recorded(1);
      Event certificate =
          new ErasureCertificate(
                  "x", List.of(new ErasureCertificate.Item(1, id, List.of(), List.of())))
              .event(List.of());
      Forger.append(store, TestLedger.key(9), certificate, new Erasure(1, Set.of()));
      // the stranger's signature is what is wrong; that the payload seems lost follows from it
      assertThat(TestLedger.verify(store).fault()).contains(new Fault(2, Fault.Kind.UNKNOWN_KEY));
      assertThat(TestLedger.verify(store).payloads().missing()).isEqualTo(1);
      assertThat(read(id, "email"))
          .isEqualTo(new FieldValue.Tampered(new Fault(1, Fault.Kind.MISSING_PAYLOAD)));
    }
  }

  @Test
  void readsSayWhyThereIsNoValue() {
    UUID id = recorded(1);
    assertThat(read(new UUID(9, 9), "email")).isEqualTo(new FieldValue.Absent());
    assertThat(
            ReceiptVerifier.trusting(TrustedKeys.of(TestLedger.key(9).verifier()))
                .read(store, id, "email"))
        .isEqualTo(new FieldValue.UnknownKey(TestLedger.KEY.verifier().kid()));
    assertThat(read(id, "email")).hasToString("Present[value not shown]");
  }

  @Test
  void aDisclosedReceiptShowsChosenMembersAndStillVerifies() {
    Receipt receipt = ledger.append(lead(1)).receipt();
    Receipt shown = receipt.disclosing(Set.of("phone"));
    assertThat(shown.data().orElseThrow()).containsKey("phone").doesNotContainKey("email");
    assertThat(new String(shown.toJson(), StandardCharsets.UTF_8))
        .doesNotContain(Commitment.byName(Objects.requireNonNull(receipt.payload())).get("email"));
    Receipt read = Receipt.fromJson(shown.toJson());
    assertThat(ReceiptVerifier.trusting(TestLedger.TRUST).verify(read)).isEmpty();
    assertThat(receipt.disclosing(Set.of()).data().orElseThrow()).containsOnlyKeys("lead_id");
    assertThatThrownBy(() -> receipt.disclosing(Set.of("address"))).hasMessageContaining("address");
  }

  @Test
  void aShortValueCannotBeGuessedOnceTheSecretIsGone() {
    Event event =
        new Event(
            "PinSet",
            List.of(new SubjectRef("user-1", Set.of("pin"))),
            Map.of("pin", "4711"),
            "pin",
            List.of());
    Receipt receipt = ledger.append(event).receipt();
    ledger.erase(List.of(PayloadSelection.fields(receipt.header().id(), "pin")), "gdpr.art17");
    StoredReceipt stored = store.byId(receipt.header().id()).orElseThrow();
    for (int pin = 0; pin < 10_000; pin++) {
      String value = String.format(Locale.ROOT, "%04d", pin);
      for (String salt : List.of("", "\"\"", TestLedger.NAME, receipt.header().id().toString())) {
        String guess =
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(CanonicalJson.ofValue(Arrays.asList(salt, "pin", value)));
        assertThat(stored.kept().orElseThrow().disclosures())
            .doesNotContain(StoredPayload.digest(guess).hex());
      }
    }
  }
}
