package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Not a sample of the bits but each of them: changed, it is noticed. */
class EveryBitTest {
  private static final TreeInTiles TREE = TreeInTiles.of(6);
  private static final TrustPolicy WITNESSED =
      TestKeys.POLICY.witnessed(1, List.of(TestKeys.WITNESS.key()));
  private static final SignedNote CHECKPOINT = TREE.checkpoint(6, TestKeys.LOG, TestKeys.WITNESS);

  private static void assertNoticed(byte[] good, Predicate<byte[]> accepted) {
    assertThat(accepted.test(good)).isTrue();
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] changed = good.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(accepted.test(changed)).as("bit " + bit).isFalse();
    }
  }

  @Test
  void ofACosignedCheckpoint() {
    assertNoticed(
        CHECKPOINT.encode(),
        bytes -> {
          try {
            return WITNESSED.check(SignedNote.parse(bytes)) instanceof CheckpointVerdict.Trusted;
          } catch (MalformedException e) {
            return false;
          }
        });
  }

  @Test
  void ofAProof() {
    byte[] proof = TlogProof.of(InclusionProof.of(3, 6, TREE.hashes(6)), CHECKPOINT).encode();
    assertNoticed(
        proof,
        bytes -> {
          try {
            return TlogProof.parse(bytes).verify(BruteForceTree.leaf(3), WITNESSED)
                instanceof ProofVerdict.Included;
          } catch (MalformedException e) {
            return false;
          }
        });
  }

  @Test
  void ofEachFileOfALog() {
    FilesInMemory log = FilesInMemory.exported(TREE, 6);
    assertThat(log.files).hasSize(3);
    for (String path : List.copyOf(log.files.keySet())) {
      assertNoticed(
          log.file(path),
          bytes -> {
            FilesInMemory changed = log.copy();
            changed.files.put(path, bytes);
            return changed.verify() instanceof TiledLogVerdict.Verified;
          });
    }
  }

  @Test
  void ofARequestToAWitness() {
    SignedNote signed = TREE.checkpoint(6, TestKeys.LOG);
    assertNoticed(
        AddCheckpoint.of(ConsistencyProof.between(3, 6, TREE.hashes(6)), signed).encode(),
        bytes -> answer(bytes) == 200);
  }

  private static int answer(byte[] request) {
    WitnessStore store = new InMemoryWitnessStore();
    store.compareAndSet(TestKeys.ORIGIN, TreeHead.EMPTY, new TreeHead(3, TREE.root(3)));
    return Witness.over(store, TestKeys.WITNESS)
        .knowing(TestKeys.ORIGIN, TestKeys.LOG.key())
        .addCheckpoint(request)
        .status();
  }
}
