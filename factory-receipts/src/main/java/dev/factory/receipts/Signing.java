package dev.factory.receipts;

import dev.factory.receipts.spi.Signer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Some drafts to be signed, by whoever comes first: a thread of the executor, or the leader when it
 * needs them. So a busy or single-threaded executor can slow a ledger down but never stop it.
 */
final class Signing implements Runnable {
  /** Drafts of one task: enough that handing over costs nothing beside signing. */
  static final int TOGETHER = 32;

  private final Signer signer;
  private final List<Batch.Draft> drafts;
  private final AtomicBoolean taken = new AtomicBoolean();

  Signing(Signer signer, List<Batch.Draft> drafts) {
    this.signer = signer;
    this.drafts = drafts;
  }

  @Override
  public void run() {
    if (taken.compareAndSet(false, true)) {
      drafts.forEach(this::sign);
    }
  }

  private void sign(Batch.Draft draft) {
    try {
      draft.signature().complete(Signatures.sign(signer, draft.bytes()));
    } catch (RuntimeException | Error e) {
      // a signer is the host's: whatever it throws belongs to whoever waits for the signature
      draft.signature().completeExceptionally(e);
    }
  }
}
