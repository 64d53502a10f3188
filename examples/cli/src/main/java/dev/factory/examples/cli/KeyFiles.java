package dev.factory.examples.cli;

import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.PublicKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Public keys in files. */
final class KeyFiles {
  private KeyFiles() {}

  /**
   * {@return the keys in a file: a PEM block, a JSON Web Key, or a set of them; at least one}
   *
   * @throws CliException {@code cli.key-unreadable} if it holds none
   */
  static List<PublicKey> publicKeys(Path file) {
    byte[] content = read(file);
    try {
      String text = new String(content, StandardCharsets.UTF_8);
      List<PublicKey> keys =
          text.stripLeading().startsWith("{")
              ? fromJson(CanonicalJson.parseObject(content))
              : List.of(PublicKey.fromPem(text));
      if (!keys.isEmpty()) {
        return keys;
      }
    } catch (IllegalArgumentException | InvalidJsonException notOne) {
      // said below, without what the file holds: it may be the wrong half
    }
    throw new CliException(
        "cli.key-unreadable",
        "no Ed25519 public key can be read from "
            + file
            + "; nothing was checked: it is a PEM block \"PUBLIC KEY\", a JSON Web Key, or a set of"
            + " them");
  }

  /** {@return the keys of a JWK, or of the member {@code keys} of a set} */
  private static List<PublicKey> fromJson(Map<String, @Nullable Object> json) {
    if (!(json.get("keys") instanceof List<?> set)) {
      return List.of(PublicKey.fromJwk(json));
    }
    List<PublicKey> keys = new ArrayList<>();
    for (Object item : set) {
      if (!(item instanceof Map<?, ?> members)) {
        throw new IllegalArgumentException("a JWK set is a list of objects");
      }
      Map<String, @Nullable Object> jwk = new LinkedHashMap<>();
      members.forEach((name, value) -> jwk.put(String.valueOf(name), value));
      keys.add(PublicKey.fromJwk(jwk));
    }
    return keys;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
