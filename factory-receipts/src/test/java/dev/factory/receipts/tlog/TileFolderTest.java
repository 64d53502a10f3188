package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileFolderTest {
  private static final TreeInTiles TREE = TreeInTiles.of(70_000);

  @TempDir Path folder;

  private static SignedNote checkpoint(int size) {
    return TREE.checkpoint(size, TestKeys.LOG, TestKeys.WITNESS);
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(FactoryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private TiledLogVerdict verify() {
    return TiledLog.over(TileFolder.at(folder)).verify(TestKeys.POLICY, (index, entry) -> {});
  }

  private static List<byte[]> readIndependently(Path folder)
      throws IOException, GeneralSecurityException {
    return new IndependentReader(folder)
        .read(TestKeys.LOG.key().toString(), TestKeys.WITNESS.key().toString());
  }

  @Test
  void anIndependentReaderReadsWhatWasExportedAtEveryBoundary()
      throws IOException, GeneralSecurityException {
    for (int size : new int[] {0, 1, 2, 255, 256, 257, 511, 512, 513}) {
      Path exported = folder.resolve("of-" + size);
      TileFolder.at(exported).export(checkpoint(size), BruteForceTree.source());
      assertThat(readIndependently(exported))
          .containsExactlyElementsOf(BruteForceTree.entries(size));
    }
  }

  @Test
  void aFolderThatGrowsIsReadAtEverySize() throws IOException, GeneralSecurityException {
    TileFolder tiles = TileFolder.at(folder);
    for (int size : new int[] {0, 3, 65_535, 65_536, 65_537, 70_000}) {
      tiles.export(checkpoint(size), BruteForceTree.source());
      assertThat(readIndependently(folder)).hasSize(size);
      assertThat(verify())
          .isInstanceOfSatisfying(
              TiledLogVerdict.Verified.class,
              verified -> assertThat(verified.checkpoint().size()).isEqualTo(size));
    }
    assertThat(folder.resolve("tile/0/255")).exists();
    assertThat(folder.resolve("tile/1/001.p/17")).exists();
    assertThat(folder.resolve("tile/2/000.p/1")).exists();
  }

  @Test
  void growingReadsOnlyTheEntriesFromTheLastBundleThatIsNotFull() {
    List<Long> starts = new ArrayList<>();
    EntrySource counted =
        (from, to, visitor) -> {
          starts.add(from);
          BruteForceTree.source().read(from, to, visitor);
        };
    TileFolder tiles = TileFolder.at(folder);
    tiles.export(checkpoint(700), counted);
    tiles.export(checkpoint(768), counted);
    tiles.export(checkpoint(769), counted);
    assertThat(starts).containsExactly(0L, 512L, 768L);
  }

  @Test
  void whatACheckpointNeedsIsNeverWrittenAgain() throws IOException {
    TileFolder tiles = TileFolder.at(folder);
    tiles.export(checkpoint(600), BruteForceTree.source());
    List<Path> before = filesBelow(folder.resolve("tile"));
    FileTime old = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    for (Path file : before) {
      Files.setLastModifiedTime(file, old);
    }
    tiles.export(checkpoint(900), BruteForceTree.source());
    for (Path file : before) {
      assertThat(Files.getLastModifiedTime(file)).as(file.toString()).isEqualTo(old);
    }
  }

  private static List<Path> filesBelow(Path start) throws IOException {
    try (Stream<Path> all = Files.walk(start)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void partialTilesMayBeDeletedOnceTheFullOnesAreThere() throws IOException {
    TileFolder tiles = TileFolder.at(folder);
    tiles.export(checkpoint(300), BruteForceTree.source());
    Path old = folder.resolve("checkpoint.old");
    Files.copy(folder.resolve("checkpoint"), old);
    tiles.export(checkpoint(600), BruteForceTree.source());
    Files.delete(folder.resolve("tile/0/001.p/44"));
    Files.delete(folder.resolve("tile/entries/001.p/44"));
    Files.copy(old, folder.resolve("checkpoint"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(verify()).isInstanceOf(TiledLogVerdict.Verified.class);
  }

  @Test
  void moreSignaturesReplaceTheCheckpointOfTheSameTree() {
    TileFolder tiles = TileFolder.at(folder);
    SignedNote alone = TREE.checkpoint(10, TestKeys.LOG);
    tiles.export(alone, BruteForceTree.source());
    SignedNote cosigned = alone.with(List.of(TestKeys.WITNESS.sign(alone.text())));
    tiles.export(
        cosigned,
        (from, to, visitor) -> {
          throw new AssertionError("no entry is needed");
        });
    assertThat(TiledLog.over(tiles).checkpoint()).contains(cosigned);
  }

  @Test
  void entriesThatDoNotHaveTheRootAreNotPublished() {
    TileFolder tiles = TileFolder.at(folder);
    tiles.export(checkpoint(300), BruteForceTree.source());
    SignedNote lying =
        new Checkpoint(TestKeys.ORIGIN, new TreeHead(400, TREE.root(401))).sign(TestKeys.LOG);
    assertCode("receipts.export-wrong-root", () -> tiles.export(lying, BruteForceTree.source()));
    assertCode(
        "receipts.export-wrong-root",
        () -> tiles.export(checkpoint(400), (from, to, visitor) -> {}));
    assertThat(TiledLog.over(tiles).checkpoint()).contains(checkpoint(300));
    assertThat(verify()).isInstanceOf(TiledLogVerdict.Verified.class);
    tiles.export(checkpoint(400), BruteForceTree.source());
    assertThat(verify()).isInstanceOf(TiledLogVerdict.Verified.class);
  }

  @Test
  void aFolderOfAnotherLogOrALargerOrAnotherTreeIsLeftAlone() {
    TileFolder tiles = TileFolder.at(folder);
    tiles.export(checkpoint(300), BruteForceTree.source());
    SignedNote other =
        new Checkpoint("other", new TreeHead(400, TREE.root(400))).sign(TestKeys.LOG);
    assertCode("receipts.export-conflict", () -> tiles.export(other, BruteForceTree.source()));
    assertCode(
        "receipts.export-conflict", () -> tiles.export(checkpoint(299), BruteForceTree.source()));
    assertCode(
        "receipts.export-conflict",
        () ->
            tiles.export(
                checkpoint(400),
                (from, to, visitor) -> {
                  for (long index = from; index < to; index++) {
                    visitor.accept(("another " + index).getBytes(StandardCharsets.UTF_8));
                  }
                }));
    SignedNote fork =
        new Checkpoint(TestKeys.ORIGIN, new TreeHead(300, TREE.root(301))).sign(TestKeys.LOG);
    assertCode("receipts.export-wrong-root", () -> tiles.export(fork, BruteForceTree.source()));
    assertThat(TiledLog.over(tiles).checkpoint()).contains(checkpoint(300));
    assertThat(verify()).isInstanceOf(TiledLogVerdict.Verified.class);
  }

  @Test
  void aDamagedFolderIsNotBuiltUpon() throws IOException {
    TileFolder tiles = TileFolder.at(folder);
    tiles.export(checkpoint(300), BruteForceTree.source());
    Path tile = folder.resolve("tile/0/001.p/44");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[0] ^= 1;
    Files.write(tile, bytes);
    assertCode(
        "receipts.export-conflict", () -> tiles.export(checkpoint(400), BruteForceTree.source()));
    Files.delete(tile);
    assertCode(
        "receipts.tile-missing", () -> tiles.export(checkpoint(400), BruteForceTree.source()));
  }

  @Test
  void anExportThatFailsHalfwayIsDoneAgain() {
    TileFolder tiles = TileFolder.at(folder);
    tiles.export(checkpoint(300), BruteForceTree.source());
    IllegalStateException lost = new IllegalStateException("connection lost");
    assertThatThrownBy(
            () ->
                tiles.export(
                    checkpoint(2_000),
                    (from, to, visitor) -> {
                      BruteForceTree.source().read(from, 1_500, visitor);
                      throw lost;
                    }))
        .isSameAs(lost);
    assertThat(verify())
        .isInstanceOfSatisfying(
            TiledLogVerdict.Verified.class,
            verified -> assertThat(verified.checkpoint().size()).isEqualTo(300));
    tiles.export(checkpoint(1_000), BruteForceTree.source());
    tiles.export(checkpoint(2_000), BruteForceTree.source());
    assertThat(verify()).isInstanceOf(TiledLogVerdict.Verified.class);
  }

  @Test
  void twoExportsAtOnceAreOneAndARefusal() {
    TileFolder tiles = TileFolder.at(folder);
    tiles.export(
        checkpoint(1),
        (from, to, visitor) -> {
          assertCode(
              "receipts.export-busy",
              () -> TileFolder.at(folder).export(checkpoint(2), BruteForceTree.source()));
          BruteForceTree.source().read(from, to, visitor);
        });
    assertThat(TiledLog.over(tiles).checkpoint()).contains(checkpoint(1));
  }

  @Test
  void aFolderThatCannotBeWrittenIsAnError() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertCode(
        "receipts.export-failed",
        () -> TileFolder.at(file).export(checkpoint(1), BruteForceTree.source()));
  }

  @Test
  void nothingOutsideTheFolderIsRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TileFolder.at(folder).read("../secret", 10));
    assertThat(TileFolder.at(folder).read("checkpoint", 10)).isEmpty();
  }

  @Test
  void aLogWithoutOrWithAnUntrustedCheckpointIsNotRead() {
    assertThat(verify()).isEqualTo(new TiledLogVerdict.Missing("checkpoint"));
    TileFolder tiles = TileFolder.at(folder);
    tiles.export(TREE.checkpoint(3, TestKeys.WITNESS), BruteForceTree.source());
    assertThat(verify())
        .isEqualTo(new TiledLogVerdict.NotTrusted(new CheckpointVerdict.NotSignedByLog()));
  }

  @Test
  void aCheckpointOfAnotherTreeIsNotBlamedOnATile() throws IOException {
    TileFolder.at(folder).export(checkpoint(300), BruteForceTree.source());
    SignedNote other =
        new Checkpoint(TestKeys.ORIGIN, new TreeHead(300, TREE.root(299))).sign(TestKeys.LOG);
    Files.write(folder.resolve("checkpoint"), other.encode());
    assertThat(verify()).isEqualTo(new TiledLogVerdict.WrongRoot(TREE.root(300)));
  }

  @Test
  void entriesSwappedBetweenBundlesAreFoundAtTheirPlace() throws IOException {
    TileFolder.at(folder).export(checkpoint(513), BruteForceTree.source());
    Path first = folder.resolve("tile/entries/000");
    Path second = folder.resolve("tile/entries/001");
    byte[] bytes = Files.readAllBytes(first);
    Files.write(first, Files.readAllBytes(second));
    Files.write(second, bytes);
    assertThat(verify()).isEqualTo(new TiledLogVerdict.WrongEntry(new Tile(0, 0, 256), 0));
    Files.copy(second, first, StandardCopyOption.REPLACE_EXISTING);
    assertThat(verify()).isEqualTo(new TiledLogVerdict.WrongEntry(new Tile(0, 1, 256), 256));
  }
}
