package dev.factory.receipts.testkit;

import dev.factory.core.FactoryException;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Any store, one call of which fails. Everything else is as it was, so a test can run through the
 * failure of every call there is, one after the other, until {@link #hasFailed} stays false.
 */
public final class FailingStore implements ReceiptStore {
  private final ReceiptStore store;
  private final Failure failure;
  private final int failingCall;
  private final AtomicInteger calls;

  /** How a call fails, and whether it was carried out. */
  public enum Failure {
    /** The storage does not answer; nothing was kept. */
    UNAVAILABLE("core.storage-unavailable", false),
    /** The connection is lost just before the commit is carried out; nothing was kept. */
    LOST_BEFORE_COMMIT("core.commit-unknown", false),
    /** The connection is lost just after the commit was carried out; everything was kept. */
    LOST_AFTER_COMMIT("core.commit-unknown", true),
    /** Everything was kept, and the storage says otherwise, against its contract. */
    KEPT_YET_DENIED("core.storage-unavailable", true);

    private final String code;
    private final boolean kept;

    Failure(String code, boolean kept) {
      this.code = code;
      this.kept = kept;
    }
  }

  private FailingStore(ReceiptStore store, Failure failure, int failingCall, AtomicInteger calls) {
    this.store = store;
    this.failure = failure;
    this.failingCall = failingCall;
    this.calls = calls;
  }

  /**
   * {@return {@code store}, one call of which fails}
   *
   * @param call which one, counted from 1 over all methods; beyond the last call nothing fails
   */
  public static FailingStore at(int call, Failure failure, ReceiptStore store) {
    return new FailingStore(store, failure, call, new AtomicInteger());
  }

  /** {@return whether the call that fails was made} */
  public boolean hasFailed() {
    return calls.get() >= failingCall;
  }

  private <T> T call(Supplier<T> work) {
    boolean fails = calls.incrementAndGet() == failingCall;
    if (fails && !failure.kept) {
      throw thrown();
    }
    T result = work.get();
    if (fails) {
      throw thrown();
    }
    return result;
  }

  private FactoryException thrown() {
    return new FactoryException(failure.code, "call " + failingCall + " fails on purpose");
  }

  @Override
  public Head head() {
    return call(store::head);
  }

  @Override
  public AppendResult append(Head expected, List<NewReceipt> batch) {
    return call(() -> store.append(expected, batch));
  }

  /** The calls that the batch makes within the transaction are counted, and may fail, too. */
  @Override
  public AppendResult appendInTurn(InTurn batch) {
    return call(
        () ->
            store.appendInTurn(
                (head, view) ->
                    batch.onto(head, new FailingStore(view, failure, failingCall, calls))));
  }

  @Override
  public void range(long from, long to, Consumer<StoredReceipt> visitor) {
    call(
        () -> {
          store.range(from, to, visitor);
          return to;
        });
  }

  @Override
  public Optional<StoredReceipt> byId(UUID id) {
    return call(() -> store.byId(id));
  }

  @Override
  public Map<String, StoredReceipt> byIdempotencyKeys(Collection<String> keys) {
    return call(() -> store.byIdempotencyKeys(keys));
  }

  @Override
  public Map<String, StreamHead> streamHeads(Collection<String> keys) {
    return call(() -> store.streamHeads(keys));
  }

  @Override
  public void streamHeadsAt(long size, BiConsumer<String, StreamHead> visitor) {
    call(
        () -> {
          store.streamHeadsAt(size, visitor);
          return size;
        });
  }

  @Override
  public List<StoredReceipt> stream(String key, long from, int limit) {
    return call(() -> store.stream(key, from, limit));
  }

  @Override
  public List<StoredReceipt> find(ReceiptFilter filter, long from, int limit) {
    return call(() -> store.find(filter, from, limit));
  }

  @Override
  public List<StoredReceipt> findBackwards(ReceiptFilter filter, long before, int limit) {
    return call(() -> store.findBackwards(filter, before, limit));
  }

  @Override
  public List<Long> certificates(long seq) {
    return call(() -> store.certificates(seq));
  }

  @Override
  public List<ReceiptHash> hashes(int level, long from, int limit) {
    return call(() -> store.hashes(level, from, limit));
  }

  @Override
  public void putHashes(int level, long from, List<ReceiptHash> hashes) {
    call(
        () -> {
          store.putHashes(level, from, hashes);
          return from;
        });
  }

  @Override
  public Optional<StoredCheckpoint> latestCheckpoint() {
    return call(store::latestCheckpoint);
  }

  @Override
  public boolean putCheckpoint(long before, StoredCheckpoint next) {
    return call(() -> store.putCheckpoint(before, next));
  }

  @Override
  public void compact() {
    call(
        () -> {
          store.compact();
          return failingCall;
        });
  }
}
