package dev.factory.receipts.tlog;

import java.util.List;

/** What a {@link TrustPolicy} says of a signed checkpoint. */
public sealed interface CheckpointVerdict {

  /**
   * The log signed it, and as many witnesses as the policy asks for cosigned it.
   *
   * @param checkpoint what was signed
   * @param by the good signatures of the log and of known witnesses, in the order of the note
   */
  record Trusted(Checkpoint checkpoint, List<NoteVerdict.By> by) implements CheckpointVerdict {
    /** Copies the signatures. */
    public Trusted {
      by = List.copyOf(by);
    }
  }

  /** The note's text is no checkpoint. */
  record NotACheckpoint() implements CheckpointVerdict {}

  /**
   * It is a checkpoint of another log.
   *
   * @param origin which log the checkpoint names; nothing vouches for it
   */
  record OtherLog(String origin) implements CheckpointVerdict {}

  /** No signature is of a key of the log. */
  record NotSignedByLog() implements CheckpointVerdict {}

  /**
   * A signature claims to be of this key of the log or of a witness and is not.
   *
   * @param key whose signature is bad
   */
  record BadSignature(VerifierKey key) implements CheckpointVerdict {}

  /**
   * The log signed it, but too few witnesses did.
   *
   * @param found how many known witnesses cosigned it
   * @param quorum how many the policy asks for
   */
  record TooFewWitnesses(int found, int quorum) implements CheckpointVerdict {}
}
