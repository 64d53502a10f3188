package dev.factory.attribution;

import static dev.factory.attribution.PayoutWorld.OF_JANUARY;
import static dev.factory.attribution.PayoutWorld.SCRIPTED;
import static dev.factory.attribution.PayoutWorld.USD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.ledger.Account.Part;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.testkit.ScriptedRail;
import dev.factory.attribution.testkit.ScriptedRail.Fault;
import dev.factory.attribution.testkit.ScriptedRail.Transfer;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The life cycle against a model of it: whatever is done with one payout, by whomever, however
 * often, and wherever the process dies.
 */
class PayoutLifeCycleLaws {
  /** As it is drawn in the design, by the events that tell of it. */
  private static final Map<String, Set<String>> DRAWN =
      Map.of(
          "", Set.of("PayoutReserved", "PayoutCancelled"),
          "PayoutReserved", Set.of("PayoutSubmitted", "PayoutCancelled"),
          "PayoutSubmitted",
              Set.of(
                  "PayoutSettled",
                  "PayoutReturned",
                  "PayoutRejected",
                  "PayoutInDoubt",
                  "PayoutNotCreated"),
          "PayoutInDoubt",
              Set.of(
                  "PayoutSettled",
                  "PayoutReturned",
                  "PayoutRejected",
                  "PayoutNotCreated",
                  "PayoutInDoubt"),
          "PayoutNotCreated", Set.of("PayoutReserved"),
          "PayoutRejected", Set.of("PayoutReserved", "PayoutCancelled"),
          "PayoutSettled", Set.of("PayoutReturned"),
          "PayoutReturned", Set.of(),
          "PayoutCancelled", Set.of());

  private static final Money DUE = Money.ofMinor(USD, 700);
  private static final int COMMANDS = 25;

  @Property
  void everyPathIsDrawnAndTheLedgerIsWhatTheStateSays(@ForAll Random random) {
    Play play = new Play(random);
    for (int command = 0; command < COMMANDS; command++) {
      play.command();
      play.check();
    }
  }

  private static final class Play {
    private final Random random;
    private final PayoutWorld world = new PayoutWorld().withSales(1);
    private final ScriptedRail rail;
    private final boolean approved;

    Play(Random random) {
      this.random = random;
      this.approved = random.nextBoolean();
      Fault[] all = Fault.values();
      this.rail = new ScriptedRail(world.time, () -> all[random.nextInt(all.length)]);
    }

    private Payouts payouts() {
      CrashingPayoutStore mortal =
          new CrashingPayoutStore(world.store, random.nextInt(8), random.nextBoolean());
      return world
          .settings(random.nextInt(3) == 0 ? mortal : world.store)
          .rail(rail)
          .approval(draft -> approved)
          .open();
    }

    private List<Payout> all() {
      return world.store.reading(view -> view.payouts(new RunKey(OF_JANUARY, SCRIPTED)));
    }

    void command() {
      rail.deaf(random.nextInt(5) == 0);
      try {
        if (all().isEmpty() || random.nextBoolean()) {
          payouts().run(OF_JANUARY, SCRIPTED);
        } else {
          other(all().get(0).id());
        }
      } catch (FactoryException refused) {
        assertThat(refused.code())
            .isIn("attribution.payout-not-open", "attribution.payout-not-sent");
      } catch (ScriptedRail.Died died) {
        assertThat(died).isNotNull();
      }
      world.time.advance(Duration.ofMinutes(random.nextInt(9)));
    }

    private void other(PayoutId id) {
      switch (random.nextInt(5)) {
        case 0 -> payouts().decisions().approve(id);
        case 1 -> payouts().decisions().cancel(id, "operator");
        case 2 -> payouts().decisions().retry(id);
        case 3 -> payouts().decisions().told(id, notice(RailFinding.Stage.PAID));
        default -> payouts().decisions().told(id, notice(RailFinding.Stage.RETURNED));
      }
    }

    /** The rail tells the truth: of a transfer it made, if there is one, or of none at all. */
    private RailFinding.Found notice(RailFinding.Stage stage) {
      List<Transfer> made =
          rail.transfers().stream()
              .filter(transfer -> !transfer.from().isAfter(world.time.instant()))
              .toList();
      if (made.isEmpty()) {
        throw new ScriptedRail.Died();
      }
      Transfer transfer = made.get(0);
      return new RailFinding.Found(transfer.railReference(), transfer.told(), stage);
    }

    void check() {
      assertThat(rail.transfers()).hasSizeLessThanOrEqualTo(1);
      String before = "";
      for (Event event : world.events) {
        if (event.type().startsWith("Payout") && !event.type().equals("PayoutContradicted")) {
          assertThat(DRAWN.get(before)).as(world.types().toString()).contains(event.type());
          before = event.type();
        }
      }
      for (Payout payout : all()) {
        assertThat(ends(payout)).isEqualTo(balances());
      }
    }

    private static List<Money> ends(Payout payout) {
      Money none = Money.zero(USD);
      PayoutState state = payout.state();
      return switch (state) {
        case DRAFT, APPROVED, CANCELLED, RETURNED -> List.of(DUE, none, none);
        case RESERVED, SUBMITTED, IN_DOUBT, NOT_CREATED, REJECTED -> List.of(none, DUE, none);
        case PAID -> List.of(none, none, DUE);
      };
    }

    private List<Money> balances() {
      return List.of(balance(Part.DUE), balance(Part.IN_PAYOUT), balance(Part.PAID));
    }

    private Money balance(Part part) {
      Account account = Account.of(PayoutWorld.publisher(1), part);
      return world.store.reading(view -> view.balance(account, USD).floorToMinor());
    }
  }
}
