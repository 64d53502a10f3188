package dev.factory.receipts;

import dev.factory.receipts.spi.Anchor;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks ledgers and single receipts against keys the caller trusts. It reads, and never writes.
 *
 * <p>Memory does not grow with the number of receipts; it holds one hash for each stream, and a few
 * for each erasure. <b>Threads:</b> safe for use by many threads. The verdict is the same whatever
 * the executor, the store and the machine.
 */
public final class ReceiptVerifier {
  private static final int PROGRESS_EVERY = 256;

  private final TrustedKeys keys;
  private final LongConsumer progress;
  private final Executor executor;
  private final List<Anchor> anchors;
  private final boolean combined;
  private final @Nullable AuditPoint since;

  private ReceiptVerifier(
      TrustedKeys keys,
      LongConsumer progress,
      Executor executor,
      List<Anchor> anchors,
      boolean combined,
      @Nullable AuditPoint since) {
    this.keys = keys;
    this.progress = progress;
    this.executor = executor;
    this.anchors = List.copyOf(anchors);
    this.combined = combined;
    this.since = since;
  }

  /** {@return a verifier that believes these keys} */
  public static ReceiptVerifier trusting(TrustedKeys keys) {
    return new ReceiptVerifier(keys, done -> {}, Runnable::run, List.of(), true, null);
  }

  /** {@return the same verifier, telling {@code progress} from time to time how many are done} */
  public ReceiptVerifier reporting(LongConsumer progress) {
    return new ReceiptVerifier(keys, progress, executor, anchors, combined, since);
  }

  /**
   * {@return the same verifier, checking signatures and payloads on {@code executor}} The caller's
   * thread reads, hashes and follows the chain meanwhile; a pool of as many threads as the machine
   * has processors uses them all. The host starts and stops it.
   */
  public ReceiptVerifier on(Executor executor) {
    return new ReceiptVerifier(keys, progress, executor, anchors, combined, since);
  }

  /**
   * {@return the same verifier, checking each signature by itself with Bouncy Castle} By default
   * many are checked in one equation, which is several times faster and gives the same verdicts but
   * for a chance of 2<sup>-128</sup>.
   */
  public ReceiptVerifier oneByOne() {
    return new ReceiptVerifier(keys, progress, executor, anchors, false, since);
  }

  /**
   * {@return the same verifier, comparing ledgers with the checkpoints these remember} What was cut
   * off or changed below the latest of them is found, whoever did it.
   */
  public ReceiptVerifier against(Anchor... remembering) {
    return new ReceiptVerifier(keys, progress, executor, List.of(remembering), combined, since);
  }

  /**
   * {@return the same verifier, going on from where an audit before ended} Receipts before that are
   * not looked at again, so what became of them since is not seen; everything after is judged as if
   * they had been. If the ledger is not the one of that audit any more, or a revocation reaches
   * back behind it, then everything is looked at from the first receipt on.
   *
   * @param point what {@link #audit} of the same ledger gave with the same trust
   */
  public ReceiptVerifier since(AuditPoint point) {
    return new ReceiptVerifier(keys, progress, executor, anchors, combined, point);
  }

  /**
   * Checks everything there is to check about a ledger; faults are counted and the first is named.
   *
   * @return the verdict; of an empty store it is never valid
   * @throws dev.factory.core.FactoryException if the store cannot be read: there is no verdict then
   */
  public VerificationReport verify(ReceiptStore store) {
    return verify(store, VerificationLevel.PAYLOADS);
  }

  /** {@return as {@link #verify(ReceiptStore)}, looking only as far as {@code level} says} */
  public VerificationReport verify(ReceiptStore store, VerificationLevel level) {
    return pass(store, level).report();
  }

  /**
   * Checks everything, as {@link #verify(ReceiptStore)} does, and says where the next audit can
   * begin.
   *
   * @throws dev.factory.core.FactoryException if the store cannot be read: there is no verdict then
   */
  public Audit audit(ReceiptStore store) {
    LedgerCheck check = pass(store, VerificationLevel.PAYLOADS);
    VerificationReport report = check.report();
    return new Audit(report, report.isValid() ? Optional.of(check.point()) : Optional.empty());
  }

  private LedgerCheck pass(ReceiptStore store, VerificationLevel level) {
    Head head = store.head();
    KeyWalk walk =
        level.includes(VerificationLevel.SIGNATURES)
            ? KeyWalk.of(keys, store, head.size())
            : KeyWalk.none(keys);
    Optional<AuditPoint> begin =
        Optional.ofNullable(since).filter(p -> p.isIn(store, head) && walk.goesOnFrom(p));
    LedgerCheck check =
        new LedgerCheck(
            walk,
            new ContentCheck(walk.history(), level, combined),
            level,
            executor,
            Remembered.checkpoints(store, anchors, Optional.ofNullable(since)),
            begin);
    // up to the head and not beyond: others may append while this reads
    store.range(
        check.receipts(),
        head.size(),
        stored -> {
          check.next(stored);
          if (check.receipts() % PROGRESS_EVERY == 0) {
            progress.accept(check.receipts());
          }
        });
    check.end(head, store);
    progress.accept(check.receipts());
    return check;
  }

  /**
   * {@return the keys of a ledger as far as this verifier believes them: its own, and those they
   * handed over to}
   */
  public KeyHistory keysOf(ReceiptStore store) {
    return KeyWalk.of(keys, store, store.head().size()).history();
  }

  /**
   * Checks one receipt by itself: its signature, and its payload if that is there.
   *
   * @return what is wrong with it, or empty if nothing is. Its place in the ledger is not checked.
   */
  public Optional<Fault> verify(Receipt receipt) {
    return check(receipt, keys.history(receipt.header().seq() == 0 ? receipt : null));
  }

  static Optional<Fault> check(Receipt receipt, KeyHistory history) {
    ReceiptHeader header = receipt.header();
    Optional<Fault.Kind> signature =
        SignatureCheck.of(
            history, header.kid(), header.seq(), header.canonical(), receipt.signature());
    if (signature.isPresent()) {
      return signature.map(kind -> new Fault(header.seq(), kind));
    }
    boolean intact =
        receipt.payload() == null || Commitment.matches(receipt.payload(), header.dataHash());
    return intact
        ? Optional.empty()
        : Optional.of(new Fault(header.seq(), Fault.Kind.WRONG_PAYLOAD));
  }

  /**
   * Reads one member of a receipt's data, and believes nothing that is not proved.
   *
   * @param id of the receipt
   * @param field name of a top-level member
   * @return its value, or why there is none; never a default
   */
  public FieldValue read(ReceiptStore store, UUID id, String field) {
    Optional<StoredReceipt> found = store.byId(id);
    if (found.isEmpty()) {
      return new FieldValue.Absent();
    }
    return new FieldReader(store, keysOf(store)).read(found.get(), field);
  }
}
