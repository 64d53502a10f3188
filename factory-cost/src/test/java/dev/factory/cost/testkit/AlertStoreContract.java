package dev.factory.cost.testkit;

import static dev.factory.cost.testkit.Commands.NOON;
import static dev.factory.cost.testkit.Commands.USD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.cost.alert.Alert;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.spi.AlertStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AlertStore} promises. Extend it and say how to make an empty store. */
public abstract class AlertStoreContract {
  private static final String LINE = "tenant=acme/user=u-1#lifetime";

  private AlertStore store;

  /** Takes a new, empty store for each test. */
  protected AlertStoreContract() {}

  /** {@return an empty store} */
  protected abstract AlertStore emptyStore();

  /** {@return the same alerts, opened as by another process} */
  protected abstract AlertStore reopened(AlertStore store);

  @BeforeEach
  void open() {
    store = emptyStore();
  }

  private static Alert alert(String rule, String subject, Instant window, int level, int second) {
    return new Alert(
        rule,
        subject,
        window,
        level,
        NanoMoney.ofNanos(USD, 81 + second),
        NanoMoney.ofNanos(USD, 100),
        NOON.plusSeconds(second));
  }

  @Test
  void anAlertIsRaisedOnceWhateverElseItSaysTheSecondTime() {
    Alert first = alert("budget", LINE, NOON, 80, 0);
    assertThat(store.raise(List.of(first))).containsExactly(first);
    assertThat(store.raise(List.of(alert("budget", LINE, NOON, 80, 5)))).isEmpty();
    assertThat(store.raised(NOON, NOON.plusSeconds(60), 10)).containsExactly(first);
  }

  @Test
  void oneOfTwoEqualOnesInOneCallIsRaised() {
    Alert alert = alert("budget", LINE, NOON, 80, 0);
    assertThat(store.raise(List.of(alert, alert))).containsExactly(alert);
  }

  @Test
  void anotherRuleSubjectWindowOrLevelIsAnotherAlert() {
    List<Alert> alerts =
        List.of(
            alert("budget", LINE, NOON, 80, 0),
            alert("forecast", LINE, NOON, 80, 0),
            alert("budget", "tenant=other#lifetime", NOON, 80, 0),
            alert("budget", LINE, NOON.plusSeconds(1), 80, 0),
            alert("budget", LINE, NOON, 100, 0));
    assertThat(store.raise(alerts)).isEqualTo(alerts);
  }

  @Test
  void whatWasRaisedIsFoundByTimeAndNoMoreThanWasAskedFor() {
    Alert late = alert("budget", LINE, NOON, 100, 30);
    Alert early = alert("budget", LINE, NOON, 80, 10);
    store.raise(List.of(late, early));
    assertThat(store.raised(NOON, NOON.plusSeconds(60), 10)).containsExactly(early, late);
    assertThat(store.raised(NOON, NOON.plusSeconds(60), 1)).containsExactly(early);
    assertThat(store.raised(NOON, NOON.plusSeconds(30), 10)).containsExactly(early);
    assertThat(store.raised(NOON.plusSeconds(30), NOON.plusSeconds(31), 10)).containsExactly(late);
  }

  @Test
  void itIsRememberedWhenTheStoreIsOpenedAgain() {
    Alert alert = alert("budget", LINE, NOON, 80, 0);
    store.raise(List.of(alert));
    AlertStore again = reopened(store);
    assertThat(again.raise(List.of(alert))).isEmpty();
    assertThat(again.raised(NOON, NOON.plusSeconds(60), 10)).containsExactly(alert);
  }

  @Test
  void ofManyThatRaiseItTogetherOneIsToldThatItDid() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      CountDownLatch ready = new CountDownLatch(8);
      List<Future<Integer>> told = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int own = thread;
        told.add(
            pool.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  int count = 0;
                  for (int level = 1; level <= 20; level++) {
                    // half of them in the opposite order
                    int either = own % 2 == 0 ? level : 21 - level;
                    count += store.raise(List.of(alert("budget", LINE, NOON, either, own))).size();
                  }
                  return count;
                }));
      }
      int all = 0;
      for (Future<Integer> one : told) {
        all += one.get(1, TimeUnit.MINUTES);
      }
      assertThat(all).isEqualTo(20);
    } finally {
      pool.shutdownNow();
    }
  }
}
