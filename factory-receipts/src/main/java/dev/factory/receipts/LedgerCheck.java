package dev.factory.receipts;

import dev.factory.receipts.VerificationReport.Payloads;
import dev.factory.receipts.VerificationReport.Truncation;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamHead;
import dev.factory.receipts.spi.StreamLink;
import dev.factory.receipts.tlog.CompactRange;
import dev.factory.receipts.tlog.MerkleTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a ledger. It goes on after a fault, so that all are counted; each receipt is then
 * compared with the one before it as that stands.
 */
final class LedgerCheck {
  private final TrustedKeys keys;
  private final VerificationLevel level;
  private final CompactRange tree;
  private final Map<String, StreamHead> streams;
  private final Set<String> kids = new TreeSet<>();

  private long receipts;
  private long signatures;
  private long signatureFailures;
  private long mismatches;
  private long intact;
  private long missing;
  private ReceiptHash lastLeaf = ReceiptHash.ZERO;
  private @Nullable ReceiptHeader last;
  private @Nullable String ledger;
  private @Nullable Fault firstFault;

  LedgerCheck(TrustedKeys keys, VerificationLevel level) {
    this.keys = keys;
    this.level = level;
    this.tree = new CompactRange();
    this.streams = new HashMap<>();
  }

  /**
   * A check that goes on from where {@code before} stands, at its own pace, no fault counted yet.
   */
  LedgerCheck(LedgerCheck before) {
    this.keys = before.keys;
    this.level = before.level;
    this.tree = before.tree.copy();
    this.streams = new HashMap<>(before.streams);
    this.receipts = before.receipts;
    this.lastLeaf = before.lastLeaf;
    this.last = before.last;
    this.ledger = before.ledger;
  }

  long receipts() {
    return receipts;
  }

  void next(StoredReceipt stored) {
    long seq = receipts++;
    ReceiptHash leaf = MerkleTree.leafHash(stored.header());
    ReceiptHeader header = parsed(stored, seq);
    if (header != null) {
      checkPlace(stored, header, seq);
      if (includes(VerificationLevel.CHAIN)) {
        checkChain(header, leaf, seq);
      }
      if (includes(VerificationLevel.SIGNATURES)) {
        checkSignature(stored, header, seq);
      }
      if (includes(VerificationLevel.PAYLOADS)) {
        checkPayload(stored, header, seq);
      }
    }
    if (includes(VerificationLevel.ROOT)) {
      tree.append(leaf);
    }
    lastLeaf = leaf;
    last = header;
  }

  private @Nullable ReceiptHeader parsed(StoredReceipt stored, long seq) {
    try {
      return ReceiptHeader.parse(stored.header());
    } catch (IllegalArgumentException e) {
      fault(seq, Fault.Kind.MALFORMED_HEADER);
      return null;
    }
  }

  private void checkPlace(StoredReceipt stored, ReceiptHeader header, long seq) {
    if (ledger == null) {
      ledger = header.ledger();
    }
    if (header.seq() != seq || stored.seq() != seq) {
      fault(seq, Fault.Kind.WRONG_POSITION);
    }
    if (!header.ledger().equals(ledger)) {
      fault(seq, Fault.Kind.WRONG_LEDGER);
    }
    boolean sameIndex =
        stored.id().equals(header.id().toString())
            && stored.type().equals(header.type())
            && stored.timestamp().equals(Timestamps.format(header.timestamp()));
    if (!sameIndex) {
      fault(seq, Fault.Kind.WRONG_INDEX);
    }
  }

  private void checkChain(ReceiptHeader header, ReceiptHash leaf, long seq) {
    if (!header.prevHash().equals(lastLeaf)) {
      fault(seq, Fault.Kind.WRONG_PREV_HASH);
    }
    // of a header that cannot be read, neither id nor time are known
    boolean comparable = last != null || seq == 0;
    Optional<ReceiptHeader> before = Optional.ofNullable(last);
    if (comparable && !header.previous().equals(before.map(ReceiptHeader::id))) {
      fault(seq, Fault.Kind.WRONG_PREV_RECEIPT);
    }
    if (before.isPresent() && header.timestamp().isBefore(before.get().timestamp())) {
      fault(seq, Fault.Kind.TIME_WENT_BACK);
    }
    for (StreamLink link : header.streams()) {
      StreamHead end = streams.get(link.key());
      boolean fits =
          end == null
              ? link.seq() == 0 && link.prev().equals(ReceiptHash.ZERO)
              : link.seq() == end.size() && link.prev().equals(end.leaf());
      if (!fits) {
        fault(seq, Fault.Kind.WRONG_STREAM);
      }
      streams.put(link.key(), new StreamHead(link.seq() + 1, leaf));
    }
  }

  private void checkSignature(StoredReceipt stored, ReceiptHeader header, long seq) {
    Optional<Fault.Kind> wrong =
        SignatureCheck.of(keys, header.kid(), stored.header(), stored.signature());
    if (wrong.isPresent()) {
      fault(seq, wrong.get());
    } else {
      signatures++;
      kids.add(header.kid());
    }
  }

  private void checkPayload(StoredReceipt stored, ReceiptHeader header, long seq) {
    if (stored.payload() == null) {
      missing++;
      fault(seq, Fault.Kind.MISSING_PAYLOAD);
    } else if (Commitment.matches(stored.payload(), header.dataHash())) {
      intact++;
    } else {
      fault(seq, Fault.Kind.WRONG_PAYLOAD);
    }
  }

  /** Compares the end that was read with the end the store names. */
  void end(Head head) {
    if (includes(VerificationLevel.ROOT)
        && (head.size() != receipts || !head.leaf().equals(lastLeaf))) {
      fault(Math.max(0, Math.min(head.size(), receipts) - 1), Fault.Kind.WRONG_HEAD);
    }
  }

  private boolean includes(VerificationLevel wanted) {
    return level.compareTo(wanted) >= 0;
  }

  private void fault(long seq, Fault.Kind kind) {
    if (kind.isSignature()) {
      signatureFailures++;
    } else {
      mismatches++;
    }
    if (firstFault == null) {
      firstFault = new Fault(seq, kind);
    }
  }

  VerificationReport report() {
    return new VerificationReport(
        level,
        receipts,
        signatures,
        signatureFailures,
        mismatches,
        includes(VerificationLevel.ROOT) ? tree.root() : null,
        kids,
        new Payloads(intact, 0, missing),
        Truncation.NOT_CHECKED,
        firstFault);
  }
}
