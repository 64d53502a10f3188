package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ProofLaws {
  private static final int MAX = 700;

  /** One tree for all tries: what grows is only how much of it is looked at. */
  private static final TreeInTiles TREE = TreeInTiles.of(MAX);

  @Property
  void everyLeafIsProvedInEveryTreeThatHasIt(
      @ForAll @IntRange(min = 1, max = MAX) int size, @ForAll @IntRange(max = MAX - 1) int any) {
    int index = any % size;
    InclusionProof proof = InclusionProof.of(index, size, TREE.hashes(size));
    assertThat(proof.proves(BruteForceTree.leaf(index), TREE.root(size))).isTrue();
  }

  @Property
  void everyTreeIsProvedToBeTheBeginningOfEveryLargerOne(
      @ForAll @IntRange(max = MAX) int to, @ForAll @IntRange(max = MAX) int any) {
    int from = any % (to + 1);
    ConsistencyProof proof = ConsistencyProof.between(from, to, TREE.hashes(to));
    assertThat(proof.proves(TREE.root(from), TREE.root(to))).isTrue();
  }

  @Property
  void anInclusionProofWithOneBitChangedProvesNothing(
      @ForAll @IntRange(min = 2, max = MAX) int size,
      @ForAll @IntRange(max = MAX - 1) int any,
      @ForAll @IntRange(max = 1 << 16) int bit) {
    int index = any % size;
    InclusionProof proof = InclusionProof.of(index, size, TREE.hashes(size));
    InclusionProof changed = new InclusionProof(index, size, flipped(proof.path(), bit));
    assertThat(changed.proves(BruteForceTree.leaf(index), TREE.root(size))).isFalse();
  }

  @Property
  void aConsistencyProofWithOneBitChangedProvesNothing(
      @ForAll @IntRange(min = 2, max = MAX) int to,
      @ForAll @IntRange(max = MAX) int any,
      @ForAll @IntRange(max = 1 << 16) int bit) {
    int from = 1 + any % (to - 1);
    ConsistencyProof proof = ConsistencyProof.between(from, to, TREE.hashes(to));
    ConsistencyProof changed = new ConsistencyProof(from, to, flipped(proof.path(), bit));
    assertThat(changed.proves(TREE.root(from), TREE.root(to))).isFalse();
  }

  private static List<ReceiptHash> flipped(List<ReceiptHash> path, int any) {
    int bit = any % (path.size() * 256);
    List<ReceiptHash> changed = new ArrayList<>(path);
    byte[] bytes = path.get(bit / 256).bytes();
    bytes[bit % 256 / 8] ^= (byte) (1 << (bit % 8));
    changed.set(bit / 256, ReceiptHash.of(bytes));
    return changed;
  }
}
