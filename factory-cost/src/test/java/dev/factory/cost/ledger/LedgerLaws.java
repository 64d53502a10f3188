package dev.factory.cost.ledger;

import static dev.factory.cost.testkit.Commands.NOON;
import static dev.factory.cost.testkit.Commands.charge;
import static dev.factory.cost.testkit.Commands.charged;
import static dev.factory.cost.testkit.Commands.expire;
import static dev.factory.cost.testkit.Commands.level;
import static dev.factory.cost.testkit.Commands.release;
import static dev.factory.cost.testkit.Commands.reserve;
import static dev.factory.cost.testkit.Commands.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.cost.ledger.LedgerOutcome.Held;
import dev.factory.cost.ledger.LedgerOutcome.Refused;
import dev.factory.cost.ledger.Scripts.Picture;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.spi.BudgetStore;
import dev.factory.cost.testkit.Commands;
import dev.factory.cost.usage.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class LedgerLaws {
  private static final Level LEVEL = level("a", 1_000);

  @Property(tries = 1_000)
  void aCounterIsAlwaysTheSumOfItsReservationsAndOfTheirEvents(@ForAll long seed) {
    Scripts scripts = new Scripts(seed, "");
    BudgetStore store = new MemoryBudgetStore();
    for (LedgerCommand command : scripts.commands(40)) {
      store.apply(List.of(command));
      Picture now = scripts.picture(store);
      for (WindowState window : now.windows()) {
        WindowKey key = window.key();
        assertThat(window.counter().reserved())
            .isEqualTo(now.sum(key, Reservation::held))
            .isNotNegative();
        assertThat(window.counter().spent())
            .isEqualTo(now.sum(key, Reservation::spent))
            .isNotNegative();
      }
      for (Reservation one : now.reservations()) {
        assertThat(eventsOf(now, one.id())).isEqualTo(one.spent());
      }
    }
  }

  private static long eventsOf(Picture picture, String reservation) {
    return picture.events().stream()
        .filter(event -> event.reservation().equals(reservation))
        .mapToLong(UsageEvent::nanos)
        .sum();
  }

  @Property(tries = 1_000)
  void ifNoCallCostsMoreThanItsBoundTheLimitIsNeverExceeded(@ForAll long seed) {
    Random random = new Random(seed);
    BudgetStore store = new MemoryBudgetStore();
    Map<String, Long> provider = new HashMap<>(); // what was billed, counted outside
    for (int step = 0; step < 60; step++) {
      String id = "r" + random.nextInt(12);
      Reservation known = store.reservation(id).orElse(null);
      honest(random, store, id, known, provider, step);
      WindowState window = store.windows("a#lifetime", NOON, NOON.plusSeconds(1)).get(0);
      assertThat(window.counter().used()).isLessThanOrEqualTo(LEVEL.limit());
      assertThat(provider.values().stream().mapToLong(Long::longValue).sum())
          .isLessThanOrEqualTo(window.counter().used());
    }
  }

  /** A caller that may crash, retry, be late and lie about nothing. */
  private static void honest(
      Random random,
      BudgetStore store,
      String id,
      @Nullable Reservation known,
      Map<String, Long> provider,
      int step) {
    boolean released = known != null && known.state() == ReservationState.RELEASED;
    boolean settled = known != null && known.state() == ReservationState.SETTLED;
    if (known == null) {
      store.apply(List.of(reserve(id, random.nextInt(300), LEVEL), reserve("zero", 0, LEVEL)));
      return;
    }
    long billed = provider.getOrDefault(id, 0L);
    switch (random.nextInt(5)) {
      case 0 -> store.apply(List.of(expire(id)));
      case 1 -> {
        if (billed == 0) {
          store.apply(List.of(release(id)));
        }
      }
      case 2 ->
          store.apply(
              List.of(new LedgerCommand.Resize(id, List.of(LEVEL), billed + random.nextInt(400))));
      default -> {
        long left = known.amount() - billed;
        if (!released && !settled && left > 0) {
          long cost = random.nextInt((int) left + 1);
          provider.merge(id, cost, Long::sum);
          boolean closing = random.nextBoolean();
          store.apply(
              List.of(new LedgerCommand.Settle(id, charge(id + "/" + step, cost), closing, NOON)));
        }
      }
    }
  }

  @Property(tries = 1_000)
  void aRefusedReservationChangesNothing(@ForAll long seed) {
    Scripts scripts = new Scripts(seed, "");
    BudgetStore store = new MemoryBudgetStore();
    for (LedgerCommand command : scripts.commands(30)) {
      Picture before = scripts.picture(store);
      LedgerOutcome outcome = store.apply(List.of(command)).get(0);
      if (outcome instanceof Refused
          || outcome instanceof LedgerOutcome.Unknown
          || outcome instanceof LedgerOutcome.Conflict) {
        assertThat(scripts.picture(store)).isEqualTo(before);
      }
    }
  }

  @Property(tries = 1_000)
  void doingEveryCommandTwiceIsDoingItOnce(@ForAll long seed) {
    Scripts scripts = new Scripts(seed, "");
    BudgetStore once = new MemoryBudgetStore();
    BudgetStore twice = new MemoryBudgetStore();
    for (LedgerCommand command : scripts.commands(30)) {
      once.apply(List.of(command));
      twice.apply(List.of(command, command));
      assertThat(sums(scripts.picture(twice))).isEqualTo(sums(scripts.picture(once)));
    }
  }

  /** Versions count the commands that changed something, which a resize to the same amount does. */
  private static List<List<Object>> sums(Picture picture) {
    List<List<Object>> sums = new ArrayList<>();
    picture
        .windows()
        .forEach(
            one -> sums.add(List.of(one.key(), one.counter().spent(), one.counter().reserved())));
    picture.events().forEach(event -> sums.add(List.of(event)));
    picture.reservations().forEach(one -> sums.add(List.of(one)));
    return sums;
  }

  @Property(tries = 1_000)
  void settlingReleasingAndExpiringInAnyOrderComesToTheSame(
      @ForAll @IntRange(max = 100) int held,
      @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 40) Integer> costs,
      @ForAll boolean sent,
      @ForAll long order) {
    List<LedgerCommand> after = new ArrayList<>();
    after.add(expire("r"));
    after.add(expire("r"));
    if (sent) {
      for (int number = 0; number < costs.size(); number++) {
        after.add(charged("r", "try-" + number, costs.get(number)));
      }
    } else {
      after.add(release("r"));
    }
    Collections.shuffle(after, new Random(order));
    if (sent) {
      after.add(settle("r", "end", 0));
    }
    BudgetStore store = new MemoryBudgetStore();
    store.apply(List.of(reserve("r", held, LEVEL)));
    store.apply(after);
    long spent = store.windows("a#lifetime", NOON, NOON.plusSeconds(1)).get(0).counter().used();
    assertThat(spent).isEqualTo(sent ? costs.stream().mapToLong(Integer::longValue).sum() : 0);
  }

  @Property(tries = 1_000)
  void raisingALimitRefusesNothingThatPassedBefore(
      @ForAll @IntRange(max = 500) int limit,
      @ForAll @IntRange(max = 500) int more,
      @ForAll @Size(max = 20) List<@IntRange(max = 120) Integer> amounts) {
    BudgetStore low = new MemoryBudgetStore();
    BudgetStore high = new MemoryBudgetStore();
    for (int number = 0; number < amounts.size(); number++) {
      String id = "r" + number;
      boolean passed =
          low.apply(List.of(reserve(id, amounts.get(number), level("a", limit)))).get(0)
              instanceof Held;
      if (passed) {
        assertThat(
                high.apply(List.of(reserve(id, amounts.get(number), level("a", limit + more))))
                    .get(0))
            .isInstanceOf(Held.class);
      }
    }
  }

  @Property(tries = 1_000)
  void onlyARefundOrACorrectionLowersWhatIsSpentAndByItsAmount(@ForAll long seed) {
    Scripts scripts = new Scripts(seed, "");
    BudgetStore store = new MemoryBudgetStore();
    for (LedgerCommand command : scripts.commands(30)) {
      Picture before = scripts.picture(store);
      store.apply(List.of(command));
      Picture after = scripts.picture(store);
      long lowered =
          after.events().stream()
              .filter(event -> !before.events().contains(event))
              .filter(event -> event.nanos() < 0)
              .peek(event -> assertThat(event.kind()).isIn(EventKind.REFUND, EventKind.CORRECTION))
              .mapToLong(UsageEvent::nanos)
              .sum();
      for (WindowState window : before.windows()) {
        long now =
            after.windows().stream()
                .filter(one -> one.key().equals(window.key()))
                .mapToLong(one -> one.counter().spent())
                .sum();
        assertThat(now).isGreaterThanOrEqualTo(window.counter().spent() + lowered);
      }
    }
  }

  @Property(tries = 1_000)
  void theLedgerDiffersFromTheExactSumByAtMostHalfABillionthForEachCharge(
      @ForAll @Size(max = 50) List<@IntRange(max = 2_000_000_000) Integer> femtos) {
    BudgetStore store = new MemoryBudgetStore();
    store.apply(List.of(reserve("r", 1, level("a", Long.MAX_VALUE))));
    long exact = 0;
    for (int number = 0; number < femtos.size(); number++) {
      exact += femtos.get(number);
      Charge charge =
          new Charge(
              "r/" + number,
              "",
              "",
              Usage.NONE,
              new ExactCost(Commands.USD, femtos.get(number)),
              "",
              NOON);
      store.apply(List.of(new LedgerCommand.Settle("r", charge, false, NOON)));
    }
    long spent = store.windows("a#lifetime", NOON, NOON.plusSeconds(1)).get(0).counter().spent();
    assertThat(Math.abs(spent * ExactCost.FEMTOS_PER_NANO - exact) * 2)
        .isLessThanOrEqualTo(femtos.size() * ExactCost.FEMTOS_PER_NANO);
  }
}
