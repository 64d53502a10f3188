package dev.factory.cost.testkit;

import static dev.factory.cost.testkit.Commands.NOON;
import static dev.factory.cost.testkit.Commands.TAGS;
import static dev.factory.cost.testkit.Commands.USD;
import static dev.factory.cost.testkit.Commands.charged;
import static dev.factory.cost.testkit.Commands.expire;
import static dev.factory.cost.testkit.Commands.level;
import static dev.factory.cost.testkit.Commands.refund;
import static dev.factory.cost.testkit.Commands.release;
import static dev.factory.cost.testkit.Commands.reserve;
import static dev.factory.cost.testkit.Commands.resize;
import static dev.factory.cost.testkit.Commands.rolling;
import static dev.factory.cost.testkit.Commands.settle;
import static dev.factory.cost.testkit.Commands.soft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.cost.budget.OnCrash;
import dev.factory.cost.ledger.Charge;
import dev.factory.cost.ledger.ConflictReason;
import dev.factory.cost.ledger.EventKind;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.LedgerOutcome;
import dev.factory.cost.ledger.LedgerOutcome.Closed;
import dev.factory.cost.ledger.LedgerOutcome.Conflict;
import dev.factory.cost.ledger.LedgerOutcome.Held;
import dev.factory.cost.ledger.LedgerOutcome.Recorded;
import dev.factory.cost.ledger.LedgerOutcome.Refused;
import dev.factory.cost.ledger.LedgerOutcome.Unknown;
import dev.factory.cost.ledger.Level;
import dev.factory.cost.ledger.Reservation;
import dev.factory.cost.ledger.ReservationState;
import dev.factory.cost.ledger.UsageEvent;
import dev.factory.cost.ledger.UsageTotal;
import dev.factory.cost.ledger.WindowState;
import dev.factory.cost.spi.BudgetStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link BudgetStore} promises. Extend it and say how to make an empty store. */
public abstract class BudgetStoreContract {
  private static final Level TENANT = level("tenant=acme", 100);
  private static final Level USER = level("tenant=acme/user=1", 30);

  private BudgetStore store;

  /** Takes a new, empty store for each test. */
  protected BudgetStoreContract() {}

  /** {@return an empty store} */
  protected abstract BudgetStore emptyStore();

  /** {@return the same ledger, opened as by another process} */
  protected abstract BudgetStore reopened(BudgetStore store);

  @BeforeEach
  void open() {
    store = emptyStore();
  }

  private LedgerOutcome apply(LedgerCommand command) {
    return store.apply(List.of(command)).get(0);
  }

  private long spent(Level level) {
    return counters(level).stream().mapToLong(one -> one.counter().spent()).sum();
  }

  private long reserved(Level level) {
    return counters(level).stream().mapToLong(one -> one.counter().reserved()).sum();
  }

  private List<WindowState> counters(Level level) {
    return store.windows(
        level.window().line(), NOON.minusSeconds(86_400), NOON.plusSeconds(86_400));
  }

  @Test
  void whatIsHeldIsHeldOnEveryLevel() {
    assertThat(apply(reserve("r", 10, TENANT, USER))).isInstanceOf(Held.class);
    assertThat(reserved(TENANT)).isEqualTo(10);
    assertThat(reserved(USER)).isEqualTo(10);
    assertThat(store.reservation("r").orElseThrow().held()).isEqualTo(10);
  }

