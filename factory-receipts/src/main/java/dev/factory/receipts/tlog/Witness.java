package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cosigns the checkpoints of logs it knows, each only if it continues the one before: C2SP
 * tlog-witness, in this process. A log that shows different trees to different people needs
 * different witnesses to do it.
 *
 * <p>What is cosigned is durable in the {@link WitnessStore} before the signature leaves. Each
 * witness needs a store of its own. Thread-safe if store and signers are.
 */
public final class Witness {
  private final WitnessStore store;
  private final List<NoteSigner> signers;
  private final Map<String, List<VerifierKey>> logs;

  private Witness(
      WitnessStore store, List<NoteSigner> signers, Map<String, List<VerifierKey>> logs) {
    this.store = store;
    this.signers = signers;
    this.logs = logs;
  }

  /**
   * {@return a witness that knows no log yet}
   *
   * @param signers its keys, one or more, of timestamped types: {@link NoteSigner#cosignatureV1},
   *     {@link NoteSigner#mlDsa44}
   * @throws IllegalArgumentException if there is no signer, or one of another type
   */
  public static Witness over(WitnessStore store, NoteSigner... signers) {
    List<NoteSigner> all = List.of(signers);
    if (all.isEmpty() || !all.stream().allMatch(signer -> signer.key().type().isTimestamped())) {
      throw new IllegalArgumentException("a witness signs with one or more timestamped keys");
    }
    return new Witness(store, all, Map.of());
  }

  /**
   * {@return this witness, which also cosigns for the log with this origin}
   *
   * @param origin of the log
   * @param keys of the log, one or more; a signature of any of them is enough
   * @throws IllegalArgumentException if there is no key
   */
  public Witness knowing(String origin, VerifierKey... keys) {
    if (keys.length == 0) {
      throw new IllegalArgumentException("a log is known by one or more keys");
    }
    Map<String, List<VerifierKey>> more = new HashMap<>(logs);
    more.put(origin, List.of(keys));
    return new Witness(store, signers, Map.copyOf(more));
  }

  /** {@return the keys that verify its cosignatures, for a {@link TrustPolicy}} */
  public List<VerifierKey> keys() {
    return signers.stream().map(NoteSigner::key).toList();
  }

  /**
   * {@return the answer to the body of an HTTP request}
   *
   * @param body in the form of {@link AddCheckpoint#encode}; anything else is a {@link
   *     WitnessAnswer.BadRequest}
   * @throws dev.factory.core.FactoryException as {@link #addCheckpoint(AddCheckpoint)} does
   */
  public WitnessAnswer addCheckpoint(byte[] body) {
    try {
      return addCheckpoint(AddCheckpoint.parse(body));
    } catch (MalformedException e) {
      return new WitnessAnswer.BadRequest();
    }
  }

  /**
   * {@return the answer to a request}
   *
   * @throws dev.factory.core.FactoryException if a key cannot be used now, and nothing is
   *     remembered; or if the store fails, and the checkpoint may be remembered: the answer to the
   *     same request tells, and a {@link WitnessAnswer.Conflict} at its size is good again with
   *     that old size
   */
  public WitnessAnswer addCheckpoint(AddCheckpoint request) {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.of(request.checkpoint());
    } catch (MalformedException e) {
      return new WitnessAnswer.BadRequest();
    }
    List<VerifierKey> keys = logs.get(checkpoint.origin());
    if (keys == null) {
      return new WitnessAnswer.UnknownLog();
    }
    if (!(request.checkpoint().verify(keys) instanceof NoteVerdict.Verified)) {
      return new WitnessAnswer.BadSignature();
    }
    if (request.oldSize() > checkpoint.size()) {
      return new WitnessAnswer.BadRequest();
    }
    return judge(request, checkpoint);
  }

  private WitnessAnswer judge(AddCheckpoint request, Checkpoint checkpoint) {
    TreeHead known = store.latest(checkpoint.origin());
    if (known.size() != request.oldSize()) {
      return new WitnessAnswer.Conflict(known.size());
    }
    boolean sameSize = known.size() == checkpoint.size();
    if (sameSize && !known.root().equals(checkpoint.root())) {
      return new WitnessAnswer.Fork(known);
    }
    List<ReceiptHash> path = request.path();
    if (!new ConsistencyProof(known.size(), checkpoint.size(), path)
        .proves(known.root(), checkpoint.root())) {
      return new WitnessAnswer.WrongProof();
    }
    // signed first, so that the time signed is one at which nothing larger had been cosigned
    List<NoteSignature> cosignatures = new ArrayList<>();
    for (NoteSigner signer : signers) {
      cosignatures.add(signer.sign(checkpoint.text()));
    }
    // also where nothing changes: someone else may have moved on since it was read
    if (!store.compareAndSet(checkpoint.origin(), known, checkpoint.head())) {
      return new WitnessAnswer.Conflict(store.latest(checkpoint.origin()).size());
    }
    return new WitnessAnswer.Cosigned(cosignatures);
  }
}
