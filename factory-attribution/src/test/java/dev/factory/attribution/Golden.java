package dev.factory.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Forms that are kept or sent, as they were first released: the files are added to, never changed.
 * With {@code -Dgolden.add=true} a file that is missing is written.
 */
public final class Golden {
  private static final String FOLDER = "/golden/v1/";

  private Golden() {}

  /** Fails if {@code actual} is not what the file holds, to the byte. */
  public static void assertSame(String file, byte[] actual) {
    assertSame(file, new String(actual, StandardCharsets.UTF_8));
  }

  /** Fails if {@code actual} is not what the file holds, to the byte. */
  public static void assertSame(String file, String actual) {
    addIfAsked(file, actual);
    assertThat(actual).as(file).isEqualTo(read(file));
  }

  private static void addIfAsked(String file, String actual) {
    Path path = Path.of("src/test/resources" + FOLDER, file);
    if (Boolean.getBoolean("golden.add") && !Files.exists(path)) {
      try {
        Files.createDirectories(path.getParent());
        Files.writeString(path, actual);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** {@return what the file holds} */
  public static String read(String file) {
    try (InputStream in = Golden.class.getResourceAsStream(FOLDER + file)) {
      assertThat(in).as("the file %s", FOLDER + file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
