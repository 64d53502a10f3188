package dev.factory.receipts;

import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptStore;
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
import java.util.UUID;
import java.util.function.Consumer;

/** A shard in memory, gone with the process: for tests, and as the plainest reading of the SPI. */
public final class InMemoryReceiptStore implements ReceiptStore {
  private final List<NewReceipt> receipts = new ArrayList<>();
  private final Map<String, Integer> byKey = new HashMap<>();
  private final Map<String, Integer> byId = new HashMap<>();
  private final Map<String, List<Integer>> streams = new HashMap<>();

  /** An empty shard. */
  public InMemoryReceiptStore() {}

  @Override
  public synchronized Head head() {
    if (receipts.isEmpty()) {
      return Head.EMPTY;
    }
    NewReceipt last = receipts.get(receipts.size() - 1);
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
    Map<String, StoredReceipt> existing =
        byIdempotencyKeys(
            batch.stream().map(receipt -> receipt.receipt().idempotencyKey()).toList());
    if (!existing.isEmpty()) {
      return new AppendResult.Duplicate(existing);
    }
    batch.forEach(this::add);
    return new AppendResult.Committed();
  }

  private void add(NewReceipt receipt) {
    int position = receipts.size();
    receipts.add(receipt);
    byKey.put(receipt.receipt().idempotencyKey(), position);
    byId.put(receipt.receipt().id(), position);
    for (StreamLink link : receipt.streams()) {
      streams.computeIfAbsent(link.key(), key -> new ArrayList<>()).add(position);
    }
  }

  @Override
  public void range(long from, long to, Consumer<StoredReceipt> visitor) {
    List<NewReceipt> seen;
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
        NewReceipt last = receipts.get(members.get(members.size() - 1));
        heads.put(key, new StreamHead(members.size(), last.leaf()));
      }
    }
    return heads;
  }

  @Override
  public synchronized List<StoredReceipt> stream(String key, long from, int limit) {
    return streams.getOrDefault(key, List.of()).stream()
        .skip(from)
        .limit(limit)
        .map(position -> receipts.get(position).receipt())
        .toList();
  }
}
