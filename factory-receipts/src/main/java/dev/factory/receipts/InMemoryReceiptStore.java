package dev.factory.receipts;

import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredCheckpoint;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamHead;
import dev.factory.receipts.spi.StreamLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A shard in memory, gone with the process: for tests, and as the plainest reading of the SPI. A
 * search looks at every receipt between its bounds.
 */
public final class InMemoryReceiptStore implements ReceiptStore {
  private final List<Kept> receipts = new ArrayList<>();
  private final Map<String, Integer> byKey = new HashMap<>();
  private final Map<String, Integer> byId = new HashMap<>();
  private final Map<String, List<Integer>> streams = new HashMap<>();
  private final Map<Long, TreeSet<Long>> certificates = new HashMap<>();
  private final Map<Integer, List<ReceiptHash>> subtrees = new TreeMap<>();
  private @Nullable StoredCheckpoint checkpoint;

  private record Kept(StoredReceipt receipt, ReceiptHash leaf, List<String> streams) {
    private boolean fits(ReceiptFilter filter) {
      Instant acceptedAt = Instant.parse(receipt.timestamp());
      return (filter.stream() == null || streams.contains(filter.stream()))
          && (filter.type() == null || filter.type().equals(receipt.type()))
          && (filter.from() == null || !acceptedAt.isBefore(filter.from()))
          && (filter.to() == null || acceptedAt.isBefore(filter.to()));
    }
  }

  /** An empty shard. */
  public InMemoryReceiptStore() {}

  @Override
  public synchronized Head head() {
    if (receipts.isEmpty()) {
      return Head.EMPTY;
    }
    Kept last = receipts.get(receipts.size() - 1);
    UUID id = UUID.fromString(last.receipt().id());
    Instant acceptedAt = Instant.parse(last.receipt().timestamp());
    return new Head(receipts.size(), last.leaf(), new Head.Last(id, acceptedAt));
  }

  @Override
  public synchronized AppendResult append(Head expected, List<NewReceipt> batch) {
    Head actual = head();
    if (expected.size() != actual.size() || !expected.leaf().equals(actual.leaf())) {
      return new AppendResult.Conflict(actual);
    }
    List<NewReceipt> finished = List.copyOf(batch);
    Map<String, StoredReceipt> existing =
        byIdempotencyKeys(
            finished.stream().map(receipt -> receipt.receipt().idempotencyKey()).toList());
    if (!existing.isEmpty()) {
      return new AppendResult.Duplicate(existing);
    }
    finished.forEach(this::add);
    return new AppendResult.Committed();
  }

  private void add(NewReceipt receipt) {
    int position = receipts.size();
    List<String> keys = receipt.streams().stream().map(StreamLink::key).toList();
    receipts.add(new Kept(receipt.receipt(), receipt.leaf(), keys));
    byKey.put(receipt.receipt().idempotencyKey(), position);
    byId.put(receipt.receipt().id(), position);
    keys.forEach(key -> streams.computeIfAbsent(key, any -> new ArrayList<>()).add(position));
    for (Erasure erasure : receipt.erasures()) {
      erase(erasure);
      certificates.computeIfAbsent(erasure.seq(), any -> new TreeSet<>()).add((long) position);
    }
  }

  private void erase(Erasure erasure) {
    Kept kept = receipts.get((int) erasure.seq());
    StoredPayload payload = kept.receipt().payload();
    if (payload != null) {
      StoredPayload left = erasure.isWhole() ? null : payload.without(erasure.disclosures());
      receipts.set(
          (int) erasure.seq(),
          new Kept(kept.receipt().withPayload(left), kept.leaf(), kept.streams()));
    }
  }

  @Override
  public void range(long from, long to, Consumer<StoredReceipt> visitor) {
    List<Kept> seen;
    synchronized (this) {
      int end = (int) Math.min(to, receipts.size());
      seen = List.copyOf(receipts.subList((int) Math.min(from, end), end));
    }
    seen.forEach(receipt -> visitor.accept(receipt.receipt()));
  }

  @Override
  public synchronized Optional<StoredReceipt> byId(UUID id) {
    return Optional.ofNullable(byId.get(id.toString()))
        .map(position -> receipts.get(position).receipt());
  }

