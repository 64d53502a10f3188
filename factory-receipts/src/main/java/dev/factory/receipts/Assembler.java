package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.Signer;
import dev.factory.receipts.spi.StreamHead;
import dev.factory.receipts.spi.StreamLink;
import dev.factory.receipts.tlog.MerkleTree;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts tickets in order: positions, links, time, header bytes, leaf. Signing starts here and needs
 * only the finished header, so it runs beside the hashing of what follows. Not thread-safe.
 */
final class Assembler {
  private static final Logger LOG = LoggerFactory.getLogger(Assembler.class);

  /** Stream heads kept in memory between batches. */
  private static final int KEPT_HEADS = 10_000;

  private final String ledger;
  private final ReceiptStore store;
  private final SigningMode mode;
  private final InstantSource time;
  private final Duration tolerance;
  private final Executor executor;

  private volatile Signer signer;
  private volatile String kid;
  private KeyHistory keys;

  /** Up to which position the history of keys is known. */
  private long keysKnownTo;

  /** Ends of streams as they will be once all assembled batches are kept. */
  private final Map<String, StreamHead> streamHeads = new HashMap<>();

  Assembler(
      String ledger,
      ReceiptStore store,
      Signer signer,
      SigningMode mode,
      InstantSource time,
      Duration tolerance,
      Executor executor) {
    this.ledger = ledger;
    this.store = store;
    this.signer = signer;
    this.kid = PublicKey.of(signer.publicKey()).kid();
    this.keys = KeyHistory.beginningWith(List.of(PublicKey.of(signer.publicKey())));
    this.mode = mode;
    this.time = time;
    this.tolerance = tolerance;
    this.executor = executor;
  }

  /**
   * Reads what others did to the history of keys, and makes sure that the signer may sign next.
   * Changes nothing when it throws.
   */
  void readKeys(ReceiptStore view, Head head) {
    KeyHistory read = KeyReceipts.readOn(keys, view, keysKnownTo);
    requireValid(read, head.size());
    keys = read;
    keysKnownTo = head.size();
  }

  /** Begins with what is known of the ledger's keys below {@code head}. */
  void beginKeys(KeyHistory history, Head head) {
    requireValid(history, head.size());
    keys = history;
    keysKnownTo = head.size();
  }

  private void requireValid(KeyHistory history, long seq) {
    if (history.isValid(kid, seq)) {
      return;
    }
    boolean known = history.find(kid).isPresent();
    throw new FactoryException(
        known ? "receipts.key-retired" : "receipts.unknown-key",
        "the key "
            + kid
            + (known ? " was retired or revoked" : " is not one of the ledger's keys")
            + "; nothing was written: open the ledger \""
            + ledger
            + "\" with one of "
            + history.validAt(seq).stream().map(PublicKey::kid).toList());
  }

  /** {@return the thumbprint of the key that signs} */
  String kid() {
    return kid;
  }

  /** {@return who signs} */
  Signer signer() {
    return signer;
  }

  /** The key from now on, which the ledger's history has taken in. */
  void signWith(Signer next) {
    signer = next;
    kid = PublicKey.of(next.publicKey()).kid();
  }

  /** {@return whether signatures may be made while a transaction is open} */
  boolean signsLocally() {
    return signer.isLocal();
  }

  /** To be called when what was assembled was not kept, or others have appended. */
  void forgetStreams() {
    streamHeads.clear();
  }

  /** To be called when everything assembled is kept: only then may heads be read anew. */
  void trim() {
    if (streamHeads.size() > KEPT_HEADS) {
      streamHeads.clear();
    }
  }

  /** Changes nothing when it throws. */
  Batch assemble(List<Ticket> tickets, Head before) {
    return assemble(tickets, before, store);
  }

  /** The same, reading ends of streams from {@code view}. */
  Batch assemble(List<Ticket> tickets, Head before, ReceiptStore view) {
    Instant now = acceptedAt(before);
    String timestamp = Timestamps.format(now);
    readHeads(tickets, view);
    List<Batch.Draft> drafts = new ArrayList<>(tickets.size());
    Head head = before;
    for (Ticket ticket : tickets) {
      ReceiptHeader header =
          new ReceiptHeader(
              ledger,
              head.size(),
              ticket.id,
              ticket.event.type(),
              now,
              ticket.committed.hash(),
              head.lastId().orElse(null),
              head.leaf(),
              links(ticket),
              kid);
      byte[] bytes = header.write(timestamp);
      ReceiptHash leaf = MerkleTree.leafHash(bytes);
      drafts.add(
          new Batch.Draft(ticket, header, bytes, timestamp, leaf, new CompletableFuture<>()));
      header
          .streams()
          .forEach(link -> streamHeads.put(link.key(), new StreamHead(link.seq() + 1, leaf)));
      head = new Head(head.size() + 1, leaf, new Head.Last(ticket.id, now));
    }
    return new Batch(before, head, drafts, sign(drafts));
  }

  private List<StreamLink> links(Ticket ticket) {
    List<StreamLink> links = new ArrayList<>(ticket.event.streams().size());
    for (String key : ticket.event.streams()) {
      StreamHead end = streamHeads.get(key);
      links.add(
          end == null
              ? new StreamLink(key, 0, ReceiptHash.ZERO)
              : new StreamLink(key, end.size(), end.leaf()));
    }
    return links;
  }

  private void readHeads(List<Ticket> tickets, ReceiptStore view) {
    Set<String> unknown = new TreeSet<>();
    for (Ticket ticket : tickets) {
      for (String key : ticket.event.streams()) {
        if (!streamHeads.containsKey(key)) {
          unknown.add(key);
        }
      }
    }
    if (!unknown.isEmpty()) {
      streamHeads.putAll(view.streamHeads(unknown));
    }
  }

  private Instant acceptedAt(Head before) {
    Instant now = Timestamps.toMillis(time.instant());
    Instant last = before.lastAcceptedAt().orElse(now);
    if (!now.isBefore(last)) {
      return now;
    }
    Duration behind = Duration.between(now, last);
    if (behind.compareTo(tolerance) > 0) {
      throw new FactoryException(
          "receipts.clock-behind",
          "the clock shows "
              + now
              + ", which is "
              + behind
              + " before the last receipt; nothing was written: set the clock, or wait until it has"
              + " passed "
              + last);
    }
    LOG.warn("the clock stepped back by {}; the time of the last receipt is used instead", behind);
    return last;
  }

  private List<Signing> sign(List<Batch.Draft> drafts) {
    List<Signing> tasks = Signing.of(signer, mode, drafts);
    tasks.forEach(executor::execute);
    return tasks;
  }
}
