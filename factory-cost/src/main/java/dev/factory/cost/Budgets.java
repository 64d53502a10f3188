package dev.factory.cost;

import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.StorageException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.Mode;
import dev.factory.cost.budget.OnCrash;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.Charge;
import dev.factory.cost.ledger.EventKind;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.LedgerOutcome;
import dev.factory.cost.ledger.Level;
import dev.factory.cost.ledger.Reservation;
import dev.factory.cost.ledger.ReservationState;
import dev.factory.cost.ledger.WindowKey;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.Quote;
import dev.factory.cost.spi.BudgetStore;
import dev.factory.cost.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Budgets that hold: money is held before a call and settled after it.
 *
 * <p><b>Guarantee:</b> for a hard budget whose held money is charged on a crash, if no call costs
 * more than was held for it, then what the calls cost together never exceeds the limit: for any
 * interleaving of any number of threads and nodes, and a crash at any point. A call that does cost
 * more is recorded in full and reported ({@link Settlement#estimateBreached}), and nothing further
 * is let through while the limit is exceeded. The assumptions stand in this module's DESIGN.md.
 *
 * <p><b>Repeating:</b> every method may be called again with the same ids, and then has the effect
 * of one call. <b>Threads:</b> safe for use by many threads; none is started here, so somebody
 * calls {@link #expire} from time to time. <b>Errors:</b> a store that fails is a {@link
 * FactoryException}; the call was not granted, or is not settled yet: call again.
 */
public final class Budgets {
  private static final Duration USUAL_TIME = Duration.ofMinutes(15);
  private static final int EXPIRED_TOGETHER = 256;

  private final BudgetStore store;
  private final BudgetSource source;
  private final InstantSource time;
  private final Duration settleWithin;
  private final OpenSpending unrecorded;
  private final boolean mayOpen;

  private Budgets(
      BudgetStore store,
      BudgetSource source,
      InstantSource time,
      Duration settleWithin,
      OpenSpending unrecorded,
      boolean mayOpen) {
    this.store = store;
    this.source = source;
    this.time = time;
    this.settleWithin = settleWithin;
    this.unrecorded = unrecorded;
    this.mayOpen = mayOpen;
  }

  /** {@return budgets of {@code source} counted in {@code store}; calls last 15 minutes at most} */
  public static Budgets over(BudgetStore store, BudgetSource source, InstantSource time) {
    return new Budgets(store, source, time, USUAL_TIME, new OpenSpending(store), true);
  }

  /**
   * {@return the same budgets with another deadline for settling}
   *
   * @param settleWithin longer than any call lasts, retries included; above zero
   */
  public Budgets settlingWithin(Duration settleWithin) {
    if (settleWithin.isNegative() || settleWithin.isZero()) {
      throw new IllegalArgumentException("calls are settled within a time above zero");
    }
    return new Budgets(store, source, time, settleWithin, unrecorded, mayOpen);
  }

  /** A lease that nobody recorded would bound nothing. */
  Budgets forLeases(Duration length) {
    return new Budgets(store, source, time, length, unrecorded, false);
  }

  /**
   * Holds money for a call, on every budget it falls under or on none.
   *
   * <p>Asked again with the same id, it gives the same answer; after a refusal, which leaves no
   * trace, it is decided anew.
   *
   * @param requestId tells the call from every other; 1 to 200 characters
   * @param tags on whose behalf it is made
   * @param bound the most it can cost
   * @throws FactoryException {@code cost.no-budget} if no budget covers it, {@code
   *     cost.request-id-reused} if the id was used for another call; nothing is held
   */
  public SpendDecision reserve(String requestId, SpendTags tags, Bound bound) {
    Instant now = now();
    List<Budget> budgets = budgetsOf(tags);
    if (bound instanceof Bound.Unbounded unbounded) {
      if (budgets.stream().anyMatch(budget -> budget.policy().mode() == Mode.HARD)) {
        return new SpendDecision.Unbounded(unbounded.reason());
      }
      CurrencyUnit currency = budgets.get(0).policy().limit().currency();
      return reserve(requestId, tags, budgets, NanoMoney.zero(currency), "", now);
    }
    Bound.AtMost known = (Bound.AtMost) bound;
    return reserve(requestId, tags, budgets, known.amount(), known.priceVersion(), now);
  }

  private SpendDecision reserve(
      String requestId,
      SpendTags tags,
      List<Budget> budgets,
      NanoMoney amount,
      String version,
      Instant now) {
    budgets.forEach(budget -> budget.policy().limit().plus(amount)); // of one currency
    SortedMap<Level, Budget> levels = LedgerLevels.of(budgets, now, now);
    boolean charge =
        budgets.stream().anyMatch(budget -> budget.policy().onCrash() == OnCrash.CHARGE);
    LedgerCommand.Reserve command =
        new LedgerCommand.Reserve(
            requestId,
            List.copyOf(levels.keySet()),
            amount.currency(),
            amount.nanos(),
            version,
            now,
            now.plus(settleWithin),
            charge ? OnCrash.CHARGE : OnCrash.RELEASE,
            tags);
    Hold wanted = new Hold(requestId, budgets, amount, version, now, command.deadline(), true);
    try {
      return decision(apply(command), wanted, levels);
    } catch (StorageException failure) {
      if (!mayOpen) {
        throw failure;
      }
      return unrecorded.grant(command, wanted, failure);
    }
  }

  /**
   * Holds more for a call that is under way, on all of its budgets or on none.
   *
   * @param amount the most the whole call can cost now, not the difference
   * @return granted with the new amount; refused, and then what was held before is still held; or
   *     closed
   */
  public SpendDecision extend(Hold hold, NanoMoney amount) {
    hold.amount().plus(amount); // of one currency
    SortedMap<Level, Budget> levels = LedgerLevels.of(hold.budgets(), hold.reservedAt(), now());
    LedgerCommand command =
        new LedgerCommand.Resize(hold.requestId(), List.copyOf(levels.keySet()), amount.nanos());
    LedgerOutcome outcome = apply(command);
    if (outcome instanceof LedgerOutcome.Conflict) {
      return new SpendDecision.AlreadyClosed(hold.requestId());
    }
    return decision(outcome, hold.withAmount(amount), levels);
  }

  private SpendDecision decision(
      LedgerOutcome outcome, Hold wanted, SortedMap<Level, Budget> levels) {
    if (outcome instanceof LedgerOutcome.Held held) {
      Reservation made = held.reservation();
      if (made.state() != ReservationState.OPEN) {
        return new SpendDecision.AlreadyClosed(wanted.requestId());
      }
      Hold hold =
          new Hold(
              made.id(),
              wanted.budgets(),
              new NanoMoney(made.currency(), made.amount()),
              made.priceVersion(),
              made.reservedAt(),
              made.deadline(),
              true);
      return new SpendDecision.Granted(
          hold, Exhaustion.mentioned(held.exceeded(), levels, made.currency()));
    }
    if (outcome instanceof LedgerOutcome.Refused refused) {
      return new SpendDecision.Refused(
          Exhaustion.of(refused.shortfalls(), levels, wanted.amount().currency()));
    }
    throw LedgerFailure.of(outcome);
  }

  /**
   * Records what the call cost and lets the rest go.
   *
   * @param attempt tells the tries of one call apart: {@code 1}
   * @param quote the price that was agreed
   * @param usage what the provider reports
   * @param occurredAt when the provider was used
   * @throws FactoryException {@code cost.unknown-reservation}, {@code cost.unknown-price} or that
   *     of a failed store; nothing was recorded: settle again
   */
  public Settlement settle(
      Hold hold, String attempt, Quote quote, Usage usage, Instant occurredAt) {
    return settle(hold.requestId(), chargeOf(hold, attempt, quote, usage, occurredAt));
  }

  /**
   * Records what one try of a call cost, and keeps the rest held for the next one.
   *
   * <p>Parameters and errors are those of {@link #settle(Hold, String, Quote, Usage, Instant)}.
   */
  public Settlement charge(
      Hold hold, String attempt, Quote quote, Usage usage, Instant occurredAt) {
    return charge(hold.requestId(), chargeOf(hold, attempt, quote, usage, occurredAt));
  }

  private static Charge chargeOf(
      Hold hold, String attempt, Quote quote, Usage usage, Instant occurredAt) {
    return new Charge(
        hold.requestId() + "/" + attempt,
        quote.row().provider(),
        quote.wanted().model(),
        usage,
        quote.cost(usage),
        quote.version(),
        occurredAt.truncatedTo(ChronoUnit.MICROS));
  }

  /**
   * Records a charge under the id that stands in it, and lets the rest go: for callers that price
   * by themselves, or have lost the hold.
   *
   * @throws FactoryException {@code cost.unknown-reservation}, or that of a failed store
   */
  public Settlement settle(String requestId, Charge charge) {
    return record(new LedgerCommand.Settle(requestId, charge, true, now()));
  }

  /**
   * Records a charge under the id that stands in it, and keeps the rest held.
   *
   * @throws FactoryException {@code cost.unknown-reservation}, or that of a failed store
   */
  public Settlement charge(String requestId, Charge charge) {
    return record(new LedgerCommand.Settle(requestId, charge, false, now()));
  }

  private Settlement record(LedgerCommand.Settle command) {
    return unrecorded.defer(command).orElseGet(() -> settlement(apply(command)));
  }

  /**
   * Records a refund of the provider, or a correction of what was charged, as an event of its own.
   *
   * @param charge by how much spending changes, negative if it falls
   * @param kind {@link EventKind#REFUND} or {@link EventKind#CORRECTION}
   * @throws FactoryException {@code cost.unknown-reservation}, {@code cost.refund-too-large}, or
   *     that of a failed store; nothing was recorded
   */
  public Settlement adjust(String requestId, Charge charge, EventKind kind) {
    return settlement(apply(new LedgerCommand.Adjust(requestId, charge, kind, now())));
  }

  private static Settlement settlement(LedgerOutcome outcome) {
    if (outcome instanceof LedgerOutcome.Recorded recorded) {
      return new Settlement(
          recorded.event(),
          new NanoMoney(recorded.reservation().currency(), recorded.uncovered()),
          recorded.repeated());
    }
    throw LedgerFailure.of(outcome);
  }

  /**
   * Lets held money go. Only for calls that were never sent: whatever reached a provider may be
   * billed, and is settled.
   *
   * @throws FactoryException {@code cost.unknown-reservation}, or that of a failed store
   */
  public void release(Hold hold) {
    LedgerCommand.Release command = new LedgerCommand.Release(hold.requestId(), now());
    if (unrecorded.forget(hold)) {
      return;
    }
    LedgerOutcome outcome = apply(command);
    if (!(outcome instanceof LedgerOutcome.Closed)) {
      throw LedgerFailure.of(outcome);
    }
  }

  /**
   * Decides about calls whose deadline has passed: what they held counts as spent, or is let go.
   * Any node may do it for all, as often as it likes; once a minute is usual.
   *
   * @return how many were decided
   */
  public int expire() {
    Instant now = now();
    int expired = 0;
    while (true) {
      List<Reservation> overdue = store.overdue(now, EXPIRED_TOGETHER);
      List<LedgerCommand> commands =
          overdue.stream()
              .<LedgerCommand>map(one -> new LedgerCommand.Expire(one.id(), now))
              .toList();
      for (LedgerOutcome outcome : store.apply(commands)) {
        expired += outcome instanceof LedgerOutcome.Closed closed && closed.changed() ? 1 : 0;
      }
      if (overdue.size() < EXPIRED_TOGETHER) {
        return expired;
      }
    }
  }

  /**
   * Records what was let through while the store did not answer.
   *
   * @return how many calls are still not recorded; above zero if the store failed again
   */
  public int reconcile() {
    return unrecorded.replay();
  }

  /** {@return where each budget that covers {@code tags} stands, in the order of their lines} */
  public List<BudgetStatus> status(SpendTags tags) {
    return source.budgetsOf(tags).stream().map(this::status).toList();
  }

  /** {@return where one budget stands} */
  public BudgetStatus status(Budget budget) {
    Instant now = now();
    CurrencyUnit currency = budget.policy().limit().currency();
    WindowKey window = LedgerLevels.window(budget, now);
    Instant end = window.isCell() ? Instant.MAX : window.start().plusNanos(1_000);
    long spent = 0;
    long reserved = 0;
    for (var state : store.windows(window.line(), budget.policy().window().countedFrom(now), end)) {
      spent = Math.addExact(spent, state.counter().spent());
      reserved = Math.addExact(reserved, state.counter().reserved());
    }
    return new BudgetStatus(
        budget,
        budget.policy().limitAt(now),
        new NanoMoney(currency, spent),
        new NanoMoney(currency, reserved));
  }

  /** {@return what the ledger knows of a request; empty if it was never granted} */
  public Optional<Reservation> reservation(String requestId) {
    return store.reservation(requestId);
  }

  List<Budget> budgetsOf(SpendTags tags) {
    List<Budget> budgets = source.budgetsOf(tags);
    if (budgets.isEmpty()) {
      throw new FactoryException(
          "cost.no-budget",
          "no budget covers the call; it was not let through: give its tenant a budget, or one"
              + " that only observes");
    }
    return budgets;
  }

  BudgetStore store() {
    return store;
  }

  Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private LedgerOutcome apply(LedgerCommand command) {
    return store.apply(List.of(command)).get(0);
  }
}
