package dev.factory.receipts.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file named after a week.
 *
 * @param path where it is
 * @param week which week it is named after
 */
record ArchiveFile(Path path, IsoWeek week) {
  private static final Pattern NAME =
      Pattern.compile("receipts-([0-9]{4}-W[0-9]{2})\\.ndjson\\.gz");

  static ArchiveFile in(Path folder, IsoWeek week) {
    return new ArchiveFile(folder.resolve("receipts-" + week + ".ndjson.gz"), week);
  }

  /** {@return the archives in a folder, oldest first; other files are passed over} */
  static List<ArchiveFile> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(ArchiveFile::of)
          .flatMap(Optional::stream)
          .sorted(Comparator.comparing(ArchiveFile::week))
          .toList();
    }
  }

  private static Optional<ArchiveFile> of(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ArchiveFile(path, IsoWeek.parse(name.group(1))));
    } catch (IllegalArgumentException noSuchWeek) {
      return Optional.empty();
    }
  }

  String name() {
    return path.getFileName().toString();
  }
}
