package dev.factory.receipts.spi;

import java.util.Optional;

/**
 * A place outside the store that remembers checkpoints: whoever can set the store back, or replace
 * it, cannot do the same there. What it remembers shows that receipts were cut off or changed.
 *
 * <p><b>Durability:</b> when {@link #keep} returns, the checkpoint survives a crash. <b>Order:</b>
 * {@link #latest} gives the one kept last. <b>Threads:</b> safe for use by many threads and, where
 * the storage is shared, by many processes.
 *
 * <p>Both methods throw a {@link dev.factory.core.FactoryException} if the place cannot be reached.
 */
public interface Anchor {

  /** {@return how reports call it, such as the path of a file} */
  String name();

  /** {@return the checkpoint of this ledger that was kept last, or empty if there is none} */
  Optional<StoredCheckpoint> latest(String ledger);

  /** Keeps a checkpoint of a ledger; the same one again changes nothing that matters. */
  void keep(String ledger, StoredCheckpoint checkpoint);
}
