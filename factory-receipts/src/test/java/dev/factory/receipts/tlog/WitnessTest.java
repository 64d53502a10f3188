package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.ReceiptHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WitnessTest {
  private static final TreeInTiles TREE = TreeInTiles.of(300);

  private final WitnessStore store = new InMemoryWitnessStore();
  private final Witness witness =
      Witness.over(store, TestKeys.WITNESS).knowing(TestKeys.ORIGIN, TestKeys.LOG.key());

  private static AddCheckpoint request(int from, int to) {
    return AddCheckpoint.of(
        ConsistencyProof.between(from, to, TREE.hashes(to)), TREE.checkpoint(to, TestKeys.LOG));
  }

  private WitnessAnswer add(int from, int to) {
    return witness.addCheckpoint(request(from, to).encode());
  }

  private static void assertCosigned(WitnessAnswer answer, SignedNote checkpoint) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer)
        .isInstanceOfSatisfying(
            WitnessAnswer.Cosigned.class,
            cosigned -> {
              SignedNote cosignedNote = checkpoint.with(cosigned.signatures());
              assertThat(
                      TestKeys.POLICY
                          .witnessed(1, List.of(TestKeys.WITNESS.key()))
                          .check(cosignedNote))
                  .isInstanceOf(CheckpointVerdict.Trusted.class);
              assertThat(cosigned.body()).isEqualTo(cosigned.signatures().get(0).line() + "\n");
            });
  }

  private TreeHead kept() {
    return store.latest(TestKeys.ORIGIN);
  }

  @Test
  void whatContinuesIsCosignedAndRemembered() {
    assertCosigned(add(0, 100), TREE.checkpoint(100, TestKeys.LOG));
    assertCosigned(add(100, 300), TREE.checkpoint(300, TestKeys.LOG));
    assertThat(kept()).isEqualTo(new TreeHead(300, TREE.root(300)));
  }

  @Test
  void theSameCheckpointIsCosignedAgain() {
    add(0, 100);
    assertCosigned(add(100, 100), TREE.checkpoint(100, TestKeys.LOG));
  }

  @Test
  void theTreeWithoutLeavesIsCosigned() {
    assertCosigned(add(0, 0), TREE.checkpoint(0, TestKeys.LOG));
    assertCosigned(add(0, 5), TREE.checkpoint(5, TestKeys.LOG));
  }

  @Test
  void anOldSizeOtherThanTheKnownOneIsAConflictThatSaysTheKnownOne() {
    assertThat(add(7, 100)).isEqualTo(new WitnessAnswer.Conflict(0));
    add(0, 100);
    WitnessAnswer answer = add(0, 300);
    assertThat(answer).isEqualTo(new WitnessAnswer.Conflict(100));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo("100\n");
    assertThat(add(50, 60).status()).isEqualTo(409);
    assertThat(kept().size()).isEqualTo(100);
  }

  @Test
  void anotherTreeOfTheSameSizeIsAFork() {
    add(0, 100);
    SignedNote fork =
        new Checkpoint(TestKeys.ORIGIN, new TreeHead(100, TREE.root(99))).sign(TestKeys.LOG);
    WitnessAnswer answer = witness.addCheckpoint(new AddCheckpoint(100, List.of(), fork));
    assertThat(answer).isEqualTo(new WitnessAnswer.Fork(new TreeHead(100, TREE.root(100))));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo("100\n");
    assertThat(kept().root()).isEqualTo(TREE.root(100));
  }

  @Test
  void aProofThatDoesNotLeadThereIsRefused() {
    add(0, 100);
    AddCheckpoint good = request(100, 300);
    List<ReceiptHash> longer = new ArrayList<>(good.path());
    longer.add(TREE.root(1));
    for (List<ReceiptHash> path :
        List.of(List.<ReceiptHash>of(), longer, good.path().subList(1, 2))) {
      WitnessAnswer answer = witness.addCheckpoint(new AddCheckpoint(100, path, good.checkpoint()));
      assertThat(answer).isEqualTo(new WitnessAnswer.WrongProof());
      assertThat(answer.status()).isEqualTo(422);
    }
    SignedNote forked =
        new Checkpoint(TestKeys.ORIGIN, new TreeHead(300, TREE.root(299))).sign(TestKeys.LOG);
    assertThat(witness.addCheckpoint(new AddCheckpoint(100, good.path(), forked)))
        .isEqualTo(new WitnessAnswer.WrongProof());
    assertThat(kept().size()).isEqualTo(100);
  }

  @Test
  void aProofWhereNoneBelongsIsRefused() {
    List<ReceiptHash> one = List.of(TREE.root(1));
    SignedNote checkpoint = TREE.checkpoint(100, TestKeys.LOG);
    assertThat(witness.addCheckpoint(new AddCheckpoint(0, one, checkpoint)).status())
        .isEqualTo(422);
    add(0, 100);
    assertThat(witness.addCheckpoint(new AddCheckpoint(100, one, checkpoint)).status())
        .isEqualTo(422);
  }

  @Test
  void anUnknownLogIsNotCosigned() {
    SignedNote other = new Checkpoint("other", TreeHead.EMPTY).sign(TestKeys.LOG);
    WitnessAnswer answer = witness.addCheckpoint(new AddCheckpoint(0, List.of(), other));
    assertThat(answer).isEqualTo(new WitnessAnswer.UnknownLog());
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aCheckpointThatTheLogDidNotSignIsNotCosigned() {
    SignedNote stranger =
        TREE.checkpoint(100, NoteSigner.ed25519(TestKeys.ORIGIN, TestKeys.ed25519(9)));
    SignedNote spoiled =
        new SignedNote(
            TREE.checkpoint(100, TestKeys.LOG).text(),
            TREE.checkpoint(99, TestKeys.LOG).signatures());
    for (SignedNote bad : List.of(stranger, spoiled)) {
      WitnessAnswer answer = witness.addCheckpoint(new AddCheckpoint(0, List.of(), bad));
      assertThat(answer).isEqualTo(new WitnessAnswer.BadSignature());
      assertThat(answer.status()).isEqualTo(403);
    }
    assertThat(kept()).isEqualTo(TreeHead.EMPTY);
  }

  @Test
  void whatIsNoRequestIsRefused() {
    String good = new String(request(100, 300).encode(), StandardCharsets.UTF_8);
    for (String bad :
        List.of(
            "",
            good.replace("old 100\n", ""),
            good.replace("old 100", "old 0100"),
            good.replace("old 100", "old -1"),
            good.replace("old 100", "old  100"),
            good.replace("old 100", "Old 100"),
            good.replace("old 100\n", "old 100\nAAAA\n"),
            good.replace("old 100\n", "old 100\n" + ("A".repeat(43) + "=\n").repeat(64)),
            good.replace("\n\nlog", "\nlog"),
            good.replace("log.example/2026\n300\n", "log.example/2026\n0300\n"),
            good + "x")) {
      WitnessAnswer answer = witness.addCheckpoint(bad.getBytes(StandardCharsets.UTF_8));
      assertThat(answer).as(bad).isEqualTo(new WitnessAnswer.BadRequest());
      assertThat(answer.status()).isEqualTo(400);
    }
    assertThat(witness.addCheckpoint(new byte[] {(byte) 0xff}).status()).isEqualTo(400);
    AddCheckpoint shrinking = new AddCheckpoint(101, List.of(), TREE.checkpoint(100, TestKeys.LOG));
    assertThat(witness.addCheckpoint(shrinking)).isEqualTo(new WitnessAnswer.BadRequest());
    SignedNote noCheckpoint = SignedNote.sign("text\n", TestKeys.LOG);
    assertThat(witness.addCheckpoint(new AddCheckpoint(0, List.of(), noCheckpoint)).status())
        .isEqualTo(400);
  }

  @Test
  void aRequestIsReadAsItWasWritten() {
    AddCheckpoint request = request(100, 300);
    assertThat(AddCheckpoint.parse(request.encode())).isEqualTo(request);
    assertThat(new String(request.encode(), StandardCharsets.UTF_8))
        .startsWith("old 100\n")
        .endsWith("\n\n" + request.checkpoint());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AddCheckpoint(-1, List.of(), request.checkpoint()));
  }

  @Test
  void aWitnessWithTwoKeysSignsWithBoth() {
    NoteSigner postQuantum = TestKeys.postQuantum("witness.example/w1", 5);
    Witness both =
        Witness.over(store, TestKeys.WITNESS, postQuantum)
            .knowing(TestKeys.ORIGIN, TestKeys.LOG.key());
    assertThat(both.keys()).containsExactly(TestKeys.WITNESS.key(), postQuantum.key());
    assertThat(both.addCheckpoint(request(0, 10)))
        .isInstanceOfSatisfying(
            WitnessAnswer.Cosigned.class, cosigned -> assertThat(cosigned.signatures()).hasSize(2));
  }

  @Test
  void aWitnessWithoutATimestampedKeyOrALogWithoutAKeyIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Witness.over(store));
    assertThatIllegalArgumentException().isThrownBy(() -> Witness.over(store, TestKeys.LOG));
    assertThatIllegalArgumentException().isThrownBy(() -> witness.knowing("log"));
  }

  @Nested
  class Failures {
    private final FactoryException down = new FactoryException("test.down", "the key is away");

    @Test
    void aKeyThatCannotSignLeavesNothingRemembered() {
      NoteSigner broken =
          new NoteSigner() {
            @Override
            public VerifierKey key() {
              return TestKeys.WITNESS.key();
            }

            @Override
            public NoteSignature sign(String text) {
              throw down;
            }
          };
      Witness stuck = Witness.over(store, broken).knowing(TestKeys.ORIGIN, TestKeys.LOG.key());
      assertThatThrownBy(() -> stuck.addCheckpoint(request(0, 10))).isSameAs(down);
      assertThat(kept()).isEqualTo(TreeHead.EMPTY);
    }

    @Test
    void aStoreThatFailsLetsNoSignatureOut() {
      WitnessStore failing =
          new WitnessStore() {
            @Override
            public TreeHead latest(String origin) {
              return TreeHead.EMPTY;
            }

            @Override
            public boolean compareAndSet(String origin, TreeHead expected, TreeHead next) {
              throw down;
            }
          };
      Witness forgetful =
          Witness.over(failing, TestKeys.WITNESS).knowing(TestKeys.ORIGIN, TestKeys.LOG.key());
      assertThatThrownBy(() -> forgetful.addCheckpoint(request(0, 10))).isSameAs(down);
    }

    @Test
    void whoeverIsOvertakenBetweenReadingAndWritingGetsAConflict() {
      WitnessStore overtaking =
          new WitnessStore() {
            @Override
            public TreeHead latest(String origin) {
              return store.latest(origin);
            }

            @Override
            public boolean compareAndSet(String origin, TreeHead expected, TreeHead next) {
              store.compareAndSet(origin, expected, new TreeHead(200, TREE.root(200)));
              return store.compareAndSet(origin, expected, next);
            }
          };
      Witness slow =
          Witness.over(overtaking, TestKeys.WITNESS).knowing(TestKeys.ORIGIN, TestKeys.LOG.key());
      assertThat(slow.addCheckpoint(request(0, 100))).isEqualTo(new WitnessAnswer.Conflict(200));
    }
  }

  @Test
  void racingRequestsEndInOneHistory() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<WitnessAnswer>> rivals = new ArrayList<>();
      for (int i = 1; i <= 40; i++) {
        AddCheckpoint request = request(0, i * 5);
        rivals.add(() -> witness.addCheckpoint(request));
      }
      int cosigned = 0;
      for (Future<WitnessAnswer> answer : threads.invokeAll(rivals)) {
        if (answer.get().status() == 200) {
          cosigned++;
        } else {
          assertThat(answer.get()).isInstanceOf(WitnessAnswer.Conflict.class);
        }
      }
      assertThat(cosigned).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void twoLogsWitnessEachOther() {
    NoteSigner otherLog = NoteSigner.ed25519("other.example", TestKeys.ed25519(41));
    NoteSigner otherWitness = TestKeys.cosigner("other.example/witness", 42);
    Witness atOther =
        Witness.over(new InMemoryWitnessStore(), otherWitness)
            .knowing(TestKeys.ORIGIN, TestKeys.LOG.key());
    Witness atOurs = witness.knowing("other.example", otherLog.key());
    TrustPolicy inOurs = TestKeys.POLICY.witnessed(1, atOther.keys());
    TrustPolicy inOther = TrustPolicy.ofLog(otherLog.key()).witnessed(1, atOurs.keys());
    long known = 0;
    for (int size = 10; size <= 300; size += 29) {
      ConsistencyProof growth = ConsistencyProof.between(known, size, TREE.hashes(size));
      assertThat(inOurs.check(exchanged(TREE.checkpoint(size, TestKeys.LOG), growth, atOther)))
          .isInstanceOf(CheckpointVerdict.Trusted.class);
      SignedNote theirs =
          new Checkpoint("other.example", new TreeHead(size, TREE.root(size))).sign(otherLog);
      assertThat(inOther.check(exchanged(theirs, growth, atOurs)))
          .isInstanceOf(CheckpointVerdict.Trusted.class);
      known = size;
    }
  }

  private static SignedNote exchanged(
      SignedNote checkpoint, ConsistencyProof growth, Witness witness) {
    WitnessAnswer answer = witness.addCheckpoint(AddCheckpoint.of(growth, checkpoint).encode());
    List<NoteSignature> lines = answer.body().lines().map(NoteSignature::parse).toList();
    return checkpoint.with(lines);
  }
}
