package dev.factory.receipts;

import dev.factory.receipts.tlog.Checkpoint;
import dev.factory.receipts.tlog.CheckpointVerdict;
import java.util.List;

/** What checking an {@link EvidenceBundle} found. */
public sealed interface BundleVerdict {

  /**
   * Everything is proved.
   *
   * @param checkpoint the state of the ledger that covers the receipts
   * @param receipts what was proved, one or more
   * @param keys the keys of the ledger up to the checkpoint
   */
  record Verified(Checkpoint checkpoint, List<Receipt> receipts, KeyHistory keys)
      implements BundleVerdict {

    /** Copies the list. */
    public Verified {
      receipts = List.copyOf(receipts);
    }
  }

  /** Nothing is wrong, and nothing is proved: there are no receipts. */
  record Empty() implements BundleVerdict {}

  /**
   * The checkpoint is not one that the ledger signed, as far as is trusted, or too few witnesses
   * cosigned it.
   *
   * @param why the reason
   */
  record UntrustedCheckpoint(CheckpointVerdict why) implements BundleVerdict {}

  /**
   * The path does not lead from the receipt to the checkpoint's root.
   *
   * @param seq position of the receipt
   * @param size how many receipts the checkpoint covers
   */
  record NotIncluded(long seq, long size) implements BundleVerdict {}

  /**
   * A receipt is not what was recorded.
   *
   * @param fault what is wrong with which
   */
  record Faulty(Fault fault) implements BundleVerdict {}
}
