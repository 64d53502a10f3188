package dev.factory.receipts.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * What a receipt says, apart from its header so that it can be erased without touching the chain.
 *
 * @param data canonical JSON of the object of the clear members
 * @param disclosures canonical JSON of the array of disclosures of personal members, in which an
 *     erased one left its digest, {@code sha256:} and 64 hex digits; {@code []} if there are none
 */
public record StoredPayload(String data, String disclosures) {

  /**
   * {@return the same payload without these disclosures, whose digests take their places}
   *
   * @param erased texts of disclosures; those it does not have are passed over
   */
  public StoredPayload without(Set<String> erased) {
    String left = disclosures;
    for (String disclosure : erased) {
      // base64url needs no escaping in JSON, and the quotes keep one from matching inside another
      left = left.replace(quoted(disclosure), quoted(digest(disclosure).toString()));
    }
    return new StoredPayload(data, left);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /** {@return the digest that stands for a disclosure (RFC 9901, section 4.2.3)} */
  public static ReceiptHash digest(String disclosure) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return ReceiptHash.of(sha256.digest(disclosure.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    // never what it says: it may be personal
    return "StoredPayload[" + (data.length() + disclosures.length()) + " characters]";
  }
}
