package dev.factory.cost.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.factory.cost.spi.BreakerOrder;
import dev.factory.cost.spi.BreakerOrder.Kind;
import dev.factory.cost.spi.BreakerStore;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link BreakerStore} promises. Extend it and say how to make an empty store. */
public abstract class BreakerStoreContract {
  private static final Instant AT = Instant.parse("2026-01-31T23:59:59.123456Z");

  /** For subclasses. */
  protected BreakerStoreContract() {}

  /** {@return a store without orders} */
  protected abstract BreakerStore emptyStore();

  /** {@return the same store as another node, or the same process after a restart, sees it} */
  protected abstract BreakerStore reopened(BreakerStore store);

  @Test
  void anOrderIsThereForEveryNode() {
    BreakerStore store = emptyStore();
    assertThat(store.orders()).isEmpty();
    BreakerOrder given = store.give("openai", Kind.FORCE_OPEN, AT, "ops-1", "an incident");
    assertThat(given)
        .isEqualTo(new BreakerOrder("openai", Kind.FORCE_OPEN, 1, AT, "ops-1", "an incident"));
    assertThat(reopened(store).orders()).containsExactly(given);
  }

  @Test
  void theLastOrderOfANameStaysWithAHigherRevision() {
    BreakerStore store = emptyStore();
    store.give("openai/gpt-4o", Kind.FORCE_OPEN, AT, "ops-1", "an incident");
    store.give("anthropic", Kind.FORCE_OPEN, AT, "ops-1", "another");
    BreakerOrder last = store.give("openai/gpt-4o", Kind.RESET, AT, "ops-2", "it is over");
    assertThat(last.revision()).isEqualTo(2);
    assertThat(reopened(store).orders())
        .extracting(BreakerOrder::name, BreakerOrder::kind, BreakerOrder::revision)
        .containsExactly(
            tuple("anthropic", Kind.FORCE_OPEN, 1L), tuple("openai/gpt-4o", Kind.RESET, 2L));
  }

  @Test
  void ordersThatRaceAllGetRevisionsOfTheirOwn() throws InterruptedException {
    BreakerStore store = emptyStore();
    BreakerStore other = reopened(store);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CountDownLatch done = new CountDownLatch(20);
    for (int order = 0; order < 20; order++) {
      BreakerStore one = order % 2 == 0 ? store : other;
      threads.execute(
          () -> {
            one.give("openai", Kind.FORCE_OPEN, AT, "ops-1", "a race");
            done.countDown();
          });
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    threads.shutdownNow();
    assertThat(store.orders()).extracting(BreakerOrder::revision).containsExactly(20L);
  }
}
