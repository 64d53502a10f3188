package dev.factory.receipts.tlog;

import java.util.List;

/** What {@link TlogProof#verify} found. */
public sealed interface ProofVerdict {

  /**
   * The entry is in the log.
   *
   * @param index its place, from 0
   * @param checkpoint the log as it was signed
   * @param by the good signatures of the log and of known witnesses
   */
  record Included(long index, Checkpoint checkpoint, List<NoteVerdict.By> by)
      implements ProofVerdict {
    /** Copies the signatures. */
    public Included {
      by = List.copyOf(by);
    }
  }

  /**
   * The checkpoint is not to be believed.
   *
   * @param why never {@link CheckpointVerdict.Trusted}
   */
  record NotTrusted(CheckpointVerdict why) implements ProofVerdict {}

  /** The checkpoint is to be believed, but the path does not lead from this entry to its root. */
  record NotIncluded() implements ProofVerdict {}
}
