package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrustPolicyTest {
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(TestKeys.ORIGIN, new TreeHead(1, BruteForceTree.leaf(0)));
  private static final NoteSigner FIRST = TestKeys.cosigner("witness.example/1", 11);
  private static final NoteSigner SECOND = TestKeys.cosigner("witness.example/2", 12);
  private static final NoteSigner SECOND_AGAIN = TestKeys.postQuantum("witness.example/2", 13);
  private static final TrustPolicy TWO_OF_TWO =
      TestKeys.POLICY.witnessed(2, List.of(FIRST.key(), SECOND.key(), SECOND_AGAIN.key()));

  @Test
  void theLogsSignatureIsEnoughWhereNoWitnessIsAskedFor() {
    assertThat(TestKeys.POLICY.check(CHECKPOINT.sign(TestKeys.LOG)))
        .isInstanceOfSatisfying(
            CheckpointVerdict.Trusted.class,
            trusted -> assertThat(trusted.checkpoint()).isEqualTo(CHECKPOINT));
  }

  @Test
  void eachFaultHasItsOwnVerdict() {
    assertThat(TWO_OF_TWO.check(SignedNote.sign("text\n", TestKeys.LOG)))
        .isEqualTo(new CheckpointVerdict.NotACheckpoint());
    assertThat(TWO_OF_TWO.check(new Checkpoint("other", TreeHead.EMPTY).sign(TestKeys.LOG)))
        .isEqualTo(new CheckpointVerdict.OtherLog("other"));
    assertThat(TWO_OF_TWO.check(CHECKPOINT.sign(FIRST, SECOND)))
        .isEqualTo(new CheckpointVerdict.NotSignedByLog());
    assertThat(TWO_OF_TWO.check(CHECKPOINT.sign(TestKeys.WITNESS)))
        .isEqualTo(new CheckpointVerdict.NotSignedByLog());
    assertThat(TWO_OF_TWO.check(CHECKPOINT.sign(TestKeys.LOG, FIRST, TestKeys.WITNESS)))
        .isEqualTo(new CheckpointVerdict.TooFewWitnesses(1, 2));
    NoteSignature bad = new NoteSignature(SECOND.key().name(), SECOND.key().keyId(), new byte[72]);
    assertThat(TWO_OF_TWO.check(CHECKPOINT.sign(TestKeys.LOG, FIRST).with(List.of(bad))))
        .isEqualTo(new CheckpointVerdict.BadSignature(SECOND.key()));
    assertThat(TWO_OF_TWO.check(CHECKPOINT.sign(TestKeys.LOG, FIRST, SECOND)))
        .isInstanceOf(CheckpointVerdict.Trusted.class);
  }

  @Test
  void aWitnessWithTwoKeysOrTwoSignaturesIsOneWitness() {
    assertThat(TWO_OF_TWO.check(CHECKPOINT.sign(TestKeys.LOG, SECOND, SECOND_AGAIN, SECOND)))
        .isEqualTo(new CheckpointVerdict.TooFewWitnesses(1, 2));
    assertThat(TWO_OF_TWO.check(CHECKPOINT.sign(TestKeys.LOG, SECOND_AGAIN, FIRST)))
        .isInstanceOf(CheckpointVerdict.Trusted.class);
  }

  @Test
  void aLogWithTwoKeysNeedsOneOfThem() {
    NoteSigner next = NoteSigner.ed25519(TestKeys.ORIGIN, TestKeys.ed25519(21));
    TrustPolicy rotated = TrustPolicy.ofLog(TestKeys.LOG.key(), next.key());
    assertThat(rotated.check(CHECKPOINT.sign(next))).isInstanceOf(CheckpointVerdict.Trusted.class);
    assertThat(rotated.check(CHECKPOINT.sign(TestKeys.LOG)))
        .isInstanceOf(CheckpointVerdict.Trusted.class);
    assertThat(TestKeys.POLICY.check(CHECKPOINT.sign(next)))
        .isEqualTo(new CheckpointVerdict.NotSignedByLog());
  }

  @Test
  void policiesThatCannotBeMetOrCountAKeyTwiceAreRefused() {
    VerifierKey log = TestKeys.LOG.key();
    assertThatIllegalArgumentException().isThrownBy(TrustPolicy::ofLog);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustPolicy("other", List.of(log), List.of(), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> TrustPolicy.ofLog(log, FIRST.key()));
    for (int quorum : new int[] {-1, 2}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> TestKeys.POLICY.witnessed(quorum, List.of(SECOND.key(), SECOND_AGAIN.key())));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TestKeys.POLICY.witnessed(
                    1, List.of(FIRST.key(), TestKeys.cosigner("another", 11).key())));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestKeys.POLICY.witnessed(1, List.of(TestKeys.cosigner("w", 1).key())));
    VerifierKey untimed = NoteSigner.ed25519("w", TestKeys.ed25519(30)).key();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestKeys.POLICY.witnessed(1, List.of(untimed)));
  }
}
