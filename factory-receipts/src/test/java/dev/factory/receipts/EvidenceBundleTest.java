package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.spi.Signer;
import dev.factory.receipts.tlog.AddCheckpoint;
import dev.factory.receipts.tlog.Checkpoint;
import dev.factory.receipts.tlog.CheckpointVerdict;
import dev.factory.receipts.tlog.InMemoryWitnessStore;
import dev.factory.receipts.tlog.NoteSigner;
import dev.factory.receipts.tlog.SignedNote;
import dev.factory.receipts.tlog.VerifierKey;
import dev.factory.receipts.tlog.Witness;
import dev.factory.receipts.tlog.WitnessAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EvidenceBundleTest {
  private final InMemoryReceiptStore store = new InMemoryReceiptStore();
  private final Receipts ledger = TestLedger.open(store);

  private List<UUID> recorded(int from, int to) {
    return ledger.append(TestLedger.clicks(from, to)).stream()
        .map(outcome -> outcome.receipt().header().id())
        .toList();
  }

  private TrustedKeys pinned() {
    return TrustedKeys.pinnedGenesis(Genesis.of(store).hash());
  }

  @Test
  void verifiesOfflineWithAPinnedGenesis() {
    List<UUID> ids = recorded(0, 300);
    EvidenceBundle bundle = ledger.proofs().bundle(List.of(ids.get(7), ids.get(256)));
    EvidenceBundle read = EvidenceBundle.fromJson(bundle.toJson());
    assertThat(read).isEqualTo(bundle);
    assertThat(read.verify(pinned()))
        .isInstanceOfSatisfying(
            BundleVerdict.Verified.class,
            verified -> {
              assertThat(verified.checkpoint().size()).isEqualTo(301);
              assertThat(verified.receipts())
                  .extracting(receipt -> receipt.header().id())
                  .containsExactly(ids.get(7), ids.get(256));
            });
  }

  @Test
  void carriesTheKeysAcrossRotations() {
    UUID old = recorded(0, 10).get(3);
    ledger.keys().rotate(TestLedger.key(2));
    UUID middle = recorded(10, 20).get(3);
    ledger.keys().rotate(TestLedger.key(3));
    UUID last = recorded(20, 30).get(3);
    EvidenceBundle bundle = ledger.proofs().bundle(List.of(last, old, middle));
    assertThat(bundle.keyChanges()).hasSize(2);
    assertThat(EvidenceBundle.fromJson(bundle.toJson()).verify(pinned()))
        .isInstanceOf(BundleVerdict.Verified.class);
    EvidenceBundle without =
        new EvidenceBundle(bundle.checkpoint(), bundle.genesis(), List.of(), bundle.receipts());
    assertThat(without.verify(pinned())).isInstanceOf(BundleVerdict.UntrustedCheckpoint.class);
  }

  @Test
  void anyChangedMemberIsFound() {
    List<UUID> ids = recorded(0, 20);
    ledger.keys().rotate(TestLedger.key(2));
    EvidenceBundle bundle = ledger.proofs().bundle(List.of(ids.get(5), ids.get(11)));
    int changes = 0;
    for (byte[] changed : JsonChanges.ofEachText(bundle.toJson())) {
      assertThat(verifies(changed)).as(new String(changed, StandardCharsets.UTF_8)).isFalse();
      changes++;
    }
    assertThat(changes).isGreaterThan(60);
  }

  @Test
  void anyFlippedBitIsFound() {
    List<UUID> ids = recorded(0, 20);
    byte[] json = ledger.proofs().bundle(List.of(ids.get(5))).toJson();
    byte[] changed = json.clone();
    for (int bit = 0; bit < json.length * 8; bit++) {
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(verifies(changed)).as("bit %d", bit).isFalse();
      changed[bit / 8] = json[bit / 8];
    }
  }

  /** A bundle that cannot be read proves nothing either. */
  private boolean verifies(byte[] json) {
    try {
      return EvidenceBundle.fromJson(json).verify(pinned()) instanceof BundleVerdict.Verified;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void anotherLedgersCheckpointIsNotTrusted() {
    UUID id = recorded(0, 5).get(1);
    EvidenceBundle bundle = ledger.proofs().bundle(List.of(id));
    SignedNote others =
        new Checkpoint("factory.example/another", Checkpoint.of(bundle.checkpoint()).head())
            .sign(NoteSigner.ed25519("factory.example/another", TestLedger.KEY));
    assertThat(bundle.withCheckpoint(others).verify(pinned()))
        .isEqualTo(new BundleVerdict.Faulty(new Fault(0, Fault.Kind.WRONG_LEDGER)));
  }

  @Test
  void anotherGenesisThanThePinnedOneIsNotTrusted() {
    UUID id = recorded(0, 5).get(1);
    InMemoryReceiptStore other = new InMemoryReceiptStore();
    TestLedger.builder(other).time(SettableTime.at("2026-02-01T00:00:00Z")).open();
    TrustedKeys pinned = TrustedKeys.pinnedGenesis(Genesis.of(other).hash());
    assertThat(ledger.proofs().bundle(List.of(id)).verify(pinned))
        .isEqualTo(new BundleVerdict.Faulty(new Fault(0, Fault.Kind.UNKNOWN_KEY)));
  }

  @Test
  void verifiesWithTheLedgersKeyAlone() {
    UUID id = recorded(0, 5).get(1);
    assertThat(ledger.proofs().bundle(List.of(id)).verify(TestLedger.TRUST))
        .isInstanceOf(BundleVerdict.Verified.class);
  }

  @Test
  void aStrangersCheckpointIsNotTrusted() {
    UUID id = recorded(0, 5).get(1);
    EvidenceBundle bundle = ledger.proofs().bundle(List.of(id));
    SignedNote strangers =
        Checkpoint.of(bundle.checkpoint())
            .sign(NoteSigner.ed25519(TestLedger.NAME, TestLedger.key(9)));
    assertThat(bundle.withCheckpoint(strangers).verify(pinned()))
        .isEqualTo(new BundleVerdict.UntrustedCheckpoint(new CheckpointVerdict.NotSignedByLog()));
  }

  @Test
  void aProofForAnotherSizeIsNotIncluded() {
    UUID id = recorded(0, 5).get(1);
    EvidenceBundle before = ledger.proofs().bundle(List.of(id));
    recorded(5, 9);
    EvidenceBundle after = ledger.proofs().bundle(List.of(id));
    assertThat(before.withCheckpoint(after.checkpoint()).verify(pinned()))
        .isEqualTo(new BundleVerdict.NotIncluded(2, 10));
  }

  @Test
  void withoutReceiptsProvesNothing() {
    assertThat(ledger.proofs().bundle(List.of()).verify(pinned()))
        .isEqualTo(new BundleVerdict.Empty());
  }

  @Test
  void asksForAsManyWitnessesAsTheReaderWants() {
    SettableTime time = SettableTime.at("2026-01-24T12:35:00Z");
    UUID id = recorded(0, 5).get(1);
    Witness witness = witness("witness.example/w1", TestLedger.key(21), time);
    EvidenceBundle bundle = ledger.proofs().bundle(List.of(id));
    assertThat(bundle.verify(pinned(), 1, witness.keys()))
        .isEqualTo(
            new BundleVerdict.UntrustedCheckpoint(new CheckpointVerdict.TooFewWitnesses(0, 1)));
    AddCheckpoint request = new AddCheckpoint(0, List.of(), bundle.checkpoint());
    assertThat(witness.addCheckpoint(request))
        .isInstanceOfSatisfying(
            WitnessAnswer.Cosigned.class,
            cosigned ->
                assertThat(
                        bundle
                            .withCheckpoint(bundle.checkpoint().with(cosigned.signatures()))
                            .verify(pinned(), 1, witness.keys()))
                    .isInstanceOf(BundleVerdict.Verified.class));
  }

  @Test
  void twoHostsWitnessEachOther() {
    SettableTime time = SettableTime.at("2026-01-24T12:35:00Z");
    Witness witness = witness("witness.example/w1", TestLedger.key(21), time);
    recorded(0, 5);
    SignedNote first = ledger.proofs().checkpoint();
    assertThat(witness.addCheckpoint(new AddCheckpoint(0, List.of(), first)).status())
        .isEqualTo(200);
    recorded(5, 700);
    SignedNote second = ledger.proofs().checkpoint();
    assertThat(witness.addCheckpoint(new AddCheckpoint(0, List.of(), second)))
        .isEqualTo(new WitnessAnswer.Conflict(6));
    assertThat(
            witness
                .addCheckpoint(AddCheckpoint.of(ledger.proofs().growth(6, 701), second))
                .status())
        .isEqualTo(200);
  }

  private Witness witness(String name, Signer key, SettableTime time) {
    return Witness.over(new InMemoryWitnessStore(), NoteSigner.cosignatureV1(name, key, time))
        .knowing(TestLedger.NAME, ledger.proofs().verifierKeys().toArray(VerifierKey[]::new));
  }

  @Test
  void namesAReceiptThatDoesNotExist() {
    assertThatThrownBy(() -> ledger.proofs().bundle(List.of(new UUID(9, 9))))
        .hasMessageContaining("there is no receipt");
  }

  @Test
  void isSmall() {
    List<UUID> ids = recorded(0, 20);
    byte[] json = ledger.proofs().bundle(List.of(ids.get(5))).toJson();
    // with the 20 hashes of a path in a million receipts instead of the 5 here, and more digits
    assertThat(json.length + 15 * 43 + 30).isLessThan(2_560);
  }
}
