package dev.factory.receipts.archive;

import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.tlog.CompactRange;
import java.util.Arrays;
import java.util.Map;

/**
 * The first line of a file: what its receipts follow.
 *
 * @param week which week the receipts are of
 * @param ledger name of the ledger
 * @param before the tree over all receipts before them; its size is the position of the first one
 * @param prevHash leaf of the receipt before them; zeros if there is none
 */
record ArchiveHead(IsoWeek week, String ledger, CompactRange before, ReceiptHash prevHash) {
  static final String FORMAT = "factory-archive/v1";

  long first() {
    return before.size();
  }

  byte[] encode() {
    return CanonicalJson.of(
        Map.of(
            "first", first(),
            "format", FORMAT,
            "ledger", ledger,
            "prev_hash", prevHash.toString(),
            "tree", before.subtrees().stream().map(ReceiptHash::toString).toList(),
            "week", week.toString()));
  }

  /**
   * {@return the head that a line holds}
   *
   * @throws IllegalArgumentException if the line is not what {@link #encode} writes
   */
  static ArchiveHead decode(byte[] line) {
    Members in = Members.of(line);
    ArchiveHead head =
        new ArchiveHead(
            IsoWeek.parse(in.text("week")),
            in.text("ledger"),
            CompactRange.of(
                in.integer("first"), in.texts("tree").stream().map(ReceiptHash::parse).toList()),
            ReceiptHash.parse(in.text("prev_hash")));
    if (!Arrays.equals(head.encode(), line)) {
      throw new IllegalArgumentException("a line is canonical JSON without members of its own");
    }
    return head;
  }
}
