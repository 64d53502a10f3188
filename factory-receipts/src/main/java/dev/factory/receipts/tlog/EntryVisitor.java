package dev.factory.receipts.tlog;

/**
 * Is shown the entries of a log, each after it was found to be the one the checkpoint commits to.
 */
@FunctionalInterface
public interface EntryVisitor {

  /**
   * Is shown an entry.
   *
   * @param index its place, from 0
   * @param entry its bytes, the visitor's to keep
   */
  void entry(long index, byte[] entry);
}
