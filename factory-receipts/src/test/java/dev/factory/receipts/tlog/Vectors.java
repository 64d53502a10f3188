package dev.factory.receipts.tlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Notes and keys that others published. */
final class Vectors {
  private Vectors() {}

  static byte[] bytes(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/tlog/" + name)) {
      if (in == null) {
        throw new AssertionError("no test data " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static VerifierKey key(String beginning) {
    return new String(bytes("vkeys.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(beginning))
        .map(VerifierKey::parse)
        .findFirst()
        .orElseThrow();
  }
}
