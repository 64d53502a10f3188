package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  /** The tree of the Certificate Transparency reference tests. */
  private static final List<String> PUBLISHED_LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> PUBLISHED_ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static List<byte[]> published(int size) {
    return PUBLISHED_LEAVES.subList(0, size).stream()
        .map(leaf -> HexFormat.of().parseHex(leaf))
        .toList();
  }

  private static List<String> hex(List<ReceiptHash> hashes) {
    return hashes.stream().map(ReceiptHash::hex).toList();
  }

  @Test
  void theRootsOfThePublishedEntriesAreThePublishedOnes() {
    CompactRange tree = new CompactRange();
    assertThat(tree.root().hex()).isEqualTo(PUBLISHED_ROOTS.get(0));
    assertThat(MerkleTree.emptyRoot()).isEqualTo(tree.root());
    for (byte[] entry : published(8)) {
      tree.append(MerkleTree.leafHash(entry));
      assertThat(tree.root().hex()).isEqualTo(PUBLISHED_ROOTS.get((int) tree.size()));
    }
  }

  @Test
  void thePathsOfThePublishedEntriesAreThePublishedOnes() {
    assertThat(hex(inclusion(0, 1))).isEmpty();
    assertThat(hex(inclusion(0, 8)))
        .containsExactly(
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
    assertThat(hex(inclusion(5, 8)))
        .containsExactly(
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    assertThat(hex(inclusion(2, 3)))
        .containsExactly("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assertThat(hex(inclusion(1, 5)))
        .containsExactly(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
  }

  private static List<ReceiptHash> inclusion(int index, int size) {
    List<byte[]> entries = published(size);
    InclusionProof proof = InclusionProof.of(index, size, BruteForceTree.reader(entries));
    assertThat(
            proof.proves(
                MerkleTree.leafHash(entries.get(index)),
                ReceiptHash.parse("sha256:" + PUBLISHED_ROOTS.get(size))))
        .isTrue();
    return proof.path();
  }

  @Test
  void theConsistencyProofsOfThePublishedEntriesAreThePublishedOnes() {
    assertThat(hex(consistency(1, 1))).isEmpty();
    assertThat(hex(consistency(1, 8)))
        .containsExactly(
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
    assertThat(hex(consistency(6, 8)))
        .containsExactly(
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    assertThat(hex(consistency(2, 5)))
        .containsExactly(
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
  }

  private static List<ReceiptHash> consistency(int from, int to) {
    ConsistencyProof proof =
        ConsistencyProof.between(from, to, BruteForceTree.reader(published(to)));
    assertThat(
            proof.proves(
                ReceiptHash.parse("sha256:" + PUBLISHED_ROOTS.get(from)),
                ReceiptHash.parse("sha256:" + PUBLISHED_ROOTS.get(to))))
        .isTrue();
    return proof.path();
  }

  @Test
  void everyWayToTheRootGivesTheOneOfTheRecursiveDefinitionForEverySizeUpTo600() {
    Map<Tile, byte[]> tiles = new HashMap<>();
    CompactRange range = new CompactRange();
    TileBuilder builder = new TileBuilder();
    for (int size = 0; size <= 600; size++) {
      ReceiptHash root = BruteForceTree.root(BruteForceTree.entries(size));
      builder.partial(tiles::put);
      assertThat(range.root()).isEqualTo(root);
      assertThat(builder.root()).isEqualTo(root);
      assertThat(MerkleTree.root(size, HashReader.overTiles(size, TreeInTiles.reader(tiles))))
          .isEqualTo(root);
      assertThat(TileBuilder.resume(size, TreeInTiles.reader(tiles)).root()).isEqualTo(root);
      assertThat(CompactRange.of(size, range.subtrees()).root()).isEqualTo(root);
      range.append(BruteForceTree.leaf(size));
      builder.append(BruteForceTree.leaf(size), tiles::put);
    }
  }

  @Test
  void aCopyGrowsApart() {
    CompactRange tree = new CompactRange();
    tree.append(BruteForceTree.leaf(0));
    CompactRange copy = tree.copy();
    copy.append(BruteForceTree.leaf(1));
    assertThat(tree.size()).isEqualTo(1);
    assertThat(tree.root()).isEqualTo(BruteForceTree.leaf(0));
    assertThat(copy.root()).isEqualTo(BruteForceTree.root(BruteForceTree.entries(2)));
  }

  @Test
  void aRangeWithAnotherNumberOfSubtreesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompactRange.of(3, List.of(MerkleTree.emptyRoot())));
    assertThatIllegalArgumentException().isThrownBy(() -> CompactRange.of(-1, new ArrayList<>()));
  }

  @Test
  void aTreeWithoutLeavesHasOneRoot() {
    assertThat(new TreeHead(0, MerkleTree.emptyRoot())).isEqualTo(TreeHead.EMPTY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TreeHead(0, MerkleTree.leafHash(new byte[0])));
    assertThatIllegalArgumentException().isThrownBy(() -> new TreeHead(-1, MerkleTree.emptyRoot()));
  }

  @Test
  void noTreeHasASubtreeBeyondItsLargestSize() {
    assertThat(new Subtree(62, 1).index()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(62, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(63, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(-1, 0));
  }
}
