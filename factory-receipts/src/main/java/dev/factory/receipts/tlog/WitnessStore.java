package dev.factory.receipts.tlog;

/**
 * What a witness remembers of each log: the tree it cosigned last.
 *
 * <p><b>Atomicity:</b> {@link #compareAndSet} replaces the tree of one log or changes nothing.
 * <b>Races:</b> of several writers that expect the same tree, one wins. <b>Durability:</b> when it
 * has returned true, the new tree survives a crash of process and machine, unless the
 * implementation says otherwise; a witness that forgets can be led to cosign a fork.
 * <b>Threads:</b> safe for use by many threads and, where the storage is shared, by many processes.
 *
 * <p>Every method throws a {@link dev.factory.core.FactoryException} if the storage fails.
 */
public interface WitnessStore {

  /**
   * {@return the tree of this log that was cosigned last, {@link TreeHead#EMPTY} if none was}
   *
   * @param origin of the log, one line of any length
   */
  TreeHead latest(String origin);

  /**
   * Replaces what is remembered of a log.
   *
   * @param expected what must be remembered now; {@link TreeHead#EMPTY} also if nothing is
   * @return whether it was, and {@code next} is remembered now
   */
  boolean compareAndSet(String origin, TreeHead expected, TreeHead next);
}
