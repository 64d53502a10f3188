package dev.factory.attribution;

import dev.factory.attribution.credit.Explanation;
import dev.factory.attribution.dispute.Diff;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.identity.IdentityVersion;
import dev.factory.attribution.policy.CustomModel;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.attribution.spi.StoreUnit;
import dev.factory.attribution.spi.StoreView;
import dev.factory.attribution.statement.RevenueReport;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.time.BillingMonth;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * From touchpoints and conversions to statements: record, attribute, close, explain.
 *
 * <p>Every call may be repeated: what was recorded, computed or closed before stays as it was, and
 * the result says so. Events are told to the store's journal in the unit of work that writes the
 * rows they speak of. <b>Threads:</b> safe for use by many threads, and by many processes where the
 * store is.
 */
public final class Attribution {
  private final AttributionStore store;
  private final InstantSource time;
  private final Rules rules;

  private Attribution(AttributionStore store, InstantSource time, Rules rules) {
    this.store = store;
    this.time = time;
    this.rules = rules;
  }

  /**
   * {@return attribution that keeps its rows in {@code store}}
   *
   * @param store where everything is kept, and where the journal is wired to
   * @param time tells when something was recorded or closed, for operators to see; no credit and no
   *     amount depends on it
   */
  public static Attribution over(AttributionStore store, InstantSource time) {
    return new Attribution(store, time, Rules.PLAIN);
  }

  /**
   * {@return the same attribution, which divides by these functions where policies name them}
   *
   * <p>A store keeps the id of a {@link CustomModel} and no code. Without its function nothing is
   * computed by it: {@code attribution.model-missing}.
   *
   * @param models all of the host's own models; those of an earlier call are forgotten
   */
  public Attribution binding(Collection<CustomModel> models) {
    return new Attribution(store, time, rules.with(models));
  }

