package dev.factory.attribution.spi;

import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be read inside {@link AttributionStore#reading} and {@link AttributionStore#atomically}.
 */
public interface StoreView {

  /** {@return all policies, by the start of their validity} */
  List<PolicyVersion> policies();

  /** {@return the conversion with this event id, or empty if it is not recorded} */
  Optional<Conversion> conversion(EventId id);

  /**
   * Gives the touchpoints of some users to {@code sink}, by user and, for each user, in {@link
   * Touchpoint#PATH_ORDER}; which user comes first is not promised. They are streamed, not
   * collected; {@code sink} must not use the store.
   *
   * @param users whose; may be empty, then there are none
   * @param first the earliest time, included
   * @param last the latest time, included
   */
  void touchpoints(
      Collection<UserKey> users, Instant first, Instant last, Consumer<? super Touchpoint> sink);

  /**
   * {@return conversions of the period that have no credits yet, by time and then event id}
   *
   * @param period half-open
   * @param after only those that come after this one in that order; null for all
   * @param limit at most so many, 1 or more
   */
  List<Conversion> unattributed(Period period, @Nullable Conversion after, int limit);

  /**
   * {@return reversals of the period that have no credits yet though their conversion has, by time
   * and then event id}
   *
   * @param period half-open
   * @param after only those that come after this one in that order; null for all
   * @param limit at most so many, 1 or more
   */
  List<Reversal> unattributedReversals(Period period, @Nullable Reversal after, int limit);

  /** {@return reversals of the period, half-open, that wait for credits of their conversion} */
  long waitingReversals(Period period);

  /**
   * {@return the credits of a conversion and then those of its reversals, by what was reversed
   * before them; empty if it has none yet}
   */
  List<CreditSet> credits(EventId conversionId);

  /**
   * {@return the credits that belong to a closed period, by cause id and cause}
   *
   * @param closedPeriod its number
   * @param after only those that come after this one in that order; null for all
   * @param limit at most so many, 1 or more
   */
  List<CreditSet> creditSets(int closedPeriod, @Nullable CreditSet after, int limit);

  /**
   * {@return conversions of the period, by time and then event id}
   *
   * @param period half-open
   * @param after only those that come after this one in that order; null for all
   * @param limit at most so many, 1 or more
   */
  List<Conversion> conversions(Period period, @Nullable Conversion after, int limit);

  /** {@return all adjustments of the publisher, by id} */
  List<Adjustment> adjustments(PublisherId publisherId);

  /** {@return the adjustments that belong to a closed period, by id} */
  List<Adjustment> adjustments(int closedPeriod);

  /** {@return the periods that are closed, by number} */
  List<ClosedPeriod> closed();

  /** {@return the statements of exactly this period, by publisher and currency code} */
  List<Statement> statements(Period period);

  /** {@return the closing carry of the publisher's last statement in this currency, or zero} */
  MicroMoney carry(PublisherId publisherId, CurrencyUnit currency);

  /** {@return everyone whose touchpoint is recorded, in the order of ids} */
  List<PublisherId> publishers();

  /** {@return the currencies in which the publisher has credits, by code} */
  List<CurrencyUnit> currencies(PublisherId publisherId);

  /** {@return what the publisher did and got in the period, half-open, in one currency} */
  RevenueFigures revenue(PublisherId publisherId, CurrencyUnit currency, Period period);
}
