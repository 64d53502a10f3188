package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TiledLogLaws {
  private static final int LARGE = 66_100;
  private static final TreeInTiles TREE = TreeInTiles.of(LARGE);
  private static final FilesInMemory AT_65000 = FilesInMemory.exported(TREE, 65_000);
  private static final FilesInMemory AT_600 = FilesInMemory.exported(TREE, 600);

  private static Set<String> filesOf(long size) {
    Set<String> paths = new TreeSet<>();
    Tile.ofSize(size)
        .forEach(
            tile -> {
              paths.add(tile.path());
              if (tile.level() == 0) {
                paths.add(tile.entriesPath());
              }
            });
    paths.add("checkpoint");
    return paths;
  }

  @Property
  void anExportHoldsTheFilesOfItsSizeAndReadsBack(@ForAll @IntRange(max = 1_300) int size) {
    FilesInMemory files = FilesInMemory.exported(TREE, size);
    assertThat(files.files.keySet()).isEqualTo(filesOf(size));
    List<byte[]> entries = new ArrayList<>();
    assertThat(
            TiledLog.over(files)
                .verify(
                    TestKeys.POLICY,
                    (index, entry) -> {
                      assertThat(index).isEqualTo(entries.size());
                      entries.add(entry);
                    }))
        .isInstanceOf(TiledLogVerdict.Verified.class);
    assertThat(entries).containsExactlyElementsOf(BruteForceTree.entries(size));
  }

  @Property
  void growingInStepsGivesTheTilesOfOneStep(
      @ForAll @IntRange(max = 1_300) int first, @ForAll @IntRange(max = 600) int more) {
    FilesInMemory stepwise = FilesInMemory.exported(TREE, first);
    stepwise.export(TREE.checkpoint(first + more, TestKeys.LOG));
    assertThat(stepwise.verify()).isInstanceOf(TiledLogVerdict.Verified.class);
    FilesInMemory.exported(TREE, first + more)
        .files
        .forEach((path, bytes) -> assertThat(stepwise.file(path)).as(path).isEqualTo(bytes));
  }

  @Property
  void growthAcrossASecondLevelTileNeedsNoEntryBeforeIt(
      @ForAll @IntRange(min = 65_000, max = LARGE) int size) {
    FilesInMemory files = AT_65000.copy();
    files.export(TREE.checkpoint(size, TestKeys.LOG));
    assertThat(files.files.keySet()).containsAll(filesOf(size));
    HashReader hashes = HashReader.overTiles(size, TiledLog.over(files).tiles());
    assertThat(MerkleTree.root(size, hashes)).isEqualTo(TREE.root(size));
    assertThat(
            InclusionProof.of(size - 1L, size, hashes)
                .proves(BruteForceTree.leaf(size - 1L), TREE.root(size)))
        .isTrue();
    assertThat(
            ConsistencyProof.between(65_000, size, hashes)
                .proves(TREE.root(65_000), TREE.root(size)))
        .isTrue();
  }

  @Property
  void aFileWithOneBitChangedIsNamed(
      @ForAll @IntRange(max = 1 << 10) int which, @ForAll @IntRange(max = 1 << 20) int any) {
    FilesInMemory files = AT_600.copy();
    String path = List.copyOf(files.files.keySet()).get(which % files.files.size());
    byte[] changed = files.file(path).clone();
    int bit = any % (changed.length * 8);
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    files.files.put(path, changed);
    assertBlamed(files.verify(), path);
  }

  @Property
  void aFileCutShortOrMadeLongerIsNamed(
      @ForAll @IntRange(max = 1 << 10) int which, @ForAll @IntRange(max = 1 << 14) int any) {
    FilesInMemory files = AT_600.copy();
    String path = List.copyOf(files.files.keySet()).get(which % files.files.size());
    byte[] bytes = files.file(path);
    int length = any % (bytes.length + 100);
    files.files.put(path, Arrays.copyOf(bytes, length));
    if (length == bytes.length) {
      assertThat(files.verify()).isInstanceOf(TiledLogVerdict.Verified.class);
    } else {
      assertBlamed(files.verify(), path);
    }
  }

  @Property
  void aMissingFileIsNamed(@ForAll @IntRange(max = 1 << 10) int which) {
    FilesInMemory files = AT_600.copy();
    String path = List.copyOf(files.files.keySet()).get(which % files.files.size());
    files.files.remove(path);
    assertThat(files.verify()).isEqualTo(new TiledLogVerdict.Missing(path));
  }

  private static void assertBlamed(TiledLogVerdict verdict, String path) {
    if (path.equals("checkpoint")) {
      assertThat(verdict).isInstanceOf(TiledLogVerdict.NotTrusted.class);
    } else if (path.startsWith("tile/entries/")) {
      assertThat(verdict)
          .isInstanceOfSatisfying(
              TiledLogVerdict.WrongEntry.class,
              wrong -> {
                assertThat(wrong.tile().entriesPath()).isEqualTo(path);
                assertThat(wrong.index() / 256).isEqualTo(wrong.tile().index());
              });
    } else {
      assertThat(verdict).isEqualTo(new TiledLogVerdict.WrongTile(Tile.parse(path)));
    }
  }
}
