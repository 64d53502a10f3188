package dev.factory.receipts;

import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.ReceiptStore;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Checks ledgers and single receipts against keys the caller trusts. It reads, and never writes.
 *
 * <p>Memory does not grow with the number of receipts; it holds one hash for each stream. <b>
 * Threads:</b> safe for use by many threads.
 */
public final class ReceiptVerifier {
  private static final int PROGRESS_EVERY = 256;

  private final TrustedKeys keys;
  private final LongConsumer progress;

  private ReceiptVerifier(TrustedKeys keys, LongConsumer progress) {
    this.keys = keys;
    this.progress = progress;
  }

  /** {@return a verifier that believes these keys} */
  public static ReceiptVerifier trusting(TrustedKeys keys) {
    return new ReceiptVerifier(keys, done -> {});
  }

  /** {@return the same verifier, telling {@code progress} from time to time how many are done} */
  public ReceiptVerifier reporting(LongConsumer progress) {
    return new ReceiptVerifier(keys, progress);
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
    Head head = store.head();
    LedgerCheck check = new LedgerCheck(keys, level);
    // up to the head and not beyond: others may append while this reads
    store.range(
        0,
        head.size(),
        stored -> {
          check.next(stored);
          if (check.receipts() % PROGRESS_EVERY == 0) {
            progress.accept(check.receipts());
          }
        });
    check.end(head);
    progress.accept(check.receipts());
    return check.report();
  }

  /**
   * Checks one receipt by itself: its signature, and its payload if that is there.
   *
   * @return what is wrong with it, or empty if nothing is. Its place in the ledger is not checked.
   */
  public Optional<Fault> verify(Receipt receipt) {
    byte[] bytes = receipt.header().canonical();
    long seq = receipt.header().seq();
    Optional<Fault.Kind> signature =
        SignatureCheck.of(keys, receipt.header().kid(), bytes, receipt.signature());
    if (signature.isPresent()) {
      return signature.map(kind -> new Fault(seq, kind));
    }
    boolean intact =
        receipt.payload() == null
            || Commitment.matches(receipt.payload(), receipt.header().dataHash());
    return intact ? Optional.empty() : Optional.of(new Fault(seq, Fault.Kind.WRONG_PAYLOAD));
  }
}
