package dev.factory.receipts.tlog;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The files of a log without a disk, so that many of them can be made. */
final class FilesInMemory implements LogFiles {
  final Map<String, byte[]> files = new TreeMap<>();

  static FilesInMemory exported(TreeInTiles tree, int size) {
    FilesInMemory files = new FilesInMemory();
    files.export(tree.checkpoint(size, TestKeys.LOG));
    return files;
  }

  FilesInMemory copy() {
    FilesInMemory copy = new FilesInMemory();
    copy.files.putAll(files);
    return copy;
  }

  void export(SignedNote checkpoint) {
    new TileExport(this, Checkpoint.of(checkpoint), files::put).run(BruteForceTree.source());
    files.put("checkpoint", checkpoint.encode());
  }

  byte[] file(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  TiledLogVerdict verify() {
    return TiledLog.over(this).verify(TestKeys.POLICY, (index, entry) -> {});
  }

  @Override
  public Optional<byte[]> read(String path, int limit) {
    return Optional.ofNullable(files.get(path))
        .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, limit + 1)));
  }
}
