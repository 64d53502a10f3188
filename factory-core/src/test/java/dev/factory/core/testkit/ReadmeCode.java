package dev.factory.core.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Keeps the code of a README true: what it shows is, line by line, what a test runs.
 *
 * <p>The test marks its lines with {@code // README: begin} and {@code // README: end}.
 */
public final class ReadmeCode {
  private static final String BEGIN = "// README: begin";
  private static final String END = "// README: end";

  private ReadmeCode() {}

  /**
   * Fails unless a README has the marked lines of a test in a block {@code java}.
   *
   * @param test whose source, in {@code src/test/java}, has the marks
   * @param readme path of the README from the folder of the test's module
   */
  public static void requireShown(Class<?> test, String readme) {
    Path module = moduleOf(test);
    String source = "src/test/java/" + test.getName().replace('.', '/') + ".java";
    String shown = "```java\n" + marked(read(module.resolve(source))) + "```\n";
    if (!read(module.resolve(readme)).contains(shown)) {
      throw new AssertionError(
          readme + " does not show the code of " + test.getSimpleName() + ", which is\n" + shown);
    }
  }

  private static String marked(String source) {
    List<String> lines =
        source
            .lines()
            .dropWhile(line -> !line.strip().equals(BEGIN))
            .skip(1)
            .takeWhile(line -> !line.strip().equals(END))
            .toList();
    int indent =
        lines.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElseThrow(() -> new IllegalArgumentException("there is no " + BEGIN));
    return lines.stream()
        .map(line -> (line.isBlank() ? "" : line.substring(indent)) + "\n")
        .collect(Collectors.joining());
  }

  private static Path moduleOf(Class<?> test) {
    try {
      Path classes = Path.of(test.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolve("../..").normalize();
    } catch (URISyntaxException broken) {
      throw new IllegalStateException("the place of " + test + " is not a path", broken);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
