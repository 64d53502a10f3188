package dev.factory.receipts;

import dev.factory.receipts.spi.Signer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The signature of a receipt: what is signed, and its text form. */
final class Signatures {
  private static final byte[] DOMAIN = "factory-receipt/v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final String PREFIX = "ed25519:";
  private static final int LENGTH = 64;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder UNBASE64 = Base64.getUrlDecoder();

  private Signatures() {}

  static String sign(Signer signer, byte[] header) {
    return PREFIX + BASE64.encodeToString(signer.sign(message(header)));
  }

  /** The signature's bytes, or empty if the text is not exactly what {@link #sign} would write. */
  static Optional<byte[]> decode(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String encoded = text.substring(PREFIX.length());
    try {
      byte[] signature = UNBASE64.decode(encoded);
      boolean exact =
          signature.length == LENGTH && BASE64.encodeToString(signature).equals(encoded);
      return exact ? Optional.of(signature) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static byte[] message(byte[] header) {
    byte[] message = Arrays.copyOf(DOMAIN, DOMAIN.length + header.length);
    System.arraycopy(header, 0, message, DOMAIN.length, header.length);
    return message;
  }
}
