package dev.factory.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The canonical form of a sample, to the byte. It may never change: hashes are made of it. */
class GoldenTest {
  private static final String FOLDER = "/golden/v1/canonical-json/";

  @Test
  void theSampleHasTheFormItAlwaysHad() {
    byte[] canonical = read("click.canonical.json");
    assertThat(CanonicalJson.canonicalize(read("click.json"))).isEqualTo(canonical);
    assertThat(CanonicalJson.of(CanonicalJson.parseObject(read("click.json"))))
        .isEqualTo(canonical);
    assertThat(CanonicalJson.isCanonical(canonical)).isTrue();
  }

  @Test
  void theSampleHasTheHashItAlwaysHad() throws NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(CanonicalJson.canonicalize(read("click.json")));
    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("d0e5ea6d6a1d2e706d156f2dd5587000a4b9c0f507f8b9fd01f28798fe50ccef");
  }

  private static byte[] read(String name) {
    try (InputStream file =
        Objects.requireNonNull(GoldenTest.class.getResourceAsStream(FOLDER + name), name)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
