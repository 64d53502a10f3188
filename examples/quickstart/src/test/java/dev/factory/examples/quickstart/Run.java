package dev.factory.examples.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One run of the program in this process.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it printed as errors
 * @param folder its current folder
 */
record Run(int code, String out, String err, Path folder) {
  /** Some days after the month of the sample. */
  static final Instant NOW = Instant.parse("2026-02-05T10:00:00Z");

  /** As large as the corner cases need, and no larger. */
  static final SampleSize SMALL = new SampleSize(120, 20, 4, 200, 20);

  /** Runs it where {@code folder} is the current folder. */
  static Run in(Path folder, String... args) {
    return at(NOW, folder, args);
  }

  static Run at(Instant now, Path folder, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Host host =
        new Host(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            InstantSource.fixed(now),
            folder);
    int code = Quickstart.run(host, args);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), folder);
  }

  /** Writes a small sample into {@code folder} and names its files as a user's own. */
  static String[] ownFiles(Path folder, String... more) throws IOException {
    Sample.of(7, SMALL).writeTo(folder);
    return Stream.concat(
            Stream.of(
                "--clicks",
                "clicks.csv",
                "--conversions",
                "conversions.csv",
                "--refunds",
                "refunds.csv",
                "--dir",
                "kept"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** Copies what is in one folder into another. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(path -> !path.equals(from)).toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** {@return the SHA-256 of every file under {@code folder}, by its path there} */
  static Map<String, String> filesUnder(Path folder) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(folder.relativize(file).toString(), sha256(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@return what was printed, without what differs from run to run: times, hashes, folder} */
  List<String> stableLines() {
    return out.lines().map(this::stable).toList();
  }

  private String stable(String line) {
    String text =
        line.replaceAll(" +\\d+\\.\\d s", " 0.0 s")
            .replaceAll("sha256:[0-9a-f]{16,64}", "sha256:…");
    // columns are as wide as the folder's path is long
    return text.contains(folder.toString())
        ? text.replace(folder + "/", "").replaceAll("(\\S) +", "$1 ")
        : text;
  }
}
