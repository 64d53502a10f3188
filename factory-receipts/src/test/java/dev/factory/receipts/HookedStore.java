package dev.factory.receipts;

import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredCheckpoint;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamHead;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A store in which something happens before each append, as another thread or process may do. */
record HookedStore(ReceiptStore store, Runnable beforeAppend) implements ReceiptStore {
  @Override
  public Head head() {
    return store.head();
  }

  @Override
  public AppendResult append(Head expected, List<NewReceipt> batch) {
    beforeAppend.run();
    return store.append(expected, batch);
  }

  @Override
  public void range(long from, long to, Consumer<StoredReceipt> visitor) {
    store.range(from, to, visitor);
  }

  @Override
  public Optional<StoredReceipt> byId(UUID id) {
    return store.byId(id);
  }

  @Override
  public Map<String, StoredReceipt> byIdempotencyKeys(Collection<String> keys) {
    return store.byIdempotencyKeys(keys);
  }

  @Override
  public Map<String, StreamHead> streamHeads(Collection<String> keys) {
    return store.streamHeads(keys);
  }

  @Override
  public void streamHeadsAt(long size, BiConsumer<String, StreamHead> visitor) {
    store.streamHeadsAt(size, visitor);
  }

  @Override
  public List<StoredReceipt> stream(String key, long from, int limit) {
    return store.stream(key, from, limit);
  }

  @Override
  public List<StoredReceipt> find(ReceiptFilter filter, long from, int limit) {
    return store.find(filter, from, limit);
  }

  @Override
  public List<StoredReceipt> findBackwards(ReceiptFilter filter, long before, int limit) {
    return store.findBackwards(filter, before, limit);
  }

  @Override
  public List<Long> certificates(long seq) {
    return store.certificates(seq);
  }

  @Override
  public List<ReceiptHash> hashes(int level, long from, int limit) {
    return store.hashes(level, from, limit);
  }

  @Override
  public void putHashes(int level, long from, List<ReceiptHash> hashes) {
    store.putHashes(level, from, hashes);
  }

  @Override
  public Optional<StoredCheckpoint> latestCheckpoint() {
    return store.latestCheckpoint();
  }

  @Override
  public boolean putCheckpoint(long before, StoredCheckpoint next) {
    return store.putCheckpoint(before, next);
  }

  @Override
  public void compact() {
    store.compact();
  }
}
