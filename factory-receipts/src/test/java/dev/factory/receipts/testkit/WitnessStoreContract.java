package dev.factory.receipts.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.tlog.MerkleTree;
import dev.factory.receipts.tlog.TreeHead;
import dev.factory.receipts.tlog.WitnessStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link WitnessStore} promises. Extend it and say how to make an empty store. */
public abstract class WitnessStoreContract {
  private static final String LOG = "log.example/2026";

  /** {@return a store that remembers nothing, on storage of its own} */
  protected abstract WitnessStore emptyStore();

  /**
   * {@return the storage behind {@code store} opened once more, as after a restart}; a store that
   * forgets returns {@code store}.
   */
  protected WitnessStore reopened(WitnessStore store) {
    return store;
  }

  /** {@return the tree head of this size} */
  protected static TreeHead head(long size) {
    return new TreeHead(
        size, MerkleTree.leafHash(Long.toString(size).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anUnknownLogIsAtTheTreeWithoutLeaves() {
    assertThat(emptyStore().latest(LOG)).isEqualTo(TreeHead.EMPTY);
  }

  @Test
  void whatWasSetIsRememberedAcrossARestart() {
    WitnessStore store = emptyStore();
    assertThat(store.compareAndSet(LOG, TreeHead.EMPTY, head(5))).isTrue();
    assertThat(store.latest(LOG)).isEqualTo(head(5));
    WitnessStore again = reopened(store);
    assertThat(again.latest(LOG)).isEqualTo(head(5));
    assertThat(again.compareAndSet(LOG, head(5), head(9))).isTrue();
    assertThat(reopened(again).latest(LOG)).isEqualTo(head(9));
  }

  @Test
  void anotherExpectationChangesNothing() {
    WitnessStore store = emptyStore();
    assertThat(store.compareAndSet(LOG, head(4), head(5))).isFalse();
    assertThat(store.latest(LOG)).isEqualTo(TreeHead.EMPTY);
    store.compareAndSet(LOG, TreeHead.EMPTY, head(5));
    TreeHead sameSize = new TreeHead(5, head(6).root());
    assertThat(store.compareAndSet(LOG, TreeHead.EMPTY, head(9))).isFalse();
    assertThat(store.compareAndSet(LOG, sameSize, head(9))).isFalse();
    assertThat(reopened(store).latest(LOG)).isEqualTo(head(5));
  }

  @Test
  void theTreeWithoutLeavesCanBeRememberedAndReplaced() {
    WitnessStore store = emptyStore();
    assertThat(store.compareAndSet(LOG, TreeHead.EMPTY, TreeHead.EMPTY)).isTrue();
    assertThat(reopened(store).latest(LOG)).isEqualTo(TreeHead.EMPTY);
    assertThat(store.compareAndSet(LOG, TreeHead.EMPTY, head(1))).isTrue();
  }

  @Test
  void logsAreRememberedApartWhateverTheirOrigins() {
    WitnessStore store = emptyStore();
    List<String> origins =
        List.of("a", "A", "../a", "a/b", "a b", ".", "\u00e9", "o".repeat(1_000));
    for (int i = 0; i < origins.size(); i++) {
      assertThat(store.compareAndSet(origins.get(i), TreeHead.EMPTY, head(i + 1L))).isTrue();
    }
    WitnessStore again = reopened(store);
    for (int i = 0; i < origins.size(); i++) {
      assertThat(again.latest(origins.get(i))).isEqualTo(head(i + 1L));
    }
  }

  @Test
  void ofRacingWritersOneWinsEachRound() throws InterruptedException, ExecutionException {
    WitnessStore store = emptyStore();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 25; round++) {
        TreeHead known = store.latest(LOG);
        List<Callable<Boolean>> rivals = new ArrayList<>();
        for (int rival = 1; rival <= 4; rival++) {
          TreeHead next = head(round * 10L + rival);
          rivals.add(() -> store.compareAndSet(LOG, known, next));
        }
        int winners = 0;
        for (Future<Boolean> won : threads.invokeAll(rivals)) {
          winners += won.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
        assertThat(store.latest(LOG).size()).isBetween(round * 10L + 1, round * 10L + 4);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
