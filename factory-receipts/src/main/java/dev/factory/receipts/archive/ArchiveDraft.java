package dev.factory.receipts.archive;

import dev.factory.core.FactoryException;
import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.ReceiptHeader;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.tlog.CompactRange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file while they are written. Checks that what it is given is a chain, and that
 * each line gives back its receipt. Not thread-safe.
 */
final class ArchiveDraft {
  private final OutputStream out;
  private final ReceiptStore store;
  private final ArchiveHead head;
  private final CompactRange tree;
  private final long remembered;
  private final MessageDigest content = Content.digest();
  private ReceiptHash lastLeaf;
  private @Nullable ReceiptHash rootAtRemembered;
  private long erased;

  /**
   * @param store tells what was erased on purpose
   * @param remembered a size of the ledger whose root shall be known afterwards
   */
  ArchiveDraft(OutputStream out, ReceiptStore store, ArchiveHead head, long remembered)
      throws IOException {
    this.out = out;
    this.store = store;
    this.head = head;
    this.tree = head.before().copy();
    this.remembered = remembered;
    this.lastLeaf = head.prevHash();
    write(head.encode());
  }

  void add(StoredReceipt stored) {
    long seq = tree.size();
    byte[] line;
    ArchivedReceipt receipt;
    try {
      line = ArchivedReceipt.encode(stored);
      receipt = ArchivedReceipt.decode(line);
    } catch (IllegalArgumentException | InvalidJsonException e) {
      throw damaged(seq, "it is not in the form it was written in", e);
    }
    ReceiptHeader header = receipt.header();
    boolean follows =
        header.seq() == seq
            && header.prevHash().equals(lastLeaf)
            && header.ledger().equals(head.ledger());
    if (!follows) {
      throw damaged(seq, "it does not follow the receipt before it", null);
    }
    if (!head.week().contains(header.timestamp())) {
      throw damaged(seq, "its time is not between those of its neighbours", null);
    }
    if (receipt.isErased() && store.certificates(seq).isEmpty()) {
      throw damaged(seq, "its payload is gone and no receipt says that it was erased", null);
    }
    try {
      write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tree.append(receipt.leaf());
    lastLeaf = receipt.leaf();
    erased += receipt.isErased() ? 1 : 0;
    if (tree.size() == remembered) {
      rootAtRemembered = tree.root();
    }
  }

  /** Writes the last line. */
  ArchiveEnd end(boolean finished) throws IOException {
    ArchiveEnd end =
        new ArchiveEnd(
            tree.size() - head.first(),
            erased,
            finished,
            tree.size() - 1,
            lastLeaf,
            tree.root(),
            ReceiptHash.of(content.digest()));
    out.write(end.encode());
    out.write('\n');
    return end;
  }

  /** {@return the root at the size that was to be remembered, or empty if it was not passed} */
  Optional<ReceiptHash> rootAtRemembered() {
    return Optional.ofNullable(rootAtRemembered);
  }

  private void write(byte[] line) throws IOException {
    out.write(line);
    out.write('\n');
    Content.add(content, line);
  }

  private static FactoryException damaged(long seq, String problem, @Nullable Exception cause) {
    String message =
        "receipt "
            + seq
            + " cannot be archived: "
            + problem
            + "; no archive was written or changed: verify the ledger, and restore it from a backup";
    return cause == null
        ? new FactoryException("receipts.damaged", message)
        : new FactoryException("receipts.damaged", message, cause);
  }
}
