package dev.factory.cost.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names in events of the journal, which have lengths of their own. */
public final class JournalKeys {
  private static final int LONGEST = 200;

  private JournalKeys() {}

  /** {@return {@code key}, or if it is too long its beginning and its hash} */
  public static String key(String key) {
    if (key.length() <= LONGEST) {
      return key;
    }
    String hash = sha256(key.getBytes(UTF_8));
    return key.substring(0, key.indexOf(':') + 1) + "sha256:" + hash;
  }

  /** {@return the person on whose behalf; empty if none is known} */
  public static String user(SpendTags tags) {
    return tags.values().getOrDefault(Dimension.USER, "");
  }

  /** {@return the person whose budget a line counts; empty if it is nobody's own} */
  public static String user(String line) {
    return user(known(line, Dimension.USER));
  }

  /** {@return the stream of the tenant whose budget a line counts; none if it is no tenant's} */
  public static List<String> streams(String line) {
    return streams(known(line, Dimension.TENANT));
  }

  /** What a line says about one dimension; hosts may give lines names of another form. */
  private static SpendTags known(String line, Dimension dimension) {
    int hash = line.indexOf('#');
    String id = hash < 0 ? line : line.substring(0, hash);
    for (String part : id.split("/", -1)) {
      if (part.startsWith(dimension.text() + "=")) {
        return SpendTags.parse(part);
      }
    }
    return SpendTags.NONE;
  }

  /** {@return the stream of the tenant; none if no tenant is known} */
  public static List<String> streams(SpendTags tags) {
    String tenant = tags.values().get(Dimension.TENANT);
    String stream = "tenant=" + tenant;
    return tenant == null || stream.length() > LONGEST ? List.of() : List.of(stream);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
