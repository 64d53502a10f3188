package dev.factory.examples.cli;

import dev.factory.core.FactoryException;
import dev.factory.receipts.KeyHistory;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.spi.ReceiptStore;

/**
 * The first receipt of a ledger and the history of keys that begins with it: what the ledger says
 * of itself, to be believed by those who know the receipt by its hash.
 *
 * @param receipt receipt 0
 * @param keys the keys it names, and those they handed over to
 */
record Genesis(Receipt receipt, KeyHistory keys) {

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
                        "there are no receipts in this shard; nothing was done: check --db and"
                            + " --shard"));
    KeyHistory keys =
        ReceiptVerifier.trusting(TrustedKeys.pinnedGenesis(first.hash())).keysOf(store);
    return new Genesis(first, keys);
  }

  /** {@return the name of the ledger} */
  String ledger() {
    return receipt.header().ledger();
  }
}
