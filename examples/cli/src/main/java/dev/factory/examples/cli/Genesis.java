package dev.factory.examples.cli;

import dev.factory.core.FactoryException;
import dev.factory.receipts.PublicKey;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.spi.ReceiptStore;
import java.util.List;

/**
 * The first receipt of a ledger and the keys it names, which are hints until it is believed.
 *
 * @param receipt receipt 0
 * @param keys the keys the ledger began with
 */
record Genesis(Receipt receipt, List<PublicKey> keys) {

  /**
   * {@return how the ledger in {@code store} begins}
   *
   * @throws FactoryException {@code cli.empty-ledger} if there are no receipts, {@code
   *     receipts.damaged} if the first one cannot be read
   */
  static Genesis of(ReceiptStore store) {
    Receipt first =
        Receipts.at(store, 0)
            .orElseThrow(
                () ->
                    new CliException(
                        "cli.empty-ledger",
                        "there are no receipts in this shard; nothing was checked: check --db and"
                            + " --shard"));
    try {
      return new Genesis(first, KeyFiles.fromJson(first.data().orElseThrow()));
    } catch (RuntimeException e) {
      throw new FactoryException(
          "receipts.damaged",
          "the first receipt of the ledger is damaged: its keys cannot be read; nothing was"
              + " changed: give --public-key to verify what follows, and restore it from a backup",
          e);
    }
  }
}
