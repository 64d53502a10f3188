package dev.factory.cost.price;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The book in this jar. */
final class DefaultBook {
  private static final String FILE = "default-1.json";

  private DefaultBook() {}

  static PriceBook load() {
    try (InputStream file = DefaultBook.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks its own resource " + FILE);
      }
      return PriceBook.fromJson("default-1", new String(file.readAllBytes(), UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
