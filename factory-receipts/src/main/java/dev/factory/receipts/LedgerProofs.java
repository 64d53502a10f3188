package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.tlog.Checkpoint;
import dev.factory.receipts.tlog.ConsistencyProof;
import dev.factory.receipts.tlog.HashReader;
import dev.factory.receipts.tlog.InclusionProof;
import dev.factory.receipts.tlog.SignedNote;
import dev.factory.receipts.tlog.TlogProof;
import dev.factory.receipts.tlog.VerifierKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Checkpoints of an open ledger, and proofs of what is in it. Thread-safe. */
public final class LedgerProofs {
  private final String ledger;
  private final ReceiptStore store;
  private final Checkpoints checkpoints;
  private final Assembler assembler;
  private final LedgerKeys keys;
  private final Function<Event, Receipt> recording;

  LedgerProofs(
      String ledger,
      ReceiptStore store,
      Checkpoints checkpoints,
      Assembler assembler,
      LedgerKeys keys,
      Function<Event, Receipt> recording) {
    this.ledger = ledger;
    this.store = store;
    this.checkpoints = checkpoints;
    this.assembler = assembler;
    this.keys = keys;
    this.recording = recording;
  }

  /**
   * Makes a checkpoint: the ledger's size and Merkle root as a signed note (C2SP {@code
   * tlog-checkpoint}), by which others can hold it to what it says. It covers every receipt that
   * was acknowledged before the call, is kept in the store first, and then given to the anchors.
   * The work grows with what was added since the last one.
   *
   * @return the note; the latest one if nothing was added since
   * @throws FactoryException {@code receipts.rolled-back} or {@code receipts.forked} if the store
   *     contradicts a checkpoint it made before; {@code receipts.anchor-failed} if an anchor could
   *     not keep it, in which case the store has it
   */
  public SignedNote checkpoint() {
    return checkpoints.make(assembler.signer());
  }

  /**
   * {@return proof that a receipt is in the ledger, in the text form of C2SP {@code tlog-proof}}
   *
   * @throws FactoryException {@code receipts.unknown-receipt} if there is no such receipt; as
   *     {@link #checkpoint}
   */
  public TlogProof prove(UUID id) {
    long seq = known(id).header().seq();
    SignedNote note = checkpoint();
    long size = Checkpoint.of(note).size();
    return TlogProof.of(InclusionProof.of(seq, size, checkpoints.tree().reader(size)), note);
  }

  /**
   * {@return proof that the ledger only grew between two sizes (RFC 9162, section 2.1.4)}
   *
   * @param from the smaller size, from 0
   * @param to the larger size, at most the ledger's
   */
  public ConsistencyProof growth(long from, long to) {
    if (to > store.head().size()) {
      throw new IllegalArgumentException("the ledger has fewer than " + to + " receipts");
    }
    return ConsistencyProof.between(from, to, checkpoints.tree().reader(to));
  }

  /**
   * {@return receipts with all that is needed to check them offline, under a checkpoint of now}
   *
   * @param ids of the receipts; their order does not matter
   * @throws FactoryException as {@link #prove}
   */
  public EvidenceBundle bundle(Collection<UUID> ids) {
    List<Receipt> wanted =
        ids.stream()
            .distinct()
            .map(this::known)
            .sorted(Comparator.comparingLong(receipt -> receipt.header().seq()))
            .toList();
    SignedNote note = checkpoint();
    long size = Checkpoint.of(note).size();
    HashReader tree = checkpoints.tree().reader(size);
    List<EvidenceBundle.Proved> keyChanges =
        KeyReceipts.find(store, 0).stream()
            .filter(stored -> stored.seq() < size)
            .map(stored -> proved(Receipt.of(stored), size, tree))
            .toList();
    return new EvidenceBundle(
        note,
        Genesis.of(store),
        keyChanges,
        wanted.stream().map(receipt -> proved(receipt, size, tree)).toList());
  }

  private static EvidenceBundle.Proved proved(Receipt receipt, long size, HashReader tree) {
    return new EvidenceBundle.Proved(
        receipt, InclusionProof.of(receipt.header().seq(), size, tree).path());
  }

  private Receipt known(UUID id) {
    return store
        .byId(id)
        .map(Receipt::of)
        .orElseThrow(
            () ->
                new FactoryException(
                    "receipts.unknown-receipt",
                    "there is no receipt " + id + "; nothing was changed: check the id"));
  }

  /** {@return the keys that sign checkpoints now, in the form of C2SP {@code signed-note}} */
  public List<VerifierKey> verifierKeys() {
    return keys.history().validAt(store.head().size()).stream()
        .map(key -> key.ofNotes(ledger))
        .toList();
  }

  /**
   * Commits to the ends of all streams, in a receipt {@code ledger.streams}. Do it when lists shall
   * be provably complete, such as before each payout: the work grows with the number of streams.
   *
   * @return the receipt; the one there is if nothing was recorded since
   * @throws FactoryException what the store threw
   */
  public Receipt commitStreams() {
    Optional<Receipt> latest = latestCommitment();
    long size = store.head().size();
    if (latest.isPresent() && latest.get().header().seq() == size - 1) {
      return latest.get();
    }
    return recording.apply(StreamCommitment.at(size, store).event());
  }

  private Optional<Receipt> latestCommitment() {
    return store
        .findBackwards(ReceiptFilter.ALL.ofType(StreamCommitment.TYPE), Long.MAX_VALUE, 1)
        .stream()
        .map(Receipt::of)
        .findFirst();
  }

  /**
   * {@return proof that a stream has these receipts and no others, as of the last {@link
   * #commitStreams}} With one receipt at least recorded since then it still is as of then.
   *
   * @param key name of the stream; it may have no receipts at all
   * @param from how many receipts of it the reader has already, from 0
   * @throws FactoryException {@code receipts.not-committed} if {@link #commitStreams} was never
   *     called; as {@link #checkpoint}
   */
  public StreamEvidence completeness(String key, long from) {
    Receipt commitment =
        latestCommitment()
            .orElseThrow(
                () ->
                    new FactoryException(
                        "receipts.not-committed",
                        "the ledger has not committed to its streams yet; nothing was changed: call"
                            + " commitStreams() first"));
    long at = new JsonMembers(commitment.data().orElse(Map.of())).integer("at");
    StreamCommitment streams = StreamCommitment.at(at, store);
    int index = streams.find(key);
    long size = index < 0 ? 0 : streams.head(index).size();
    int wanted = (int) Math.min(Integer.MAX_VALUE, Math.max(0, size - from));
    return new StreamEvidence(
        key,
        bundle(List.of(commitment.header().id())),
        index < 0 ? streams.neighbours(key) : List.of(streams.place(index)),
        wanted == 0
            ? List.of()
            : store.stream(key, from, wanted).stream().map(Receipt::of).toList());
  }
}