  /**
   * {@return the same attribution, which takes several keys for one person}
   *
   * <p>What has no credits yet is stitched by the last of these versions, and its credits keep the
   * version's hash; credits that are there are explained and computed again by the version they
   * name. A store keeps hashes and not who is one with whom, so give every version that was used:
   * without it, {@code attribution.identity-missing}.
   *
   * @param versions one or more, oldest first; those of an earlier call are forgotten
   */
  public Attribution stitching(List<IdentityVersion> versions) {
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("give one version or more; none is IdentityVersion.NONE");
    }
    return new Attribution(store, time, rules.stitching(versions));
  }

  /**
   * Adds a version of the rules. It never changes credits that were computed before: those keep the
   * version they were made by.
   *
   * @return {@code RECORDED}, or {@code DUPLICATE} if it was published before
   * @throws FactoryException {@code attribution.policy-overlap} if it holds for a time that another
   *     version holds for; nothing was changed
   */
  public RecordOutcome publish(PolicyVersion policy) {
    return store.atomically(
        unit -> {
          RecordOutcome outcome = unit.recordPolicy(policy, now());
          if (outcome == RecordOutcome.RECORDED) {
            unit.journal().append(JournalEvents.published(policy));
          }
          return outcome;
        });
  }

  /** {@return the rules that were published} */
  public PolicyBook policies() {
    return store.reading(rules::of);
  }

  /**
   * Records touchpoints, all in one unit of work; batches of some thousands are fastest.
   *
   * @return one outcome for each, in their order: {@code RECORDED}, {@code DUPLICATE} (known, with
   *     the same content) or {@code CONFLICT} (its id is taken by another, which stays as it was;
   *     that it was turned away is told to the journal)
   */
  public List<RecordOutcome> recordTouchpoints(List<Touchpoint> touchpoints) {
    return record(
        touchpoints, (unit, items) -> unit.recordTouchpoints(items, now()), JournalEvents::of);
  }

  /** Records conversions, all in one unit of work; outcomes as for {@link #recordTouchpoints}. */
  public List<RecordOutcome> recordConversions(List<Conversion> conversions) {
    return record(
        conversions, (unit, items) -> unit.recordConversions(items, now()), JournalEvents::of);
  }

  /**
   * Records reversals, all in one unit of work. Their conversions come first.
   *
   * @return one outcome for each, in their order; besides those of {@link #recordTouchpoints},
   *     {@code UNKNOWN_CONVERSION}, {@code OTHER_CURRENCY} and {@code EXCEEDS_GROSS}
   */
  public List<RecordOutcome> recordReversals(List<Reversal> reversals) {
    return record(
        reversals, (unit, items) -> unit.recordReversals(items, now()), JournalEvents::of);
  }

  private <T> List<RecordOutcome> record(
      List<T> items,
      BiFunction<StoreUnit, List<T>, List<RecordOutcome>> recording,
      BiFunction<T, RecordOutcome, Optional<Event>> event) {
    return store.atomically(
        unit -> {
          List<RecordOutcome> outcomes = recording.apply(unit, items);
          List<Event> events = new ArrayList<>();
          for (int index = 0; index < outcomes.size(); index++) {
            event.apply(items.get(index), outcomes.get(index)).ifPresent(events::add);
          }
          unit.journal().append(events);
          return outcomes;
        });
  }

  /**
   * Computes the credits of all conversions of the period, and of all reversals of the period, that
   * have none yet.
   *
   * <p>Each conversion is computed once, from the touchpoints that are recorded then and the policy
   * in force at its own instant; a touchpoint that comes later changes nothing, and {@link #why}
   * says that it came later. Work is kept in slices, so a run that fails or is killed is completed
   * by the next.
   *
   * @param period half-open, in whole microseconds
   * @return what this call computed; repeated, it changes nothing and says so
   * @throws FactoryException {@code attribution.policy-gap} if no policy holds at a conversion's
   *     instant; slices before the failing one are kept
   */
  public AttributionRun attribute(Period period) {
    requireMicros(period);
    return new CreditRun(store, rules, period).run();
  }

  /**
   * Closes a period: one statement for each publisher and currency with something to tell.
   *
   * <p>A statement has one line for each conversion the publisher has credit for and one for each
   * reversal of such a conversion; a reversal stands on the statement of its own instant, not of
   * the conversion's. What is before the end of the period and not attributed yet is attributed
   * first.
   *
   * <p>What is recorded after its period was closed is not lost: it has no statement yet, so it
   * stands on the next that is closed, with its own time, which is then before that statement's
   * period. A period that is closed stays as it is.
   *
   * @param period half-open, in whole microseconds; it begins where the last closed one ended, or
   *     later
   * @return the statements; repeated, the same ones
   * @throws FactoryException {@code attribution.period-closed} if it begins before the end of the
   *     last closed period and is not one of the closed ones, {@code attribution.policy-gap} as in
   *     {@link #attribute}; no statement was written
   */
  public SettledPeriod closeStatements(Period period) {
    requireMicros(period);
    return new Settlement(store, rules, period).settle(now());
  }

  /**
   * {@return the statements of exactly this period, by publisher and currency; empty if not closed}
   */
  public List<Statement> statements(Period period) {
    return store.reading(view -> view.statements(period));
  }

  /** {@return everyone whose touchpoint is recorded, in the order of ids} */
  public List<PublisherId> publishers() {
    return store.reading(StoreView::publishers);
  }

  /** {@return the currencies in which the publisher has credits, by code} */
  public List<CurrencyUnit> currencies(PublisherId publisher) {
    return store.reading(view -> view.currencies(publisher));
  }

  /**
   * {@return what the month brought the publisher, without receipt hashes; see {@link
   * RevenueReport#withReceipts}}
   *
   * @throws FactoryException {@code attribution.currency-unclear} if the publisher has credits in
   *     no currency, or in more than one
   */
  public RevenueReport revenue(PublisherId publisher, BillingMonth month) {
    return store.reading(view -> Reports.revenue(view, publisher, month));
  }

  /**
   * {@return what the month brought the publisher in one currency, without receipt hashes; zeros if
   * that is nothing}
   */
  public RevenueReport revenue(PublisherId publisher, BillingMonth month, CurrencyUnit currency) {
    return store.reading(view -> Reports.revenue(view, publisher, month, currency));
  }

  /**
   * {@return why the conversion's credit went where it went, or empty if it is not recorded}
   *
   * @throws FactoryException {@code attribution.not-attributed} if it is recorded and has no
   *     credits yet
   */
  public Optional<Explanation> why(EventId conversionId) {
    return store.reading(
        view ->
            view.conversion(conversionId)
                .map(conversion -> Reports.explanation(view, rules, conversion)));
  }

  /**
   * {@return where what is recorded now gives the publisher something else than what is stored, for
   * conversions of the period; each by the policy of its own instant} Nothing is written.
   */
  public Diff recalculate(PublisherId publisher, Period period) {
    requireMicros(period);
    return store.reading(view -> new Recalculation(view, rules, publisher).of(period));
  }

  /**
   * {@return the statements of closed periods after number {@code taken} up to the end of {@code
   * period}, as if that were closed now}
   */
  List<Statement> statementsIfClosed(Period period, int taken) {
    requireMicros(period);
    Instant now = now();
    return store.trying(
        unit -> {
          new Settlement(new OneUnit(unit), rules, period).settle(now);
          return unit.closed().stream()
              .filter(closed -> closed.number() > taken)
              .filter(closed -> !closed.period().end().isAfter(period.end()))
              .flatMap(closed -> unit.statements(closed.period()).stream())
              .toList();
        });
  }

  AttributionStore store() {
    return store;
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static void requireMicros(Period period) {
    if (period.start().isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("a period begins in 1970 or later, not " + period);
    }
    if (!period.start().truncatedTo(ChronoUnit.MICROS).equals(period.start())
        || !period.end().truncatedTo(ChronoUnit.MICROS).equals(period.end())) {
      throw new IllegalArgumentException(
          "a period begins and ends at a whole microsecond, as times are kept; not " + period);
    }
  }
}
