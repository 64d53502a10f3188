package dev.factory.receipts.spi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where one shard is kept: one chain of receipts in one total order.
 *
 * <p><b>Atomicity:</b> {@link #append} keeps the whole batch or nothing, and {@link #head} moves
 * with it. <b>Order:</b> receipts are numbered from 0 without gaps, in the order in which they were
 * appended. <b>Races:</b> of several writers that append to one head, one wins; the others get
 * {@link AppendResult.Conflict}; the chain never forks. <b>Idempotency:</b> no idempotency key is
 * kept twice. <b>Durability:</b> once {@link #append} has returned {@link AppendResult.Committed},
 * the batch survives a crash of process and machine, unless the implementation says otherwise.
 * <b>Consistency:</b> a read sees every append that returned before it began; {@link #range} sees
 * one state throughout. <b>Threads:</b> safe for use by many threads and, where the storage is
 * shared, by many processes.
 *
 * <p>Every method throws a {@link dev.factory.core.FactoryException} if the storage fails. A failed
 * {@link #append} may have been kept if the exception's code is {@code core.commit-unknown}; the
 * idempotency keys tell.
 */
public interface ReceiptStore {
  /** The highest level of {@link #hashes}: one hash there stands for 2 to the power 56 leaves. */
  int HIGHEST_LEVEL = 7;

  /** {@return where the chain ends now} */
  Head head();

  /**
   * Appends receipts if the chain still ends at {@code expected}, and erases of earlier payloads
   * what they certify as erased, after they are kept and as part of the same whole. An erasure of
   * what is gone already, or was never there, changes nothing, and is remembered all the same.
   *
   * @param expected the head the batch is chained to; only its size and leaf count
   * @param batch one or more receipts, the first with {@code seq} equal to the size of {@code
   *     expected}, each following the one before it, no idempotency key twice; the last ones may
   *     still be being signed, and {@code get} then waits for them and throws what the signer threw
   */
  AppendResult append(Head expected, List<NewReceipt> batch);

  /**
   * Appends what is made of the head while no other writer can move it, where the storage can have
   * the others wait. A writer that lost a race calls this: what it would make beforehand is likely
   * to be in vain again.
   *
   * <p>This implementation lets nobody wait: it reads the head, and appends what was made of it.
   *
   * @param batch makes what {@link #append} takes; it may be called again if the storage runs its
   *     transaction again, and what it throws undoes everything
   * @return as {@link #append}; {@link AppendResult.Conflict} is rare, and still possible
   */
  default AppendResult appendInTurn(InTurn batch) {
    Head head = head();
    return append(head, batch.onto(head, this));
  }

  /** Makes a batch for {@link #appendInTurn}. */
  @FunctionalInterface
  interface InTurn {

    /**
     * {@return one or more receipts that follow {@code head}}
     *
     * @param head where the chain ends, and will end until the batch is kept
     * @param view the store as the transaction sees it; use it here and nowhere else, and only to
     *     read
     */
    List<NewReceipt> onto(Head head, ReceiptStore view);
  }

  /**
   * Shows receipts in order, one at a time, in memory that does not grow with their number.
   *
   * @param from first {@code seq}, inclusive
   * @param to last {@code seq}, exclusive; beyond the end means up to the end
   * @param visitor is called on the caller's thread; what it throws ends the reading
   */
  void range(long from, long to, Consumer<StoredReceipt> visitor);

  /** {@return the receipt with this id, or empty if there is none} */
  Optional<StoredReceipt> byId(UUID id);

  /** {@return the receipts that have one of these idempotency keys, by key; unknown keys absent} */
  Map<String, StoredReceipt> byIdempotencyKeys(Collection<String> keys);

  /** {@return where these streams end now; streams without receipts absent} */
  Map<String, StreamHead> streamHeads(Collection<String> keys);

  /**
   * Shows where all streams ended when the shard had {@code size} receipts, each once, in any
   * order; streams that had none are not shown. The work grows with their number, and not with
   * their length but for what was added since.
   *
   * @param visitor is called on the caller's thread; what it throws ends the reading
   */
  void streamHeadsAt(long size, BiConsumer<String, StreamHead> visitor);

  /**
   * {@return receipts of one stream in its order; empty if there are none}
   *
   * @param key name of the stream
   * @param from first position in the stream, inclusive, from 0
   * @param limit the most to return, at least 1
   * @throws IllegalArgumentException if {@code limit} is less than 1
   */
  List<StoredReceipt> stream(String key, long from, int limit);

  /**
   * {@return receipts that fit the filter, oldest first; empty if there are none beyond}
   *
   * <p>The work grows with what is returned and not with the length of the ledger, except where a
   * stream and a type are wanted at once: then with the receipts of the stream in the time range.
   *
   * @param filter which ones
   * @param from first position, inclusive, from 0: the last one seen plus one goes on from there
   * @param limit the most to return, at least 1
   */
  List<StoredReceipt> find(ReceiptFilter filter, long from, int limit);

  /** {@return as {@link #find}, newest first, beginning below position {@code before}} */
  List<StoredReceipt> findBackwards(ReceiptFilter filter, long before, int limit);

  /**
   * {@return positions of the receipts that certify an erasure in this one's payload, in order;
   * empty if nothing of it was erased}
   */
  List<Long> certificates(long seq);

  /**
   * {@return hashes of the Merkle tree, in order: leaves at level 0, at level <i>k</i> the roots of
   * whole subtrees of 256 to the power <i>k</i> leaves; fewer than {@code limit} where no more are
   * known}
   *
   * <p>Leaves are known as soon as their receipts are; others once they were {@link #putHashes
   * put}.
   *
   * @param level 0 to 7
   * @param from first index at that level, from 0
   * @param limit the most to return, at least 1
   * @throws IllegalArgumentException if {@code level} or {@code limit} is outside its range
   */
  List<ReceiptHash> hashes(int level, long from, int limit);

  /**
   * Keeps hashes of whole subtrees, which follow those that are there without a gap. Hashes that
   * are there already stay as they are, since two who compute them compute the same.
   *
   * @param level 1 to 7
   * @param from index of the first one, from 0
   * @param hashes none, which changes nothing, or more
   * @throws IllegalArgumentException if they would leave a gap, or {@code level} is outside its
   *     range; nothing was written
   */
  void putHashes(int level, long from, List<ReceiptHash> hashes);

  /** For stores: refuses a level below {@code lowest} or above 7. */
  static void requireLevel(int level, int lowest) {
    if (level < lowest || level > HIGHEST_LEVEL) {
      throw new IllegalArgumentException(
          "levels are " + lowest + " to " + HIGHEST_LEVEL + ", not " + level);
    }
  }

  /** {@return the checkpoint that was kept last, or empty if there is none} */
  Optional<StoredCheckpoint> latestCheckpoint();

  /**
   * Keeps a checkpoint, in place of the one before it, if that is still the latest.
   *
   * @param before size of the latest checkpoint as the caller knows it; 0 if there is none
   * @param next covers at least as many receipts
   * @return whether it was kept; if not, somebody else was first and nothing was changed
   * @throws IllegalArgumentException if {@code next} covers fewer receipts than {@code before}
   */
  boolean putCheckpoint(long before, StoredCheckpoint next);

  /**
   * Gives space back, so that no byte of an erased payload remains in the files of the storage; an
   * implementation says what its logs still hold, and until when. It may take as long as copying
   * all there is; what the storage's own backups hold is theirs.
   */
  void compact();
}
