package dev.factory.receipts;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encoding of RFC 7468: one block, no headers. */
final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  static String write(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + LINES.encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }

  static byte[] read(String pem, String type) {
    Matcher block =
        Pattern.compile(
                "-----BEGIN " + type + "-----([A-Za-z0-9+/=\\s]+)-----END " + type + "-----")
            .matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException("there is no PEM block \"" + type + "\" in it");
    }
    try {
      return Base64.getDecoder().decode(block.group(1).replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the PEM block \"" + type + "\" is not base64");
    }
  }
}
