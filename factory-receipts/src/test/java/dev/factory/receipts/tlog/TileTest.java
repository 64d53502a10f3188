package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TileTest {
  private static List<String> paths(long from, long to) {
    return Tile.ofGrowth(from, to).map(Tile::path).toList();
  }

  @Test
  void pathsAreThoseOfTheSpecification() {
    assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new Tile(0, 1_234_067, 256).entriesPath()).isEqualTo("tile/entries/x001/x234/067");
    assertThat(new Tile(63, 0, 1).path()).isEqualTo("tile/63/000.p/1");
    assertThat(new Tile(1, 999, 255).path()).isEqualTo("tile/1/999.p/255");
    assertThat(new Tile(1, 1_000, 17).path()).isEqualTo("tile/1/x001/000.p/17");
    assertThat(new Tile(0, 5, 7).entriesPath()).isEqualTo("tile/entries/005.p/7");
    assertThat(new Tile(0, Long.MAX_VALUE, 256).path())
        .isEqualTo("tile/0/x009/x223/x372/x036/x854/x775/807");
    assertThatIllegalStateException().isThrownBy(() -> new Tile(1, 0, 1).entriesPath());
  }

  @Test
  void pathsAreReadBackAndNothingElseIs() {
    for (Tile tile :
        List.of(
            new Tile(0, 0, 256),
            new Tile(63, 999, 1),
            new Tile(9, 1_000, 255),
            new Tile(10, Long.MAX_VALUE, 256))) {
      assertThat(Tile.parse(tile.path())).isEqualTo(tile);
    }
    for (String bad :
        List.of(
            "",
            "tile/0/0",
            "tile/00/000",
            "tile/64/000",
            "tile/-1/000",
            "tile/0/x000/001",
            "tile/0/001/002",
            "tile/0/x001/x002",
            "tile/0/0001",
            "tile/0/000.p/0",
            "tile/0/000.p/01",
            "tile/0/000.p/256",
            "tile/0/000.p/",
            "tile/0/000/",
            "/tile/0/000",
            "tile/entries/000",
            "tile/0/x009/x223/x372/x036/x854/x775/808",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999")) {
      assertThatIllegalArgumentException().as(bad).isThrownBy(() -> Tile.parse(bad));
    }
  }

  @Test
  void tilesThatNoTreeHasAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Tile(-1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tile(64, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 257));
  }

  @Test
  void aTreeOf70000HasTheTilesOfTheSpecificationsExample() {
    List<Tile> tiles = Tile.ofSize(70_000).toList();
    assertThat(tiles.stream().filter(tile -> tile.level() == 0 && !tile.isPartial())).hasSize(273);
    assertThat(tiles.subList(273, tiles.size()))
        .containsExactly(
            new Tile(0, 273, 112), new Tile(1, 0, 256), new Tile(1, 1, 17), new Tile(2, 0, 1));
  }

  @Test
  void growthNeedsTheTilesThatBecameFullAndThePartialOnesAtTheEnd() {
    assertThat(paths(0, 0)).isEmpty();
    assertThat(paths(7, 7)).isEmpty();
    assertThat(paths(0, 1)).containsExactly("tile/0/000.p/1");
    assertThat(paths(1, 255)).containsExactly("tile/0/000.p/255");
    assertThat(paths(255, 256)).containsExactly("tile/0/000", "tile/1/000.p/1");
    assertThat(paths(256, 257)).containsExactly("tile/0/001.p/1");
    assertThat(paths(257, 770))
        .containsExactly("tile/0/001", "tile/0/002", "tile/0/003.p/2", "tile/1/000.p/3");
    assertThat(paths(65_535, 65_536)).containsExactly("tile/0/255", "tile/1/000", "tile/2/000.p/1");
    assertThatIllegalArgumentException().isThrownBy(() -> Tile.ofGrowth(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Tile.ofGrowth(-1, 1));
    assertThat(Tile.ofGrowth((1L << 62) - 1, 1L << 62))
        .extracting(Tile::level)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(Tile.ofGrowth(Long.MAX_VALUE - 1, Long.MAX_VALUE)).hasSize(1);
  }

  @Test
  void aBuilderGivesExactlyTheTilesOfTheGrowth() {
    TileBuilder builder = new TileBuilder();
    for (int from = 0; from < 800; ) {
      int to = from + 1 + from % 97;
      Set<Tile> given = new HashSet<>();
      for (int index = from; index < to; index++) {
        builder.append(BruteForceTree.leaf(index), (tile, hashes) -> given.add(tile));
      }
      builder.partial((tile, hashes) -> given.add(tile));
      assertThat(given).containsAll(Tile.ofGrowth(from, to).toList());
      assertThat(Tile.ofSize(to).toList()).containsAll(given);
      assertThat(builder.size()).isEqualTo(to);
      from = to;
    }
  }

  @Test
  void aBundleHoldsEachEntryBehindItsLength() {
    List<byte[]> entries = List.of(new byte[] {1, 2, 3}, new byte[0], new byte[65_535]);
    byte[] bundle = EntryBundle.encode(entries);
    assertThat(bundle).hasSize(2 + 3 + 2 + 2 + 65_535);
    assertThat(bundle).startsWith(0, 3, 1, 2, 3, 0, 0, 0xff, 0xff, 0);
    assertThat(EntryBundle.decode(bundle)).containsExactlyElementsOf(entries);
    assertThat(EntryBundle.decode(new byte[0])).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntryBundle.encode(List.of(new byte[65_536])));
    for (byte[] bad : List.of(new byte[] {0}, new byte[] {0, 1}, new byte[] {0, 0, 0, 2, 1})) {
      assertThatThrownBy(() -> EntryBundle.decode(bad))
          .isInstanceOfSatisfying(
              MalformedException.class,
              e -> assertThat(e.code()).isEqualTo("receipts.malformed-bundle"));
    }
  }
}
