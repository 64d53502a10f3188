package dev.factory.receipts;

import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamHead;
import dev.factory.receipts.tlog.CompactRange;
import dev.factory.receipts.tlog.MerkleTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an audit of a ledger ended, with what it takes to go on from there: see {@link
 * ReceiptVerifier#since}. It is what the auditor knows, so the auditor keeps it, where whoever runs
 * the ledger cannot change it.
 *
 * <p>It holds one hash for each stream and each key change, and a few for the Merkle tree.
 * Immutable; thread-safe.
 */
public final class AuditPoint {
  private static final int VERSION = 1;

  private final String ledger;
  private final long size;
  private final List<ReceiptHash> subtrees;
  private final Last last;
  private final SortedMap<Long, ReceiptHash> keyReceipts;
  private final SortedMap<String, StreamHead> streams;

  AuditPoint(
      String ledger,
      CompactRange tree,
      Last last,
      Map<Long, ReceiptHash> keyReceipts,
      Map<String, StreamHead> streams) {
    if (tree.size() < 1) {
      throw new IllegalArgumentException("an audit of nothing has no point to go on from");
    }
    this.ledger = ledger;
    this.size = tree.size();
    this.subtrees = tree.subtrees();
    this.last = last;
    this.keyReceipts = new TreeMap<>(keyReceipts);
    this.streams = new TreeMap<>(Utf8Order::compare);
    this.streams.putAll(streams);
  }

  /** The receipt before the one that comes next. */
  record Last(UUID id, Instant timestamp, ReceiptHash leaf) {}

  /** {@return the name of the ledger} */
  public String ledger() {
    return ledger;
  }

  /** {@return how many receipts were found good, from the first on; at least 1} */
  public long size() {
    return size;
  }

  /** {@return their Merkle root (RFC 6962, section 2.1), as a checkpoint of that size has it} */
  public ReceiptHash root() {
    return tree().root();
  }

  CompactRange tree() {
    return CompactRange.of(size, subtrees);
  }

  Last last() {
    return last;
  }

  Map<String, StreamHead> streams() {
    return streams;
  }

  /** Leaves of the receipts that say which keys count, by position; the first is at 0. */
  Map<Long, ReceiptHash> keyReceipts() {
    return keyReceipts;
  }

  /** Whether the store still ends where this does, or goes on after it. */
  boolean isIn(ReceiptStore store, Head head) {
    if (head.size() < size) {
      return false;
    }
    List<StoredReceipt> end = new ArrayList<>(1);
    store.range(size - 1, size, end::add);
    return end.size() == 1 && MerkleTree.leafHash(end.get(0).header()).equals(last.leaf());
  }

  /** {@return this as JSON in canonical form, for {@link #fromJson}} */
  public byte[] toJson() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keyReceipts.forEach((seq, leaf) -> keys.put(Long.toString(seq), leaf.toString()));
    return CanonicalJson.of(
        Map.of(
            "keys",
            keys,
            "last",
            Map.of(
                "id", last.id().toString(),
                "leaf", last.leaf().toString(),
                "timestamp", Timestamps.format(last.timestamp())),
            "ledger",
            ledger,
            "size",
            size,
            "streams",
            streams.entrySet().stream().map(AuditPoint::json).toList(),
            "subtrees",
            subtrees.stream().map(ReceiptHash::toString).toList(),
            "v",
            (long) VERSION));
  }

  private static Map<String, Object> json(Map.Entry<String, StreamHead> stream) {
    return Map.of(
        "key", stream.getKey(),
        "leaf", stream.getValue().leaf().toString(),
        "size", stream.getValue().size());
  }

  /**
   * {@return the point that {@link #toJson} wrote}
   *
   * @throws IllegalArgumentException naming the member that is missing or wrong
   */
  public static AuditPoint fromJson(byte[] json) {
    try {
      JsonMembers in = new JsonMembers(CanonicalJson.parseObject(json));
      if (in.integer("v") != VERSION) {
        throw new IllegalArgumentException("an audit point of another version than " + VERSION);
      }
      List<ReceiptHash> subtrees = in.texts("subtrees").stream().map(ReceiptHash::parse).toList();
      JsonMembers last = new JsonMembers(in.object("last"));
      Map<String, StreamHead> streams = new LinkedHashMap<>();
      for (JsonMembers stream : in.objects("streams")) {
        streams.put(
            stream.text("key"),
            new StreamHead(stream.integer("size"), ReceiptHash.parse(stream.text("leaf"))));
      }
      return new AuditPoint(
          in.text("ledger"),
          CompactRange.of(in.integer("size"), subtrees),
          new Last(
              UUID.fromString(last.text("id")),
              Timestamps.parse(last.text("timestamp")),
              ReceiptHash.parse(last.text("leaf"))),
          keyReceipts(in.object("keys")),
          streams);
    } catch (InvalidJsonException e) {
      throw new IllegalArgumentException("an audit point is a JSON object", e);
    }
  }

  private static Map<Long, ReceiptHash> keyReceipts(Map<String, @Nullable Object> json) {
    JsonMembers in = new JsonMembers(json);
    Map<Long, ReceiptHash> leaves = new TreeMap<>();
    for (String seq : json.keySet()) {
      leaves.put(Long.parseLong(seq), ReceiptHash.parse(in.text(seq)));
    }
    return leaves;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AuditPoint that
        && ledger.equals(that.ledger)
        && size == that.size
        && subtrees.equals(that.subtrees)
        && last.equals(that.last)
        && keyReceipts.equals(that.keyReceipts)
        && streams.equals(that.streams);
  }

  @Override
  public int hashCode() {
    return 31 * ledger.hashCode() + root().hashCode();
  }

  @Override
  public String toString() {
    return "AuditPoint[" + ledger + ", " + size + " receipts, " + root() + "]";
  }
}
