package dev.factory.cost.guard;

import dev.factory.core.FactoryException;
import dev.factory.cost.Hold;
import dev.factory.cost.Settlement;
import dev.factory.cost.SpendDecision;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.Charge;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceLookup;
import dev.factory.cost.price.Quote;
import dev.factory.cost.price.UnknownPriceException;
import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.provider.ProviderOutcome;
import dev.factory.cost.provider.Target;
import dev.factory.cost.usage.Usage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The money of one call at one target: one reservation, all attempts charged to it.
 *
 * <p>An attempt that may be billed without saying what it used is charged with all that was held
 * for it, and the next one is held for in addition. The charge of the last attempt closes the
 * reservation, so that there is no moment in which neither the hold nor the charge counts.
 */
final class TargetSpend {
  private final GuardParts parts;
  private final Unsettled unsettled;
  private final String id;
  private final String run;
  private final SpendTags tags;
  private final Target target;
  private final Bound bound;
  private final PriceLookup price;
  private @Nullable Hold hold;
  private @Nullable NanoMoney ofOneAttempt;
  private @Nullable Charge waiting;
  private boolean closed;
  private long chargedNanos;
  private boolean breached;
  private boolean recorded = true;

  TargetSpend(
      GuardParts parts,
      Unsettled unsettled,
      String id,
      SpendTags tags,
      Target target,
      ModelCall call) {
    this.parts = parts;
    this.unsettled = unsettled;
    this.id = id;
    this.run = parts.ids().next().toString(); // two nodes that make one call are both billed
    this.tags =
        tags.with(Dimension.PROVIDER, target.provider()).with(Dimension.MODEL, target.model());
    this.target = target;
    Instant now = parts.time().instant();
    this.bound = parts.bound().upper(now, call.shape(target.price()));
    this.price = parts.prices().priceAt(now, target.price());
  }

  Target target() {
    return target;
  }

  /** Holds money for the first attempt, or for one more. */
  SpendDecision reserve() {
    Hold held = hold;
    NanoMoney once = ofOneAttempt;
    SpendDecision decision;
    if (held == null || once == null) {
      decision = parts.budgets().reserve(id, tags, bound);
    } else if (waiting == null) {
      return new SpendDecision.Granted(held, List.of()); // nothing of it was used
    } else {
      record(waiting, false);
      waiting = null;
      decision = parts.budgets().extend(held, held.amount().plus(once));
    }
    if (decision instanceof SpendDecision.Granted granted) {
      hold = granted.hold();
      if (once == null) {
        ofOneAttempt = granted.hold().amount();
      }
    }
    return decision;
  }

  void came(ProviderOutcome outcome, int number) {
    if (outcome instanceof ProviderOutcome.Answered answered) {
      waiting = charge(number, answered.usage());
    } else if (outcome instanceof ProviderOutcome.Unmetered
        || (outcome instanceof ProviderOutcome.Failed failed && failed.failure().mayBeBilled())) {
      waiting = allThatWasHeld(number);
    }
  }

  /** Ends it: settles the last attempt, or lets go what nothing was sent for. */
  void close() {
    Hold held = hold;
    if (held == null || closed) {
      return;
    }
    closed = true;
    Charge last = waiting;
    if (last != null) {
      record(last, true);
    } else if (chargedNanos > 0 && !held.recorded()) {
      record(charge("end", Usage.NONE, ExactCost.zero(held.amount().currency()), ""), true);
    } else {
      tell(() -> parts.budgets().release(held));
    }
  }

  private void record(Charge charge, boolean closing) {
    try {
      Settlement settlement =
          closing ? parts.budgets().settle(id, charge) : parts.budgets().charge(id, charge);
      breached |= settlement.estimateBreached();
    } catch (FactoryException failure) {
      recorded = false;
      unsettled.add(
          () -> {
            if (closing) {
              parts.budgets().settle(id, charge);
            } else {
              parts.budgets().charge(id, charge);
            }
          },
          failure);
    }
    chargedNanos = Math.addExact(chargedNanos, charge.nanos());
  }

  private void tell(Runnable what) {
    try {
      what.run();
    } catch (FactoryException failure) {
      unsettled.add(what, failure);
    }
  }

  private Charge charge(int number, Usage usage) {
    if (price instanceof Quote quote) {
      try {
        return charge(Integer.toString(number), usage, quote.cost(usage), quote.version());
      } catch (UnknownPriceException | ArithmeticException notPriced) {
        return allThatWasHeld(number);
      }
    }
    // only budgets that are not hard let a call without a price through
    return charge(Integer.toString(number), usage, ExactCost.zero(once().currency()), "unknown");
  }

  private Charge allThatWasHeld(int number) {
    String version = bound instanceof Bound.AtMost atMost ? atMost.priceVersion() : "unknown";
    return charge(Integer.toString(number), Usage.NONE, ExactCost.of(once()), version);
  }

  private Charge charge(String number, Usage usage, ExactCost exact, String version) {
    return new Charge(
        id + "/" + run + "/" + number,
        target.provider(),
        target.model(),
        usage,
        exact,
        version,
        parts.time().instant().truncatedTo(ChronoUnit.MICROS));
  }

  private NanoMoney once() {
    NanoMoney once = ofOneAttempt;
    if (once == null) {
      throw new IllegalStateException("nothing is charged before it is held");
    }
    return once;
  }

  long chargedNanos() {
    return chargedNanos;
  }

  boolean isBreached() {
    return breached;
  }

  boolean isRecorded() {
    return recorded;
  }
}
