package dev.factory.receipts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The order of texts by their UTF-8 bytes, which databases have without any collation. */
final class Utf8Order {
  private Utf8Order() {}

  static int compare(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
