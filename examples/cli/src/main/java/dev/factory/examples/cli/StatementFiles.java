package dev.factory.examples.cli;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.statement.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of the files of one statement, which no publisher can choose: an id may hold a path, and
 * two ids may be one name to a file system.
 *
 * @param html the page
 * @param json the statement
 * @param bundle the receipts that prove it
 */
record StatementFiles(String html, String json, String bundle) {
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_-]{1,64}");

  static StatementFiles of(Statement statement) {
    String whose =
        name(statement.publisherId()) + "-" + statement.currency().code().toLowerCase(Locale.ROOT);
    return new StatementFiles(
        "statement-" + whose + ".html",
        "statement-" + whose + ".json",
        "evidence-" + whose + ".json");
  }

  /** An id that is no safe name gets a hash behind a dot, which plain names do not have. */
  private static String name(PublisherId publisher) {
    String id = publisher.value();
    if (PLAIN.matcher(id).matches()) {
      return id;
    }
    String readable = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
    return readable.substring(0, Math.min(readable.length(), 40)) + "." + hash(id);
  }

  private static String hash(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
