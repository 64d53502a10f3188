package dev.factory.receipts.tlog;

import java.util.function.Consumer;

/**
 * Where the entries of a log are read, to be exported; for a ledger of receipts the headers.
 *
 * <p><b>Order:</b> entries come in the order of the log, without gaps. <b>Memory:</b> the source
 * need not hold more than one of them.
 */
@FunctionalInterface
public interface EntrySource {

  /**
   * Shows entries in order.
   *
   * @param from first index, inclusive
   * @param to last index, exclusive; not beyond the size of the checkpoint that is exported
   * @param visitor is called once for each entry, on the caller's thread; what it throws ends the
   *     reading
   * @throws dev.factory.core.FactoryException if they cannot be read
   */
  void read(long from, long to, Consumer<byte[]> visitor);
}
