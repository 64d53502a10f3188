package dev.factory.cost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that were released and never change again. */
public final class Golden {
  private Golden() {}

  /** Fails unless {@code text} is what the file says, but for a line end at its end. */
  public static void assertSame(String file, String text) {
    assertThat(text.stripTrailing()).as(file).isEqualTo(read(file).stripTrailing());
  }

  private static String read(String file) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/v1/" + file)) {
      return in == null ? "(there is no such file)" : new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