  @Test
  void oneLevelWithoutRoomRefusesAndNothingChangesOnAnyLevel() {
    apply(reserve("a", 25, TENANT, USER));
    List<WindowState> before = counters(TENANT);
    LedgerOutcome outcome = apply(reserve("b", 6, TENANT, USER));
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).shortfalls())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.level()).isEqualTo(USER);
              assertThat(one.remaining()).isEqualTo(5);
            });
    assertThat(counters(TENANT)).isEqualTo(before);
    assertThat(store.reservation("b")).isEmpty();
  }

  @Test
  void theLastBillionthCanBeHeldAndNotOneMore() {
    assertThat(apply(reserve("a", 30, USER))).isInstanceOf(Held.class);
    assertThat(apply(reserve("b", 1, USER))).isInstanceOf(Refused.class);
    assertThat(apply(reserve("c", 0, USER))).isInstanceOf(Held.class);
  }

  @Test
  void aSoftLevelLetsPassAndSaysThatItIsExceeded() {
    LedgerOutcome outcome = apply(reserve("r", 31, soft(USER)));
    assertThat(((Held) outcome).exceeded()).hasSize(1);
    assertThat(reserved(USER)).isEqualTo(31);
  }

  @Test
  void theSameRequestIsHeldOnce() {
    LedgerOutcome first = apply(reserve("r", 10, TENANT));
    assertThat(apply(reserve("r", 10, TENANT))).isEqualTo(first);
    assertThat(store.apply(List.of(reserve("r", 10, TENANT), reserve("r", 10, TENANT))))
        .containsExactly(first, first);
    assertThat(reserved(TENANT)).isEqualTo(10);
  }

  @Test
  void anIdThatStandsForAnotherCallIsRefusedAndNothingChanges() {
    apply(reserve("r", 10, TENANT));
    for (LedgerCommand other : List.of(reserve("r", 11, TENANT), reserve("r", 10, USER))) {
      assertThat(((Conflict) apply(other)).reason()).isEqualTo(ConflictReason.OTHER_REQUEST);
    }
    assertThat(reserved(TENANT)).isEqualTo(10);
    assertThat(reserved(USER)).isZero();
  }

  @Test
  void settlingChargesWhatItCostAndLetsTheRestGo() {
    apply(reserve("r", 10, TENANT, USER));
    Recorded recorded = (Recorded) apply(settle("r", "1", 4));
    assertThat(recorded.uncovered()).isZero();
    assertThat(recorded.reservation().state()).isEqualTo(ReservationState.SETTLED);
    for (Level level : List.of(TENANT, USER)) {
      assertThat(spent(level)).isEqualTo(4);
      assertThat(reserved(level)).isZero();
    }
  }

  @Test
  void settlingAgainChangesNothingAndTellsWhatIsRecorded() {
    apply(reserve("r", 10, TENANT));
    apply(settle("r", "1", 4));
    Recorded again = (Recorded) apply(settle("r", "1", 9));
    assertThat(again.repeated()).isTrue();
    assertThat(again.event().nanos()).isEqualTo(4);
    assertThat(spent(TENANT)).isEqualTo(4);
  }

  @Test
  void severalTriesOfOneCallAreChargedEachAndTheRestStaysHeldBetweenThem() {
    apply(reserve("r", 10, TENANT));
    apply(charged("r", "1", 3));
    assertThat(spent(TENANT)).isEqualTo(3);
    assertThat(reserved(TENANT)).isEqualTo(7);
    apply(settle("r", "2", 5));
    assertThat(spent(TENANT)).isEqualTo(8);
    assertThat(reserved(TENANT)).isZero();
  }

  @Test
  void moreThanWasHeldIsRecordedInFullAndNamedAndNothingPassesAfterwards() {
    apply(reserve("r", 30, USER));
    Recorded recorded = (Recorded) apply(settle("r", "1", 45));
    assertThat(recorded.uncovered()).isEqualTo(15);
    assertThat(spent(USER)).isEqualTo(45);
    Refused refused = (Refused) apply(reserve("next", 0, USER));
    assertThat(refused.shortfalls().get(0).remaining()).isEqualTo(-15);
  }

  @Test
  void extendingHoldsMoreOnAllLevelsOrLeavesWhatWasHeld() {
    apply(reserve("r", 10, TENANT, USER));
    assertThat(apply(resize("r", 30, TENANT, USER))).isInstanceOf(Held.class);
    assertThat(apply(resize("r", 30, TENANT, USER))).isInstanceOf(Held.class);
    assertThat(reserved(TENANT)).isEqualTo(30);
    assertThat(apply(resize("r", 31, TENANT, USER))).isInstanceOf(Refused.class);
    assertThat(reserved(TENANT)).isEqualTo(30);
    apply(settle("r", "1", 1));
    assertThat(((Conflict) apply(resize("r", 5, TENANT, USER))).reason())
        .isEqualTo(ConflictReason.NOT_OPEN);
  }

  @Test
  void givingPartBackFreesIt() {
    apply(reserve("r", 30, USER));
    apply(charged("r", "1", 8));
    apply(resize("r", 5, USER)); // less than was charged counts as that
    assertThat(reserved(USER)).isZero();
    assertThat(spent(USER)).isEqualTo(8);
    assertThat(store.reservation("r").orElseThrow().state()).isEqualTo(ReservationState.OPEN);
  }

  @Test
  void aCallThatWasNeverSentHoldsNothingAfterItsRelease() {
    apply(reserve("r", 10, TENANT));
    assertThat(((Closed) apply(release("r"))).changed()).isTrue();
    assertThat(((Closed) apply(release("r"))).changed()).isFalse();
    assertThat(reserved(TENANT)).isZero();
    assertThat(apply(reserve("r", 10, TENANT)))
        .isInstanceOfSatisfying(
            Held.class,
            held -> assertThat(held.reservation().state()).isEqualTo(ReservationState.RELEASED));
  }

  @Test
  void nobodyExpiresBeforeTheDeadline() {
    apply(reserve("r", 10, TENANT));
    Instant before = NOON.plusSeconds(600).minusNanos(1_000);
    assertThat(((Closed) apply(new LedgerCommand.Expire("r", before))).changed()).isFalse();
    assertThat(store.overdue(before, 10)).isEmpty();
    assertThat(store.overdue(NOON.plusSeconds(600), 10))
        .extracting(Reservation::id)
        .containsExactly("r");
  }

  @Test
  void afterTheDeadlineWhatWasHeldCountsAsSpentUntilTheRealCostIsKnown() {
    apply(reserve("r", 10, TENANT));
    apply(expire("r"));
    assertThat(spent(TENANT)).isEqualTo(10);
    assertThat(reserved(TENANT)).isZero();
    Recorded late = (Recorded) apply(settle("r", "1", 4));
    assertThat(late.uncovered()).isZero();
    assertThat(spent(TENANT)).isEqualTo(4);
    assertThat(store.events("r"))
        .extracting(UsageEvent::kind)
        .containsExactlyInAnyOrder(EventKind.PRESUMED, EventKind.CHARGE, EventKind.CORRECTION);
  }

  @Test
  void afterTheDeadlineWhatWasHeldIsFreeIfThePolicySaysSo() {
    apply(reserve("r", 10, OnCrash.RELEASE, List.of(TENANT)));
    apply(expire("r"));
    assertThat(spent(TENANT)).isZero();
    assertThat(reserved(TENANT)).isZero();
    assertThat(((Recorded) apply(settle("r", "1", 4))).uncovered()).isEqualTo(4);
    assertThat(spent(TENANT)).isEqualTo(4);
  }

  @Test
  void aReleaseAfterTheDeadlineTakesThePresumedChargeBack() {
    apply(reserve("r", 10, TENANT));
    apply(expire("r"));
    apply(release("r"));
    assertThat(spent(TENANT)).isZero();
  }

  @Test
  void aRefundLowersWhatWasSpentOnceAndNeverBelowNothing() {
    apply(reserve("r", 10, TENANT));
    apply(settle("r", "1", 8));
    apply(refund("r", "back", 3));
    apply(refund("r", "back", 3));
    assertThat(spent(TENANT)).isEqualTo(5);
    assertThat(((Conflict) apply(refund("r", "more", 6))).reason())
        .isEqualTo(ConflictReason.REFUND_TOO_LARGE);
    assertThat(spent(TENANT)).isEqualTo(5);
  }

  @Test
  void whatWasNeverReservedIsUnknown() {
    for (LedgerCommand command :
        List.of(settle("x", "1", 1), release("x"), expire("x"), refund("x", "back", 1))) {
      assertThat(apply(command)).isEqualTo(new Unknown("x"));
    }
  }

  @Test
  void aLimitLoweredBelowWhatIsSpentRefusesAndTakesNothingBack() {
    apply(reserve("r", 80, TENANT));
    apply(settle("r", "1", 80));
    assertThat(apply(reserve("s", 1, level("tenant=acme", 50)))).isInstanceOf(Refused.class);
    assertThat(spent(TENANT)).isEqualTo(80);
    assertThat(apply(reserve("t", 20, TENANT))).isInstanceOf(Held.class);
  }

  @Test
  void aRollingLineCountsItsCellsTogetherEvenThoseOfAClockThatIsAhead() {
    assertThat(apply(reserve("a", 40, rolling("k", NOON, 100)))).isInstanceOf(Held.class);
    assertThat(apply(reserve("b", 40, rolling("k", NOON.plusSeconds(50), 100))))
        .isInstanceOf(Held.class);
    assertThat(apply(reserve("c", 21, rolling("k", NOON.plusSeconds(10), 100))))
        .isInstanceOf(Refused.class);
    // a minute and a bit later the first cell has left
    assertThat(apply(reserve("d", 60, rolling("k", NOON.plusSeconds(61), 100))))
        .isInstanceOf(Held.class);
  }

  @Test
  void commandsOfOneCallSeeEachOther() {
    List<LedgerOutcome> outcomes =
        store.apply(
            List.of(
                reserve("a", 30, USER),
                reserve("b", 1, USER),
                settle("a", "1", 29),
                reserve("c", 1, USER)));
    assertThat(outcomes.get(1)).isInstanceOf(Refused.class);
    assertThat(outcomes.get(3)).isInstanceOf(Held.class);
    assertThat(store.apply(List.of())).isEmpty();
  }

  @Test
  void anAmountThatDoesNotFitFailsAloneAndLeavesNoTrace() {
    Level wide = level("wide", Long.MAX_VALUE);
    apply(reserve("a", Long.MAX_VALUE - 1, wide));
    apply(reserve("b", 1, soft(wide)));
    assertThatThrownBy(() -> apply(reserve("c", 5, soft(wide))))
        .isInstanceOf(ArithmeticException.class);
    assertThat(store.reservation("c")).isEmpty();
    assertThat(reserved(wide)).isEqualTo(Long.MAX_VALUE);
    assertThat(apply(reserve("d", 1, TENANT))).isInstanceOf(Held.class);
  }

  @Test
  void totalsAreTheSumsOfTheEventsByTagsProviderModelAndKind() {
    store.apply(
        List.of(
            reserve("a", 20, TENANT),
            settle("a", "1", 7),
            reserve("b", 20, TENANT),
            settle("b", "1", 5),
            settle("b", "1", 5),
            refund("b", "back", 2),
            reserve("c", 20, TENANT),
            expire("c")));
    assertThat(store.totals(NOON, NOON.plusSeconds(900)))
        .containsExactly(
            new UsageTotal(TAGS, "", "", EventKind.PRESUMED, USD, 1, 20, 0, 0),
            new UsageTotal(TAGS, "openai", "gpt-4o-mini", EventKind.CHARGE, USD, 2, 12, 200, 40),
            new UsageTotal(TAGS, "openai", "gpt-4o-mini", EventKind.REFUND, USD, 1, -2, 100, 20));
    assertThat(store.totals(NOON.minusSeconds(900), NOON)).isEmpty();
    assertThat(store.totals(NOON.plusSeconds(900), NOON.plusSeconds(1_800))).isEmpty();
  }

  @Test
  void aChargeOfSeveralCallsIsReadAsItWasAndCountsAsSoMany() {
    Charge one = Commands.charge("1", 7);
    Charge three =
        new Charge(
            one.eventId(),
            one.provider(),
            one.model(),
            one.usage(),
            one.exact(),
            one.priceVersion(),
            one.occurredAt(),
            3);
    store.apply(
        List.of(reserve("a", 20, TENANT), new LedgerCommand.Settle("a", three, false, NOON)));
    assertThat(store.events("a")).extracting(UsageEvent::charge).containsExactly(three);
    assertThat(store.totals(NOON, NOON.plusSeconds(900)))
        .containsExactly(
            new UsageTotal(TAGS, "openai", "gpt-4o-mini", EventKind.CHARGE, USD, 3, 7, 100, 20));
  }

  @Test
  void totalsGrowWithEveryTransactionAndBelongToTheQuarterOfTheirRecording() {
    store.apply(List.of(reserve("a", 20, TENANT), charged("a", "1", 3)));
    store.apply(List.of(charged("a", "2", 4)));
    store.apply(
        List.of(
            new LedgerCommand.Settle("a", Commands.charge("a/3", 5), true, NOON.plusSeconds(900))));
    assertThat(store.totals(NOON, NOON.plusSeconds(900)))
        .singleElement()
        .satisfies(one -> assertThat(one.nanos()).isEqualTo(7));
    assertThat(store.totals(Instant.EPOCH, NOON.plusSeconds(1_800)))
        .singleElement()
        .satisfies(one -> assertThat(one.nanos()).isEqualTo(12));
    assertThatThrownBy(() -> store.totals(NOON, NOON.plusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everythingIsThereWhenTheLedgerIsOpenedAgain() {
    apply(reserve("r", 10, TENANT, USER));
    apply(settle("r", "1", 4));
    apply(reserve("s", 5, TENANT));
    BudgetStore other = reopened(store);
    assertThat(other.reservation("r")).isEqualTo(store.reservation("r"));
    assertThat(other.events("r")).isEqualTo(store.events("r"));
    assertThat(other.windows(TENANT.window().line(), NOON, NOON.plusSeconds(1)))
        .isEqualTo(counters(TENANT));
    assertThat(other.overdue(NOON.plusSeconds(601), 1)).hasSize(1);
  }

  @Test
  void pagesOfEventsHoldEveryEventOnce() {
    apply(reserve("r", 100, TENANT));
    for (int number = 0; number < 7; number++) {
      apply(charged("r", "try-" + number, number));
    }
    List<UsageEvent> read = new ArrayList<>();
    String after = "";
    while (true) {
      List<UsageEvent> page = store.events(NOON, NOON.plusSeconds(1), after, 3);
      if (page.isEmpty()) {
        break;
      }
      read.addAll(page);
      after = page.get(page.size() - 1).id();
    }
    assertThat(read).isEqualTo(store.events("r"));
    assertThat(store.events(NOON.plusSeconds(1), NOON.plusSeconds(2), "", 3)).isEmpty();
  }

  @Test
  void reservingAndSettlingInOppositeOrderByManyThreadsNeverDeadlocksAndNeverOverspends()
      throws Exception {
    List<Level> levels =
        IntStream.range(0, 4).mapToObj(number -> level("line-" + number, 1_000)).toList();
    BudgetStore other = reopened(store);
    run(
        8,
        thread -> {
          BudgetStore mine = thread % 2 == 0 ? store : other;
          for (int call = 0; call < 40; call++) {
            String id = thread + "-" + call;
            Level one = levels.get(call % 4);
            Level two = levels.get((call + 1 + thread % 3) % 4);
            if (mine.apply(List.of(reserve(id, 9, one, two))).get(0) instanceof Held) {
              mine.apply(List.of(settle(id, "1", 8)));
            }
          }
        });
    for (Level level : levels) {
      assertThat(reserved(level)).isZero();
      assertThat(spent(level)).isBetween(900L, 1_000L);
    }
  }

  @Test
  void oneRequestSentByManyThreadsIsHeldOnceAndSettledOnce() throws Exception {
    BudgetStore other = reopened(store);
    run(
        8,
        thread -> {
          BudgetStore mine = thread % 2 == 0 ? store : other;
          for (int call = 0; call < 10; call++) {
            assertThat(mine.apply(List.of(reserve("r" + call, 3, TENANT))).get(0))
                .isInstanceOf(Held.class);
            mine.apply(List.of(settle("r" + call, "1", 2)));
          }
        });
    assertThat(spent(TENANT)).isEqualTo(20);
    assertThat(reserved(TENANT)).isZero();
  }

  @Test
  void newCellsOfARollingLineMadeByManyAtOnceNeverLetTooMuchThrough() throws Exception {
    BudgetStore other = reopened(store);
    run(
        6,
        thread -> {
          BudgetStore mine = thread % 2 == 0 ? store : other;
          for (int call = 0; call < 20; call++) {
            Instant at = NOON.plusSeconds((call * 7 + thread) % 50);
            mine.apply(List.of(reserve(thread + "-" + call, 7, rolling("k", at, 100))));
          }
        });
    assertThat(reserved(rolling("k", NOON, 100))).isEqualTo(98);
  }

  /** A piece of work for one of several threads. */
  private interface Work {
    void by(int thread) throws Exception;
  }

  private static void run(int threads, Work work)
      throws InterruptedException, ExecutionException, TimeoutException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int number = 0; number < threads; number++) {
        int thread = number;
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  work.by(thread);
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : running) {
        one.get(2, TimeUnit.MINUTES);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
