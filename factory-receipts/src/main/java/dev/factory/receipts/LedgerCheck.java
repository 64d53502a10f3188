package dev.factory.receipts;

import dev.factory.receipts.VerificationReport.Truncation;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamHead;
import dev.factory.receipts.spi.StreamLink;
import dev.factory.receipts.tlog.CompactRange;
import dev.factory.receipts.tlog.MerkleTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a ledger. It goes on after a fault, so that all are counted; each receipt is then
 * compared with the one before it as that stands. What needs the order is done as receipts come;
 * signatures and payloads are checked beside it by the executor, a bounded number at a time.
 */
final class LedgerCheck {
  /** Receipts of one task: a batch of signatures is cheapest to check when it is large. */
  private static final int CHECKED_TOGETHER = 4_096;

  /** Tasks under way, so that memory stays bounded when reading is faster than checking. */
  private static final int TASKS_AHEAD = 8;

  private final ContentCheck contents;
  private final KeyWalk keys;
  private final VerificationLevel level;
  private final Executor executor;
  private final CompactRange tree;
  private final List<Remembered> remembered;
  private final Map<String, StreamHead> streams;
  private final Map<Long, ReceiptHash> keyReceipts;
  private final Tally tally = new Tally();
  private final Queue<CompletableFuture<Tally>> underWay = new ArrayDeque<>();
  private List<ContentCheck.Item> items = new ArrayList<>();

  private final long begin;
  private long receipts;
  private ReceiptHash lastLeaf = ReceiptHash.ZERO;
  private AuditPoint.@Nullable Last last;
  private @Nullable String ledger;

  /**
   * @param remembered states known from elsewhere, by size
   * @param since where to go on; of a pass from the first receipt on, empty
   */
  LedgerCheck(
      KeyWalk keys,
      ContentCheck contents,
      VerificationLevel level,
      Executor executor,
      List<Remembered> remembered,
      Optional<AuditPoint> since) {
    this.contents = contents;
    this.keys = keys;
    this.level = level;
    this.executor = executor;
    this.tree = since.map(AuditPoint::tree).orElseGet(CompactRange::new);
    this.remembered = remembered;
    this.streams = new HashMap<>(since.map(AuditPoint::streams).orElse(Map.of()));
    this.keyReceipts = new HashMap<>(since.map(AuditPoint::keyReceipts).orElse(Map.of()));
    this.begin = tree.size();
    this.receipts = begin;
    this.last = since.map(AuditPoint::last).orElse(null);
    this.lastLeaf = last == null ? ReceiptHash.ZERO : last.leaf();
    this.ledger = since.map(AuditPoint::ledger).orElse(null);
    keys.faults().forEach(fault -> tally.fault(fault.seq(), fault.kind()));
  }

  /**
   * A check that goes on from where {@code before} stands, at its own pace, no fault counted yet.
   */
  LedgerCheck(LedgerCheck before) {
    this.contents = before.contents;
    this.keys = before.keys;
    this.level = before.level;
    this.executor = before.executor;
    this.tree = before.tree.copy();
    this.remembered = before.remembered;
    this.streams = new HashMap<>(before.streams);
    this.keyReceipts = new HashMap<>(before.keyReceipts);
    this.begin = before.receipts;
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
      if (level.includes(VerificationLevel.CHAIN)) {
        checkChain(header, leaf, seq);
      }
      if (level.includes(VerificationLevel.SIGNATURES)) {
        checkKeyReceipt(header, leaf, seq);
        checkContent(new ContentCheck.Item(stored, header, seq));
      }
    }
    if (level.includes(VerificationLevel.ROOT)) {
      tree.append(leaf);
      checkRemembered(seq);
    }
    lastLeaf = leaf;
    last = header == null ? null : new AuditPoint.Last(header.id(), header.timestamp(), leaf);
  }

  private void checkKeyReceipt(ReceiptHeader header, ReceiptHash leaf, long seq) {
    boolean changesKeys = KeyReceipts.TYPES.contains(header.type());
    if (changesKeys && !keys.seen().containsKey(seq)) {
      fault(seq, Fault.Kind.WRONG_KEY_CHANGE);
    }
    if (changesKeys || seq == 0) {
      keyReceipts.put(seq, leaf);
    }
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
    Optional<AuditPoint.Last> before = Optional.ofNullable(last);
    if (comparable && !header.previous().equals(before.map(AuditPoint.Last::id))) {
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

  private void checkRemembered(long seq) {
    for (Remembered known : remembered) {
      if (known.size() == seq + 1 && !known.root().equals(tree.root())) {
        fault(seq, Fault.Kind.WRONG_ROOT);
      }
    }
  }

  private void checkContent(ContentCheck.Item item) {
    items.add(item);
    if (items.size() == CHECKED_TOGETHER) {
      checkContents();
      if (underWay.size() > TASKS_AHEAD) {
        tally.add(underWay.remove().join());
      }
    }
  }

  private void checkContents() {
    List<ContentCheck.Item> together = items;
    items = new ArrayList<>();
    underWay.add(CompletableFuture.supplyAsync(() -> contents.check(together), executor));
  }

  /**
   * Compares the end that was read with the end the store names, and looks at payloads before the
   * beginning that were erased since.
   */
  void end(Head head, ReceiptStore store) {
    if (level.includes(VerificationLevel.ROOT)
        && (head.size() != receipts || !head.leaf().equals(lastLeaf))) {
      fault(Math.max(0, Math.min(head.size(), receipts) - 1), Fault.Kind.WRONG_HEAD);
    }
    if (level.includes(VerificationLevel.ROOT)
        && remembered.stream().anyMatch(known -> known.size() > receipts)) {
      fault(receipts, Fault.Kind.TRUNCATED);
    }
    finish();
    for (long seq : tally.certifiedBefore(begin)) {
      store.range(seq, seq + 1, stored -> tally.lookedBack(contents.lookBack(stored)));
    }
  }

  private void fault(long seq, Fault.Kind kind) {
    tally.fault(seq, kind);
  }

  /** Waits for what is still being checked. */
  VerificationReport report() {
    finish();
    ReceiptHash root = level.includes(VerificationLevel.ROOT) ? tree.root() : null;
    return tally.report(level, begin, receipts, root, truncation());
  }

  private void finish() {
    if (!items.isEmpty()) {
      checkContents();
    }
    while (!underWay.isEmpty()) {
      tally.add(underWay.remove().join());
    }
  }

  /** Where the next audit can go on, after a pass at the highest level that found no fault. */
  AuditPoint point() {
    return new AuditPoint(
        Objects.requireNonNull(ledger), tree, Objects.requireNonNull(last), keyReceipts, streams);
  }

  private Truncation truncation() {
    if (remembered.isEmpty() || !level.includes(VerificationLevel.ROOT)) {
      return Truncation.NOT_CHECKED;
    }
    Remembered latest = remembered.get(remembered.size() - 1);
    return new Truncation.Checked(latest.anchor(), latest.size());
  }
}
