package dev.factory.receipts.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whose checkpoints to believe: the keys of one log and, where wanted, how many of which witnesses
 * must have cosigned.
 *
 * <p>A witness is counted once however many keys it has: keys with one name are one witness.
 *
 * @param origin which log; its keys bear this name
 * @param logKeys keys of the log, one or more; a signature of any of them is enough
 * @param witnesses keys of witnesses, of timestamped types; may be empty
 * @param quorum how many witnesses must have cosigned, 0 to as many names as there are
 */
public record TrustPolicy(
    String origin, List<VerifierKey> logKeys, List<VerifierKey> witnesses, int quorum) {

  /** Refuses a policy that could never be met, or counts one key twice; copies the keys. */
  public TrustPolicy {
    logKeys = List.copyOf(logKeys);
    witnesses = List.copyOf(witnesses);
    requireLogKeys(origin, logKeys);
    requireDistinct(logKeys, witnesses);
    if (!witnesses.stream().allMatch(key -> key.type().isTimestamped())) {
      throw new IllegalArgumentException("a witness's key is of a timestamped type, 4 or 6");
    }
    int names = (int) witnesses.stream().map(VerifierKey::name).distinct().count();
    if (quorum < 0 || quorum > names) {
      throw new IllegalArgumentException(
          "a quorum of " + names + " witnesses is 0 to " + names + ", not " + quorum);
    }
  }

  private static void requireLogKeys(String origin, List<VerifierKey> logKeys) {
    if (logKeys.isEmpty() || !logKeys.stream().allMatch(key -> key.name().equals(origin))) {
      throw new IllegalArgumentException(
          "a policy has one or more keys of its log, and they are named as its origin");
    }
  }

  private static void requireDistinct(List<VerifierKey> logKeys, List<VerifierKey> witnesses) {
    Set<String> seen = new HashSet<>();
    List<VerifierKey> all = new ArrayList<>(logKeys);
    all.addAll(witnesses);
    for (VerifierKey key : all) {
      if (!seen.add(Text.base64(key.publicKey()))) {
        throw new IllegalArgumentException(
            "the key of " + key.name() + " stands twice in the policy: it would count twice");
      }
    }
  }

  /**
   * {@return the policy that believes what this log signed}; add witnesses with {@link #witnessed}
   *
   * @param keys one or more keys of one log, named as its origin
   */
  public static TrustPolicy ofLog(VerifierKey... keys) {
    if (keys.length == 0) {
      throw new IllegalArgumentException("a policy has one or more keys of its log");
    }
    return new TrustPolicy(keys[0].name(), Arrays.asList(keys), List.of(), 0);
  }

  /** {@return this policy, which also asks that {@code quorum} of these witnesses cosigned} */
  public TrustPolicy witnessed(int quorum, Collection<VerifierKey> witnesses) {
    return new TrustPolicy(origin, logKeys, List.copyOf(witnesses), quorum);
  }

  /** {@return what this policy says of a signed checkpoint} */
  public CheckpointVerdict check(SignedNote note) {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.of(note);
    } catch (MalformedException e) {
      return new CheckpointVerdict.NotACheckpoint();
    }
    if (!checkpoint.origin().equals(origin)) {
      return new CheckpointVerdict.OtherLog(checkpoint.origin());
    }
    List<VerifierKey> known = new ArrayList<>(logKeys);
    known.addAll(witnesses);
    NoteVerdict verdict = note.verify(known);
    if (verdict instanceof NoteVerdict.BadSignature bad) {
      return new CheckpointVerdict.BadSignature(bad.key());
    }
    return verdict instanceof NoteVerdict.Verified verified
        ? count(checkpoint, verified.by())
        : new CheckpointVerdict.NotSignedByLog();
  }

  private CheckpointVerdict count(Checkpoint checkpoint, List<NoteVerdict.By> by) {
    if (by.stream().noneMatch(one -> logKeys.contains(one.key()))) {
      return new CheckpointVerdict.NotSignedByLog();
    }
    int found =
        (int)
            by.stream()
                .map(NoteVerdict.By::key)
                .filter(witnesses::contains)
                .map(VerifierKey::name)
                .distinct()
                .count();
    return found < quorum
        ? new CheckpointVerdict.TooFewWitnesses(found, quorum)
        : new CheckpointVerdict.Trusted(checkpoint, by);
  }
}
