package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.spi.ReceiptHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MerkleLaws {

  /** RFC 6962, section 2.1, read literally. */
  private static byte[] treeHash(List<byte[]> entries) {
    if (entries.isEmpty()) {
      return Sha256.of(new byte[0]);
    }
    if (entries.size() == 1) {
      return Sha256.leaf(entries.get(0)).bytes();
    }
    int split = Integer.highestOneBit(entries.size() - 1);
    return Sha256.node(
        treeHash(entries.subList(0, split)), treeHash(entries.subList(split, entries.size())));
  }

  private static ReceiptHash root(List<byte[]> entries) {
    MerkleFrontier frontier = new MerkleFrontier();
    entries.forEach(entry -> frontier.add(Sha256.leaf(entry)));
    assertThat(frontier.size()).isEqualTo(entries.size());
    return frontier.root();
  }

  @Property
  void theRootIsThatOfTheRecursiveDefinition(@ForAll @Size(max = 70) List<byte[]> entries) {
    assertThat(root(entries).bytes()).isEqualTo(treeHash(entries));
  }

  @Test
  void theRootIsThatOfTheRecursiveDefinitionForEverySizeUpTo300() {
    List<byte[]> entries = new ArrayList<>();
    for (int size = 0; size <= 300; size++) {
      assertThat(root(entries).bytes()).isEqualTo(treeHash(entries));
      entries.add(("entry " + size).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Known values: the tree of the Certificate Transparency reference tests, sizes 0 to 8. */
  @Test
  void theRootsOfThePublishedEntriesAreThePublishedOnes() {
    List<String> leaves =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    List<String> roots =
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
    List<byte[]> entries = new ArrayList<>();
    assertThat(root(entries).hex()).isEqualTo(roots.get(0));
    for (int i = 0; i < leaves.size(); i++) {
      entries.add(HexFormat.of().parseHex(leaves.get(i)));
      assertThat(root(entries).hex()).isEqualTo(roots.get(i + 1));
    }
  }
}
