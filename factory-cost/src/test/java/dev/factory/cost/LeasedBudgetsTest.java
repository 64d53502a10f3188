package dev.factory.cost;

import static dev.factory.cost.BudgetsTest.COMPANY;
import static dev.factory.cost.BudgetsTest.MONTH;
import static dev.factory.cost.BudgetsTest.cost;
import static dev.factory.cost.BudgetsTest.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.IdSource;
import dev.factory.core.testing.SequenceIds;
import dev.factory.core.testing.SettableTime;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetId;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.money.NanoMoney;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeasedBudgetsTest {
  private static final NanoMoney CENT = usd("0.01");

  private final SettableTime time = SettableTime.at("2026-01-15T12:00:00Z");
  private final MemoryBudgetStore store = new MemoryBudgetStore();
  private final IdSource ids = new SequenceIds();
  private final Budgets budgets = budgets(MONTH);

  private Budgets budgets(BudgetWindow window) {
    return Budgets.over(
        store,
        BudgetSource.of(
            new Budget(BudgetId.tenant("company-123"), BudgetPolicy.hard(usd("10"), window))),
        time);
  }

  private LeasedBudgets node(Budgets of) {
    return LeasedBudgets.over(of, new LeaseTerms(2, usd("1"), Duration.ofMinutes(2)), ids);
  }

  private BudgetStatus status() {
    return budgets.status(COMPANY).get(0);
  }

  private static LeasedHold granted(LeasedDecision decision) {
    assertThat(decision).isInstanceOf(LeasedDecision.Granted.class);
    return ((LeasedDecision.Granted) decision).hold();
  }

  @Test
  void aSliceIsAnEighthOfTheNodesShareOfWhatIsLeftAndIsHeldInTheLedger() {
    LeasedBudgets node = node(budgets);
    LeasedPath path = node.path(COMPANY);
    granted(path.reserve(CENT));
    assertThat(status().reserved()).isEqualTo(usd("0.625"));
    for (int call = 0; call < 61; call++) {
      granted(path.reserve(CENT));
    }
    assertThat(status().reserved()).isEqualTo(usd("0.625"));
    assertThat(node.path(COMPANY)).isSameAs(path);
  }

  @Test
  void theLastCallsAreLeasedOneByOneUntilNothingIsLeft() {
    LeasedBudgets node = node(budgets);
    LeasedPath path = node.path(COMPANY);
    int calls = 0;
    LeasedDecision decision = path.reserve(CENT);
    while (decision instanceof LeasedDecision.Granted granted) {
      granted.hold().settle(cost("call-" + calls++, "0.01", time.instant()));
      decision = path.reserve(CENT);
    }
    assertThat(calls).isEqualTo(1_000);
    assertThat(((LeasedDecision.Refused) decision).decision())
        .isInstanceOf(SpendDecision.Refused.class);
    node.flush();
    assertThat(status().spent()).isEqualTo(usd("10"));
  }

  @Test
  void whatIsNotUsedIsGivenBackAndWhatIsOpenStays() {
    LeasedBudgets node = node(budgets);
    LeasedHold open = granted(node.path(COMPANY).reserve(CENT));
    granted(node.path(COMPANY).reserve(CENT)).release();
    node.giveBack();
    assertThat(status().reserved()).isEqualTo(CENT);
    assertThat(open.settle(cost("late", "0.004", time.instant())).nanos()).isZero();
    node.close();
    assertThat(status().reserved().nanos()).isZero();
    assertThat(status().spent()).isEqualTo(usd("0.004"));
  }

  @Test
  void aDeadNodesSliceCountsAsSpentAfterItsDeadline() {
    granted(node(budgets).path(COMPANY).reserve(CENT));
    time.advance(Duration.ofMinutes(2));
    assertThat(budgets.expire()).isEqualTo(1);
    assertThat(status().spent()).isEqualTo(usd("0.625"));
  }

  @Test
  void aNodeThatOnlySeemedDeadIsChargedWhatItUsedAndGetsTheRestBack() {
    LeasedBudgets node = node(budgets);
    LeasedHold first = granted(node.path(COMPANY).reserve(CENT));
    LeasedHold second = granted(node.path(COMPANY).reserve(CENT));
    time.advance(Duration.ofMinutes(3));
    budgets.expire();
    first.settle(cost("a", "0.01", time.instant()));
    node.flush();
    assertThat(status().spent()).isEqualTo(usd("0.625")); // the second may still charge
    second.settle(cost("b", "0.01", time.instant()));
    node.giveBack();
    assertThat(status().spent()).isEqualTo(usd("0.02"));
    granted(node.path(COMPANY).reserve(CENT)); // leased anew
  }

  @Test
  void aLeaseEndsWithItsWindowAndIsNotUsedBeforeIt() {
    time.set(Instant.parse("2026-01-31T23:59:59Z"));
    LeasedBudgets node = node(budgets);
    granted(node.path(COMPANY).reserve(CENT)).settle(cost("january", "0.01", time.instant()));
    time.advance(Duration.ofSeconds(2));
    granted(node.path(COMPANY).reserve(CENT)).settle(cost("february", "0.01", time.instant()));
    time.set(Instant.parse("2026-01-31T23:59:58Z")); // a clock that is set back
    granted(node.path(COMPANY).reserve(CENT)).settle(cost("again", "0.01", time.instant()));
    node.close();
    assertThat(status().spent()).isEqualTo(usd("0.02"));
    time.set(Instant.parse("2026-02-01T00:00:01Z"));
    assertThat(status().spent()).isEqualTo(usd("0.01"));
  }

  @Test
  void aLeaseOfARollingBudgetEndsWithItsCell() {
    Budgets rolling = budgets(BudgetWindow.rolling(Duration.ofSeconds(64)));
    LeasedBudgets node = node(rolling);
    granted(node.path(COMPANY).reserve(CENT)).settle(cost("a", "0.01", time.instant()));
    time.advance(Duration.ofSeconds(1));
    granted(node.path(COMPANY).reserve(CENT)).settle(cost("b", "0.01", time.instant()));
    node.close();
    Budget budget = rolling.budgetsOf(COMPANY).get(0);
    assertThat(store.windows(budget.line(), Instant.EPOCH, Instant.parse("2027-01-01T00:00:00Z")))
        .extracting(window -> window.counter().spent())
        .containsExactly(CENT.nanos(), CENT.nanos());
  }

  @Test
  void aLeasedCallIsSettledOnce() {
    LeasedHold hold = granted(node(budgets).path(COMPANY).reserve(CENT));
    hold.release();
    assertThatThrownBy(() -> hold.settle(cost("x", "0.01", time.instant())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCallThatCostsMoreThanItsBoundIsRecordedInFullAndNamed() {
    LeasedBudgets node = node(budgets);
    LeasedHold hold = granted(node.path(COMPANY).reserve(CENT));
    assertThat(hold.settle(cost("x", "11", time.instant()))).isEqualTo(usd("10.99"));
    node.flush();
    assertThat(status().remaining()).isEqualTo(usd("-1"));
    assertThat(node.path(COMPANY).reserve(CENT)).isInstanceOf(LeasedDecision.Refused.class);
  }

  @Test
  void threadsOfTwoNodesNeverSpendMoreThanTheLimit() throws Exception {
    AtomicLong bill = new AtomicLong();
    List<LeasedBudgets> nodes = List.of(node(budgets), node(budgets));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> running = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      int thread = number;
      running.add(pool.submit(() -> spendAll(nodes.get(thread % 2), thread, bill)));
    }
    for (Future<?> one : running) {
      one.get(1, TimeUnit.MINUTES);
    }
    pool.shutdown();
    nodes.forEach(LeasedBudgets::close);
    assertThat(bill.get()).isLessThanOrEqualTo(usd("10").nanos());
    assertThat(status().spent().nanos()).isEqualTo(bill.get());
    assertThat(status().reserved().nanos()).isZero();
    assertThat(status().available().nanos()).isLessThan(usd("0.02").nanos());
  }

  private void spendAll(LeasedBudgets node, int thread, AtomicLong bill) {
    LeasedPath path = node.path(COMPANY);
    Random random = new Random(thread);
    int refused = 0;
    for (int call = 0; refused < 3; call++) {
      long nanos = 1 + random.nextLong(CENT.nanos());
      if (path.reserve(CENT) instanceof LeasedDecision.Granted granted) {
        bill.addAndGet(nanos);
        granted
            .hold()
            .settle(
                cost(
                    thread + "-" + call,
                    NanoMoney.ofNanos(CENT.currency(), nanos).decimal(9).toPlainString(),
                    time.instant()));
      } else {
        node.giveBack();
        refused++;
      }
    }
  }

  @Test
  void pathsOfDifferentTagsHaveLeasesOfTheirOwn() {
    LeasedBudgets node = node(budgets);
    assertThat(node.path(COMPANY)).isNotSameAs(node.path(SpendTags.tenant("other")));
  }
}
