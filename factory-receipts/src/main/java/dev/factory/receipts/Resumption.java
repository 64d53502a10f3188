package dev.factory.receipts;

import dev.factory.core.journal.Event;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredCheckpoint;
import java.util.List;
import java.util.Map;

/** Receipts in which a ledger admits that it was set back behind a checkpoint. */
final class Resumption {
  private static final String TYPE = "ledger.resumed";
  private static final int MOST = 1_000;

  private Resumption() {}

  static Event event(StoredCheckpoint lost, long size, String reason) {
    return Event.of(
        TYPE,
        TYPE + ":" + lost.root().hex(),
        Map.of(
            "known_root",
            lost.root().toString(),
            "known_size",
            lost.size(),
            "reason",
            reason,
            "resumed_at",
            size));
  }

  /** Roots of the checkpoints whose loss was admitted. */
  static List<ReceiptHash> admitted(ReceiptStore store) {
    return store.find(ReceiptFilter.ALL.ofType(TYPE), 0, MOST).stream()
        .flatMap(stored -> Receipt.of(stored).data().stream())
        .map(data -> ReceiptHash.parse(new JsonMembers(data).text("known_root")))
        .toList();
  }
}
