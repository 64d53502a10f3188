package dev.factory.receipts;

import dev.factory.receipts.spi.ReceiptHash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Hashes of a proof as one text: base64url of all their bytes, one after the other. */
final class HashPath {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private HashPath() {}

  static String encode(List<ReceiptHash> path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    path.forEach(hash -> bytes.writeBytes(hash.bytes()));
    return BASE64.encodeToString(bytes.toByteArray());
  }

  static List<ReceiptHash> decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length % ReceiptHash.LENGTH != 0 || !BASE64.encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("the member \"path\" must be hashes in base64url");
    }
    List<ReceiptHash> path = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += ReceiptHash.LENGTH) {
      path.add(ReceiptHash.of(Arrays.copyOfRange(bytes, from, from + ReceiptHash.LENGTH)));
    }
    return path;
  }
}
