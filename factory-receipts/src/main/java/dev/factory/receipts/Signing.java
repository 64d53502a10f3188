package dev.factory.receipts;

import dev.factory.receipts.spi.Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Some drafts to be signed, by whoever comes first: a thread of the executor, or the leader when it
 * needs them. So a busy or single-threaded executor can slow a ledger down but never stop it.
 */
final class Signing implements Runnable {
  /** Drafts of one task: enough that handing over costs nothing beside signing. */
  private static final int TOGETHER = 32;

  private final Signer signer;
  private final SigningMode mode;
  private final List<Batch.Draft> drafts;
  private final AtomicBoolean taken = new AtomicBoolean();

  private Signing(Signer signer, SigningMode mode, List<Batch.Draft> drafts) {
    this.signer = signer;
    this.mode = mode;
    this.drafts = drafts;
  }

  /** The tasks that sign a batch, each of {@link #draftsOfOne} drafts but for the last. */
  static List<Signing> of(Signer signer, SigningMode mode, List<Batch.Draft> drafts) {
    List<Signing> tasks = new ArrayList<>();
    int each = draftsOfOne(mode, drafts.size());
    for (int from = 0; from < drafts.size(); from += each) {
      int to = Math.min(from + each, drafts.size());
      tasks.add(new Signing(signer, mode, drafts.subList(from, to)));
    }
    return tasks;
  }

  private static int draftsOfOne(SigningMode mode, int drafts) {
    return mode == SigningMode.BATCH ? drafts : TOGETHER;
  }

  /** The task of those made {@link #of} a batch that signs the draft at {@code index}. */
  static Signing signing(List<Signing> tasks, int index) {
    return tasks.get(index / tasks.get(0).drafts.size());
  }

  @Override
  public void run() {
    if (!taken.compareAndSet(false, true)) {
      return;
    }
    if (mode == SigningMode.BATCH) {
      signTogether();
    } else {
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

  private void signTogether() {
    try {
      List<String> texts =
          Signatures.signTogether(signer, drafts.stream().map(Batch.Draft::leaf).toList());
      for (int i = 0; i < texts.size(); i++) {
        drafts.get(i).signature().complete(texts.get(i));
      }
    } catch (RuntimeException | Error e) {
      drafts.forEach(draft -> draft.signature().completeExceptionally(e));
    }
  }
}
