package dev.factory.receipts.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ReceiptStore} promises. Extend it and say how to make an empty shard; a store
 * on shared storage also says how to open the same shard a second time.
 */
public abstract class ReceiptStoreContract {

  /** {@return a shard without receipts, on storage of its own} */
  protected abstract ReceiptStore emptyStore();

  /**
   * {@return the shard behind {@code store} once more, as another process would open it}; a store
   * that cannot be shared returns {@code store}.
   */
  protected ReceiptStore reopened(ReceiptStore store) {
    return store;
  }

  private static void appendAll(ReceiptStore store, List<NewReceipt> batch) {
    assertThat(store.append(store.head(), batch)).isInstanceOf(AppendResult.Committed.class);
  }

  private static List<StoredReceipt> all(ReceiptStore store) {
    List<StoredReceipt> receipts = new ArrayList<>();
    store.range(0, Long.MAX_VALUE, receipts::add);
    return receipts;
  }

  private static List<StoredReceipt> receipts(List<NewReceipt> batch) {
    return batch.stream().map(NewReceipt::receipt).toList();
  }

  @Nested
  class AnEmptyShard {
    @Test
    void endsNowhere() {
      assertThat(emptyStore().head()).isEqualTo(Head.EMPTY);
    }

    @Test
    void holdsNothing() {
      ReceiptStore store = emptyStore();
      assertThat(all(store)).isEmpty();
      assertThat(store.byId(new UUID(1, 2))).isEmpty();
      assertThat(store.byIdempotencyKeys(Set.of("k"))).isEmpty();
      assertThat(store.streamHeads(Set.of("s"))).isEmpty();
      assertThat(store.stream("s", 0, 10)).isEmpty();
    }
  }

  @Nested
  class AppendedReceipts {
    @Test
    void areReadBackAsTheyWereGiven() {
      ReceiptStore store = emptyStore();
      List<NewReceipt> batch = new SampleChain().next(5, "s");
      appendAll(store, batch);
      assertThat(all(reopened(store))).isEqualTo(receipts(batch));
    }

    @Test
    void moveTheHeadToTheLastOfThem() {
      ReceiptStore store = emptyStore();
      List<NewReceipt> batch = new SampleChain().next(5, "s");
      appendAll(store, batch);
      Head head = reopened(store).head();
      NewReceipt last = batch.get(4);
      assertThat(head.size()).isEqualTo(5);
      assertThat(head.leaf()).isEqualTo(last.leaf());
      assertThat(head.lastId()).map(UUID::toString).contains(last.receipt().id());
      assertThat(head.lastAcceptedAt()).contains(SampleChain.ACCEPTED_AT);
    }

    @Test
    void areFoundByIdKeyAndStream() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      List<NewReceipt> first = chain.next(3, "a");
      List<NewReceipt> second = chain.next(4, "b", "a");
      appendAll(store, first);
      appendAll(store, second);
      StoredReceipt wanted = second.get(1).receipt();
      assertThat(store.byId(UUID.fromString(wanted.id()))).contains(wanted);
      assertThat(store.byIdempotencyKeys(Set.of(wanted.idempotencyKey(), "unknown")))
          .containsExactlyEntriesOf(Map.of(wanted.idempotencyKey(), wanted));
      assertThat(store.stream("b", 0, 10)).isEqualTo(receipts(second));
      assertThat(store.stream("a", 2, 3))
          .isEqualTo(
              List.of(first.get(2).receipt(), second.get(0).receipt(), second.get(1).receipt()));
    }

