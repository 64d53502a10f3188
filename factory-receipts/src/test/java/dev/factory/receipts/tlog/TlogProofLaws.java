package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TlogProofLaws {
  private static final int MAX = 600;
  private static final TreeInTiles TREE = TreeInTiles.of(MAX);
  private static final TrustPolicy WITNESSED =
      TestKeys.POLICY.witnessed(1, List.of(TestKeys.WITNESS.key()));
  private static final byte[] PROOF = proof(300, 600).encode();

  private static TlogProof proof(int index, int size) {
    return TlogProof.of(
        InclusionProof.of(index, size, TREE.hashes(size)),
        TREE.checkpoint(size, TestKeys.LOG, TestKeys.WITNESS));
  }

  @Property
  void aProofIsReadAsItWasWrittenAndVerifies(
      @ForAll @IntRange(min = 1, max = MAX) int size,
      @ForAll @IntRange(max = MAX) int any,
      @ForAll @Size(max = 40) byte[] extra) {
    TlogProof proof = proof(any % size, size).withExtra(extra);
    TlogProof read = TlogProof.parse(proof.encode());
    assertThat(read).isEqualTo(proof);
    assertThat(read.verify(BruteForceTree.leaf(any % size), WITNESSED))
        .isInstanceOf(ProofVerdict.Included.class);
  }

  @Property
  void aProofWithOneBitChangedProvesNothing(@ForAll @IntRange(max = 1 << 16) int any) {
    byte[] bytes = PROOF.clone();
    int bit = any % (bytes.length * 8);
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    assertProvesNothing(bytes);
  }

  @Property
  void aProofCutShortProvesNothing(@ForAll @IntRange(max = 1 << 16) int any) {
    assertProvesNothing(Arrays.copyOf(PROOF, any % PROOF.length));
  }

  private static void assertProvesNothing(byte[] bytes) {
    ProofVerdict verdict;
    try {
      verdict = TlogProof.parse(bytes).verify(BruteForceTree.leaf(300), WITNESSED);
    } catch (MalformedException e) {
      return; // no proof at all any more
    }
    assertThat(verdict).isNotInstanceOf(ProofVerdict.Included.class);
  }
}
