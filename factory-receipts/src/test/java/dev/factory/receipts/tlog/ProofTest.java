package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Proofs against a tree that is computed from its entries each time. */
class ProofTest {
  private static final int SIZES = 130;

  private final List<byte[]> entries = BruteForceTree.entries(SIZES + 1);
  private final List<ReceiptHash> roots = new ArrayList<>();

  ProofTest() {
    for (int size = 0; size <= SIZES; size++) {
      roots.add(BruteForceTree.root(entries.subList(0, size)));
    }
  }

  /** Reads tiles kept in memory, which is much faster than from the entries. */
  private static HashReader tiled(int size) {
    Map<Tile, byte[]> tiles = new HashMap<>();
    TileBuilder builder = new TileBuilder();
    for (int i = 0; i < size; i++) {
      builder.append(BruteForceTree.leaf(i), tiles::put);
    }
    builder.partial(tiles::put);
    return HashReader.overTiles(size, TreeInTiles.reader(tiles));
  }

  @Test
  void everyLeafOfEveryTreeUpTo130IsProvedByThePathOfTheRfcAndByNoOtherLeaf() {
    for (int size = 1; size <= SIZES; size++) {
      HashReader hashes = tiled(size);
      for (int index = 0; index < size; index++) {
        InclusionProof proof = InclusionProof.of(index, size, hashes);
        assertThat(proof.path()).isEqualTo(BruteForceTree.path(index, entries.subList(0, size)));
        assertThat(proof.proves(BruteForceTree.leaf(index), roots.get(size))).isTrue();
        assertThat(proof.proves(BruteForceTree.leaf(index + 1), roots.get(size))).isFalse();
        assertThat(proof.proves(BruteForceTree.leaf(index), roots.get(size - 1))).isFalse();
      }
    }
  }

  @Test
  void everyPairOfTreesUpTo130IsProvedByTheProofOfTheRfcAndNoOtherPair() {
    for (int to = 0; to <= SIZES; to++) {
      HashReader hashes = tiled(to);
      for (int from = 0; from <= to; from++) {
        ConsistencyProof proof = ConsistencyProof.between(from, to, hashes);
        assertThat(proof.path())
            .isEqualTo(
                from == 0
                    ? List.of()
                    : BruteForceTree.subproof(from, entries.subList(0, to), true));
        assertThat(proof.proves(roots.get(from), roots.get(to))).isTrue();
        assertThat(proof.proves(MerkleTree.leafHash(new byte[] {7}), roots.get(to))).isFalse();
        if (from > 0) {
          assertThat(proof.proves(roots.get(from), MerkleTree.leafHash(new byte[] {7}))).isFalse();
        }
      }
    }
  }

  @Test
  void aProofMadeForAnotherPlaceOrSizeProvesNothing() {
    for (int size = 1; size <= 40; size++) {
      HashReader hashes = tiled(size);
      for (int index = 0; index < size; index++) {
        List<ReceiptHash> path = InclusionProof.of(index, size, hashes).path();
        for (int other = 0; other < size; other++) {
          assertThat(
                  new InclusionProof(other, size, path)
                      .proves(BruteForceTree.leaf(index), roots.get(size)))
              .isEqualTo(other == index);
        }
      }
    }
  }

  @Test
  void aPathWithAHashTooManyOrTooFewProvesNothing() {
    for (int size = 1; size <= 40; size++) {
      HashReader hashes = tiled(size);
      for (int index = 0; index < size; index++) {
        InclusionProof proof = InclusionProof.of(index, size, hashes);
        List<ReceiptHash> longer = new ArrayList<>(proof.path());
        longer.add(roots.get(1));
        assertThat(new InclusionProof(index, size, longer).rootOver(BruteForceTree.leaf(index)))
            .isEmpty();
        if (!proof.path().isEmpty()) {
          List<ReceiptHash> shorter = proof.path().subList(0, proof.path().size() - 1);
          assertThat(new InclusionProof(index, size, shorter).rootOver(BruteForceTree.leaf(index)))
              .isEmpty();
        }
        ConsistencyProof growth = ConsistencyProof.between(index, size, hashes);
        List<ReceiptHash> more = new ArrayList<>(growth.path());
        more.add(roots.get(1));
        assertThat(
                new ConsistencyProof(index, size, more).proves(roots.get(index), roots.get(size)))
            .isFalse();
        if (!growth.path().isEmpty()) {
          List<ReceiptHash> fewer = growth.path().subList(1, growth.path().size());
          assertThat(
                  new ConsistencyProof(index, size, fewer)
                      .proves(roots.get(index), roots.get(size)))
              .isFalse();
        }
      }
    }
  }