    @Test
    void moveTheHeadsOfTheirStreams() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      appendAll(store, chain.next(3, "a"));
      List<NewReceipt> second = chain.next(2, "a", "b");
      appendAll(store, second);
      ReceiptHash end = second.get(1).leaf();
      assertThat(store.streamHeads(Set.of("a", "b", "c")))
          .containsOnlyKeys("a", "b")
          .containsEntry("a", new StreamHead(5, end))
          .containsEntry("b", new StreamHead(2, end));
    }

    @Test
    void areShownFromAnyPlaceToAnyPlace() {
      ReceiptStore store = emptyStore();
      List<NewReceipt> batch = new SampleChain().next(10, "s");
      appendAll(store, batch);
      List<StoredReceipt> shown = new ArrayList<>();
      store.range(3, 7, shown::add);
      assertThat(shown).isEqualTo(receipts(batch.subList(3, 7)));
      store.range(10, 20, receipt -> assertThat(receipt).isNull());
    }

    @Test
    void stopBeingShownWhenTheVisitorThrows() {
      ReceiptStore store = emptyStore();
      appendAll(store, new SampleChain().next(3, "s"));
      assertThatThrownBy(
              () ->
                  store.range(
                      0,
                      3,
                      receipt -> {
                        throw new IllegalStateException("enough");
                      }))
          .hasMessage("enough");
      assertThat(all(store)).hasSize(3);
    }

    @Test
    void keepTextOfEveryKind() {
      ReceiptStore store = emptyStore();
      List<NewReceipt> batch =
          new SampleChain().next(1, "publisher_id=\u00e9\u4e2d\ud83d\ude00'\"%");
      appendAll(store, batch);
      assertThat(reopened(store).stream("publisher_id=\u00e9\u4e2d\ud83d\ude00'\"%", 0, 1))
          .isEqualTo(receipts(batch));
    }

    @Test
    void mayBeThousandsAtOnce() {
      ReceiptStore store = emptyStore();
      List<NewReceipt> batch = new SampleChain().next(5_000, "s");
      appendAll(store, batch);
      assertThat(all(store)).isEqualTo(receipts(batch));
    }
  }

  @Nested
  class AnAppendToAnOldHead {
    @Test
    void isAConflictThatNamesTheHeadAndWritesNothing() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      List<NewReceipt> kept = chain.next(2, "s");
      appendAll(store, kept);
      List<NewReceipt> rival = new SampleChain("rival").next(2, "s");
      assertThat(store.append(Head.EMPTY, rival))
          .isEqualTo(new AppendResult.Conflict(store.head()));
      assertThat(all(store)).isEqualTo(receipts(kept));
      assertThat(store.streamHeads(Set.of("s")))
          .containsValue(new StreamHead(2, kept.get(1).leaf()));
    }

    @Test
    void isAConflictAlsoWhenOnlyTheLeafDiffers() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      appendAll(store, chain.next(2, "s"));
      Head actual = store.head();
      Head forged = new Head(2, ReceiptHash.ZERO, actual.last());
      assertThat(store.append(forged, chain.next(1, "s")))
          .isEqualTo(new AppendResult.Conflict(actual));
      assertThat(store.head()).isEqualTo(actual);
    }
  }

  @Nested
  class ARepeatedIdempotencyKey {
    @Test
    void isADuplicateThatShowsTheReceiptAndWritesNothingOfTheBatch() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      List<NewReceipt> kept = chain.next(2, "s");
      appendAll(store, kept);
      Head before = store.head();
      List<NewReceipt> mixed = chain.nextRepeating(3, 1, kept.get(1).receipt().idempotencyKey());
      assertThat(store.append(before, mixed))
          .isEqualTo(
              new AppendResult.Duplicate(
                  Map.of(kept.get(1).receipt().idempotencyKey(), kept.get(1).receipt())));
      assertThat(store.head()).isEqualTo(before);
      assertThat(all(store)).isEqualTo(receipts(kept));
    }
  }

  @Nested
  class AnAppendInTurn {
    @Test
    void isMadeFromTheHeadAndSeesTheStore() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      appendAll(store, chain.next(2, "s"));
      Head before = store.head();
      List<NewReceipt> batch = chain.next(3, "s");
      AppendResult result =
          store.appendInTurn(
              (head, view) -> {
                assertThat(head).isEqualTo(before);
                assertThat(view.streamHeads(Set.of("s")))
                    .containsValue(new StreamHead(2, before.leaf()));
                return batch;
              });
      assertThat(result).isInstanceOf(AppendResult.Committed.class);
      assertThat(reopened(store).head().leaf()).isEqualTo(batch.get(2).leaf());
      assertThat(all(store)).hasSize(5);
    }

    @Test
    void thatThrowsWritesNothing() {
      ReceiptStore store = emptyStore();
      appendAll(store, new SampleChain().next(2, "s"));
      assertThatThrownBy(
              () ->
                  store.appendInTurn(
                      (head, view) -> {
                        throw new IllegalStateException("no batch");
                      }))
          .hasMessage("no batch");
      assertThat(all(store)).hasSize(2);
      appendAll(store, SampleChain.continuing(store.head(), "next").next(1));
    }

    @Test
    void thatRepeatsAKeyIsADuplicateAndWritesNothing() {
      ReceiptStore store = emptyStore();
      SampleChain chain = new SampleChain();
      List<NewReceipt> kept = chain.next(2, "s");
      appendAll(store, kept);
      String key = kept.get(0).receipt().idempotencyKey();
      AppendResult result = store.appendInTurn((head, view) -> chain.nextRepeating(2, 0, key));
      assertThat(result).isEqualTo(new AppendResult.Duplicate(Map.of(key, kept.get(0).receipt())));
      assertThat(all(store)).hasSize(2);
    }
  }

  @Nested
  class RacingWriters {
    @Test
    void neverForkTheChain() throws Exception {
      ReceiptStore store = emptyStore();
      int writers = 4;
      int batches = 25;
      ExecutorService threads = Executors.newFixedThreadPool(writers);
      try {
        List<Future<Integer>> conflicts = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          ReceiptStore own = reopened(store);
          String name = "writer" + writer;
          Callable<Integer> work = () -> writeBatches(own, name, batches);
          conflicts.add(threads.submit(work));
        }
        for (Future<Integer> conflict : conflicts) {
          conflict.get();
        }
      } finally {
        threads.shutdownNow();
      }
      SampleChain.assertUnbroken(all(store), writers * batches * 3);
      assertThat(store.head().size()).isEqualTo(3L * writers * batches);
    }

    private int writeBatches(ReceiptStore store, String writer, int batches) {
      int conflicts = 0;
      for (int batch = 0; batch < batches; ) {
        Head head = store.head();
        SampleChain chain = SampleChain.continuing(head, writer + "-" + batch);
        // now this way, now that: whoever writes in turn meets writers who do not
        AppendResult result =
            batch % 2 == 0
                ? store.append(head, chain.next(3))
                : store.appendInTurn(
                    (now, view) -> SampleChain.continuing(now, writer + "-in-turn").next(3));
        if (result instanceof AppendResult.Committed) {
          batch++;
        } else {
          assertThat(result).isInstanceOf(AppendResult.Conflict.class);
          conflicts++;
        }
      }
      return conflicts;
    }
  }
}
