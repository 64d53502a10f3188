package dev.factory.receipts.archive;

import dev.factory.core.FactoryException;
import dev.factory.receipts.ErasureCertificate;
import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Appends archived receipts to a store that is empty, or that an earlier restore began to fill. */
final class Restore {
  private static final int BATCH = 1_000;

  private final ReceiptStore store;
  private final LongConsumer progress;
  private final List<NewReceipt> batch = new ArrayList<>(BATCH);
  private final long there;
  private Head head;
  private long written;

  Restore(ReceiptStore store, LongConsumer progress) {
    this.store = store;
    this.progress = progress;
    this.head = store.head();
    this.there = head.size();
  }

  /** Refuses a store that cannot have come from these archives. */
  void requireWithin(long receipts) {
    if (there > receipts) {
      throw notEmpty("it has " + there + " receipts and the archives " + receipts);
    }
  }

  void add(ArchivedReceipt receipt) {
    if (receipt.header().seq() < there) {
      skip(receipt);
      return;
    }
    if (receipt.header().type().equals(ErasureCertificate.TYPE)) {
      // what it erases must be in the store, to be erased in the transaction that keeps it
      flush();
      batch.add(receipt.asNew(ErasedAgain.by(receipt, store)));
    } else {
      batch.add(receipt.asNew(List.of()));
    }
    if (batch.size() == BATCH) {
      flush();
    }
  }

  private void skip(ArchivedReceipt receipt) {
    if (receipt.header().seq() == there - 1 && !receipt.leaf().equals(head.leaf())) {
      throw notEmpty("it ends with another receipt than the archives have there");
    }
  }

  void flush() {
    if (batch.isEmpty()) {
      return;
    }
    if (!(store.append(head, batch) instanceof AppendResult.Committed)) {
      throw new FactoryException(
          "receipts.restore-conflict",
          "somebody else writes to the store; "
              + written
              + " receipts were written by this restore: let nothing else write, and restore again,"
              + " which goes on from there");
    }
    NewReceipt last = batch.get(batch.size() - 1);
    UUID id = UUID.fromString(last.receipt().id());
    Instant acceptedAt = Instant.parse(last.receipt().timestamp());
    head = new Head(last.receipt().seq() + 1, last.leaf(), new Head.Last(id, acceptedAt));
    written += batch.size();
    batch.clear();
    progress.accept(head.size());
  }

  long written() {
    return written;
  }

  private static FactoryException notEmpty(String why) {
    return new FactoryException(
        "receipts.restore-not-empty",
        "the store holds something else than the beginning of these archives: "
            + why
            + "; nothing was written: restore into an empty store or shard");
  }
}
