package dev.factory.attribution;

import static dev.factory.attribution.PayoutWorld.OF_JANUARY;
import static dev.factory.attribution.PayoutWorld.SCRIPTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.testkit.ScriptedRail;
import dev.factory.attribution.testkit.ScriptedRail.Fault;
import dev.factory.attribution.testkit.ScriptedRail.Transfer;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of rail faults, crashes, delays and repeated webhooks. The build runs some
 * thousands; {@code -Dpayouts.schedules=100000}, or {@code -Pgate}, runs as many as are asked for.
 */
class PayoutFaultsTest {
  private static final int SCHEDULES = Integer.getInteger("payouts.schedules", 3_000);
  private static final int PUBLISHERS = 3;
  private static final RunKey RUN = new RunKey(OF_JANUARY, SCRIPTED);

  @Test
  void noScheduleOfFaultsPaysTwiceOrLosesAPayout() {
    Map<PayoutState, Integer> ends = new EnumMap<>(PayoutState.class);
    for (int seed = 0; seed < SCHEDULES; seed++) {
      new Schedule(seed).play(ends);
    }
    assertThat(ends.keySet())
        .containsExactlyInAnyOrder(PayoutState.PAID, PayoutState.REJECTED, PayoutState.IN_DOUBT);
    assertThat(ends.get(PayoutState.PAID)).isGreaterThan(SCHEDULES);
  }

  private static final class Schedule {
    private final Random random;
    private final PayoutWorld world = new PayoutWorld().withSales(PUBLISHERS);
    private final ScriptedRail rail;
    private final String name;
    private boolean calm;

    Schedule(int seed) {
      this.random = new Random(seed);
      this.rail = new ScriptedRail(world.time, this::fault);
      this.name = "schedule " + seed;
    }

    private Fault fault() {
      Fault[] all = Fault.values();
      return calm || random.nextInt(3) == 0 ? Fault.NONE : all[random.nextInt(all.length)];
    }

    void play(Map<PayoutState, Integer> ends) {
      int steps = 2 + random.nextInt(8);
      for (int step = 0; step < steps; step++) {
        step();
        check();
      }
      calm = true;
      rail.deaf(false);
      for (int run = 0; run < 3; run++) {
        world.time.advance(Duration.ofDays(1));
        world.settings().rail(rail).open().run(OF_JANUARY, SCRIPTED);
        check();
      }
      world.store.<List<Payout>>reading(view -> view.payouts(RUN)).forEach(this::checkEnd);
      world
          .store
          .<List<Payout>>reading(view -> view.payouts(RUN))
          .forEach(payout -> ends.merge(payout.state(), 1, Integer::sum));
    }

    private void step() {
      rail.deaf(random.nextInt(4) == 0);
      try {
        if (random.nextInt(4) == 0) {
          tell();
        } else {
          payouts().run(OF_JANUARY, SCRIPTED);
        }
      } catch (ScriptedRail.Died died) {
        assertThat(died).as("the next step is another process").isNotNull();
      }
      world.time.advance(Duration.ofSeconds(random.nextInt(4) == 0 ? 90_000 : random.nextInt(700)));
    }

    private Payouts payouts() {
      PayoutStore store = world.store;
      if (random.nextInt(3) == 0) {
        store = new CrashingPayoutStore(store, random.nextInt(12), random.nextBoolean());
      }
      return world.settings(store).rail(rail).open();
    }

    /** Webhooks, each of them twice, whatever else is going on. */
    private void tell() {
      for (Transfer transfer : rail.transfers()) {
        if (!transfer.from().isAfter(world.time.instant())) {
          world
              .settings()
              .open()
              .decisions()
              .told(transfer.reference(), ScriptedRail.notice(transfer));
          world
              .settings()
              .open()
              .decisions()
              .told(transfer.reference(), ScriptedRail.notice(transfer));
        }
      }
    }

    private void check() {
      Set<PayoutId> once = new HashSet<>();
      Money out = Money.zero(PayoutWorld.USD);
      for (Transfer transfer : rail.transfers()) {
        assertThat(once.add(transfer.reference())).as("%s pays twice", name).isTrue();
        out = out.plus(transfer.amount());
      }
      MicroMoney reserved = MicroMoney.zero(PayoutWorld.USD);
      for (int number = 1; number <= PUBLISHERS; number++) {
        reserved = reserved.plus(balance(number, Account.Part.IN_PAYOUT));
        reserved = reserved.plus(balance(number, Account.Part.PAID));
      }
      assertThat(MicroMoney.of(out)).as("%s: out", name).isLessThanOrEqualTo(reserved);
      world.store.<Boolean>reading(
          view -> {
            PayoutWorld.assertBalanced(view);
            return true;
          });
    }

    private MicroMoney balance(int publisher, Account.Part part) {
      Account account = Account.of(PayoutWorld.publisher(publisher), part);
      return world.store.reading(view -> view.balance(account, PayoutWorld.USD));
    }

    private void checkEnd(Payout payout) {
      List<Transfer> made =
          rail.transfers().stream()
              .filter(transfer -> transfer.reference().equals(payout.id()))
              .toList();
      switch (payout.state()) {
        case PAID -> {
          assertThat(made).as(name).hasSize(1);
          assertThat(made.get(0).amount()).as(name).isEqualTo(payout.amount());
        }
        case REJECTED -> assertThat(made).as(name).isEmpty();
        case IN_DOUBT -> {
          assertThat(made).as(name).hasSize(1);
          assertThat(payout.status().reason()).as(name).isEqualTo(PayoutMoves.AMOUNT_DIFFERS);
          assertThat(world.types()).as(name).contains("PayoutInDoubt");
        }
        default -> throw new AssertionError(name + " ends with " + payout);
      }
    }
  }

  @Test
  void aRunThatIsCompleteMakesNoRequestAndSaysSo() {
    PayoutWorld world = new PayoutWorld().withSales(PUBLISHERS);
    ScriptedRail rail = new ScriptedRail(world.time, () -> Fault.NONE);
    Payouts payouts = world.settings().rail(rail).open();
    PayoutReport first = payouts.run(OF_JANUARY, SCRIPTED);
    PayoutReport second = payouts.run(OF_JANUARY, SCRIPTED);
    assertThat(first.submitted()).isEqualTo(PUBLISHERS);
    assertThat(first.confirmed()).isEqualTo(PUBLISHERS);
    assertThat(second.submitted()).isZero();
    assertThat(second.confirmed()).isZero();
    assertThat(second.isComplete()).isTrue();
    assertThat(second.payouts()).isEqualTo(first.payouts());
    assertThat(rail.transfers()).hasSize(PUBLISHERS);
  }
}