  @Test
  void aTreeWithoutLeavesProvesNothingButItself() {
    ReceiptHash empty = MerkleTree.emptyRoot();
    assertThat(new ConsistencyProof(0, 0, List.of()).proves(empty, empty)).isTrue();
    assertThat(new ConsistencyProof(0, 0, List.of()).proves(roots.get(1), roots.get(1))).isFalse();
    assertThat(new ConsistencyProof(0, 5, List.of()).proves(empty, roots.get(5))).isTrue();
    assertThat(new ConsistencyProof(0, 5, List.of()).proves(roots.get(1), roots.get(5))).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(0, 0, List.of()));
  }

  @Test
  void sizesAndPlacesThatNoTreeHasAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(5, 5, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(-1, 5, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(6, 5, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(-1, 5, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.between(6, 5, tiled(6)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InclusionProof.of(4, 6, tiled(5)))
        .withMessageContaining("not a full subtree of a tree of 5 leaves");
  }

  /** All leaves are the same, so each level has one hash, and trees of any size can be had. */
  private static final class EqualLeaves implements HashReader {
    private final List<ReceiptHash> byLevel = new ArrayList<>(List.of(BruteForceTree.leaf(0)));
    private int asked;

    EqualLeaves() {
      for (int level = 0; level < 62; level++) {
        byLevel.add(MerkleTree.nodeHash(byLevel.get(level), byLevel.get(level)));
      }
    }

    @Override
    public List<ReceiptHash> read(List<Subtree> subtrees) {
      asked = subtrees.size();
      return subtrees.stream().map(subtree -> byLevel.get(subtree.level())).toList();
    }
  }

  @Test
  void proofsInTheLargestTreesReadAFewHashes() {
    EqualLeaves hashes = new EqualLeaves();
    long[] sizes = {(1L << 40) + 12_345, Long.MAX_VALUE, 1L << 62, (1L << 62) + 1};
    for (long size : sizes) {
      ReceiptHash root = MerkleTree.root(size, hashes);
      for (long index : new long[] {0, 1, size / 3, size - 2, size - 1}) {
        InclusionProof inclusion = InclusionProof.of(index, size, hashes);
        assertThat(hashes.asked).isLessThanOrEqualTo(126);
        assertThat(inclusion.proves(BruteForceTree.leaf(0), root)).isTrue();
        long old = index + 1;
        ConsistencyProof growth = ConsistencyProof.between(old, size, hashes);
        assertThat(hashes.asked).isLessThanOrEqualTo(126);
        assertThat(growth.proves(MerkleTree.root(old, hashes), root)).isTrue();
      }
    }
  }

  @Test
  void aProofInATreeOfTenMillionLeavesReadsSixTilesAtMost() {
    long size = 10_000_000;
    Set<Tile> read = new HashSet<>();
    HashReader hashes =
        HashReader.overTiles(
            size,
            tile -> {
              assertThat(read.add(tile)).as("each tile is read once").isTrue();
              return new byte[tile.length()];
            });
    for (long index : new long[] {0, 255, 256, 4_999_999, 9_999_999}) {
      read.clear();
      InclusionProof.of(index, size, hashes);
      assertThat(read).hasSizeLessThanOrEqualTo(6);
      read.clear();
      ConsistencyProof.between(index + 1, size, hashes);
      assertThat(read).hasSizeLessThanOrEqualTo(6);
    }
  }

  @Test
  void aTileOfTheWrongLengthIsNamed() {
    HashReader hashes = HashReader.overTiles(300, tile -> new byte[31]);
    assertThatThrownBy(() -> InclusionProof.of(0, 300, hashes))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.tile-length"))
        .hasMessageContaining("tile/0/000 has 31 bytes instead of 8192");
  }

  @Test
  void aReaderThatGivesTooFewHashesIsAnError() {
    assertThatThrownBy(() -> InclusionProof.of(0, 3, subtrees -> List.of()))
        .isInstanceOf(IllegalStateException.class);
  }
}
