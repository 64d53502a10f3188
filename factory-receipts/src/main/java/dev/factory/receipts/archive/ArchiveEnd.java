package dev.factory.receipts.archive;

import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.spi.ReceiptHash;
import java.util.Arrays;
import java.util.Map;

/**
 * The last line of a file: by which it is known to be whole.
 *
 * @param count how many receipts it has
 * @param erased of how many of them something is gone
 * @param finished whether the week was over
 * @param last position of the last receipt
 * @param lastHash leaf of the last receipt
 * @param root root of the tree over all receipts up to it
 * @param content SHA-256 of all bytes before this line, decompressed
 */
record ArchiveEnd(
    long count,
    long erased,
    boolean finished,
    long last,
    ReceiptHash lastHash,
    ReceiptHash root,
    ReceiptHash content) {

  byte[] encode() {
    return CanonicalJson.of(
        Map.of(
            "count", count,
            "erased", erased,
            "finished", finished,
            "last", last,
            "last_hash", lastHash.toString(),
            "root", root.toString(),
            "content", content.toString()));
  }

  /**
   * {@return the end that a line holds}
   *
   * @throws IllegalArgumentException if the line is not what {@link #encode} writes
   */
  static ArchiveEnd decode(byte[] line) {
    Members in = Members.of(line);
    ArchiveEnd end =
        new ArchiveEnd(
            in.integer("count"),
            in.integer("erased"),
            in.truth("finished"),
            in.integer("last"),
            ReceiptHash.parse(in.text("last_hash")),
            ReceiptHash.parse(in.text("root")),
            ReceiptHash.parse(in.text("content")));
    if (!Arrays.equals(end.encode(), line)) {
      throw new IllegalArgumentException("a line is canonical JSON without members of its own");
    }
    return end;
  }
}