  @Override
  public synchronized Map<String, StoredReceipt> byIdempotencyKeys(Collection<String> keys) {
    Map<String, StoredReceipt> found = new HashMap<>();
    for (String key : keys) {
      Integer position = byKey.get(key);
      if (position != null) {
        found.put(key, receipts.get(position).receipt());
      }
    }
    return found;
  }

  @Override
  public synchronized Map<String, StreamHead> streamHeads(Collection<String> keys) {
    Map<String, StreamHead> heads = new HashMap<>();
    for (String key : keys) {
      List<Integer> members = streams.get(key);
      if (members != null) {
        Kept last = receipts.get(members.get(members.size() - 1));
        heads.put(key, new StreamHead(members.size(), last.leaf()));
      }
    }
    return heads;
  }

  @Override
  public synchronized void streamHeadsAt(long size, BiConsumer<String, StreamHead> visitor) {
    streams.forEach(
        (key, members) -> {
          int count = (int) members.stream().filter(position -> position < size).count();
          if (count > 0) {
            ReceiptHash leaf = receipts.get(members.get(count - 1)).leaf();
            visitor.accept(key, new StreamHead(count, leaf));
          }
        });
  }

  @Override
  public synchronized List<StoredReceipt> stream(String key, long from, int limit) {
    requireLimit(limit);
    return streams.getOrDefault(key, List.of()).stream()
        .skip(from)
        .limit(limit)
        .map(position -> receipts.get(position).receipt())
        .toList();
  }

  @Override
  public synchronized List<StoredReceipt> find(ReceiptFilter filter, long from, int limit) {
    int first = (int) Math.min(Math.max(0, from), receipts.size());
    return matches(IntStream.range(first, receipts.size()), filter, limit);
  }

  @Override
  public synchronized List<StoredReceipt> findBackwards(
      ReceiptFilter filter, long before, int limit) {
    int end = (int) Math.min(Math.max(0, before), receipts.size());
    return matches(IntStream.range(0, end).map(index -> end - 1 - index), filter, limit);
  }

  private List<StoredReceipt> matches(IntStream positions, ReceiptFilter filter, int limit) {
    requireLimit(limit);
    return positions
        .mapToObj(receipts::get)
        .filter(kept -> kept.fits(filter))
        .limit(limit)
        .map(Kept::receipt)
        .toList();
  }

  private static void requireLimit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1, not " + limit);
    }
  }

  @Override
  public synchronized List<Long> certificates(long seq) {
    TreeSet<Long> found = certificates.get(seq);
    return found == null ? List.of() : List.copyOf(found);
  }

  @Override
  public synchronized List<ReceiptHash> hashes(int level, long from, int limit) {
    requireLimit(limit);
    ReceiptStore.requireLevel(level, 0);
    Stream<ReceiptHash> known =
        level == 0
            ? receipts.stream().map(Kept::leaf)
            : subtrees.getOrDefault(level, List.of()).stream();
    return known.skip(from).limit(limit).toList();
  }

  @Override
  public synchronized void putHashes(int level, long from, List<ReceiptHash> hashes) {
    ReceiptStore.requireLevel(level, 1);
    List<ReceiptHash> known = subtrees.computeIfAbsent(level, any -> new ArrayList<>());
    if (from > known.size()) {
      throw new IllegalArgumentException(
          "hashes of level "
              + level
              + " from "
              + from
              + " on would leave a gap; nothing was written: put those before them first");
    }
    hashes.stream().skip(known.size() - from).forEach(known::add);
  }

  @Override
  public synchronized Optional<StoredCheckpoint> latestCheckpoint() {
    return Optional.ofNullable(checkpoint);
  }

  @Override
  public synchronized boolean putCheckpoint(long before, StoredCheckpoint next) {
    next.requireToFollow(before);
    if (before != (checkpoint == null ? 0 : checkpoint.size())) {
      return false;
    }
    checkpoint = next;
    return true;
  }

  /** Changes nothing: what is erased is unreachable at once, and the collector's to overwrite. */
  @Override
  public void compact() {
    // nothing to do
  }
}
