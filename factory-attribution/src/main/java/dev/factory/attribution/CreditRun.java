package dev.factory.attribution;

import dev.factory.attribution.credit.AttributionKernel;
import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.identity.IdentityHash;
import dev.factory.attribution.identity.IdentityVersion;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.StoreUnit;
import dev.factory.attribution.spi.StoreView;
import dev.factory.core.FactoryException;
import dev.factory.core.money.Money;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes what has no credits yet, a slice at a time, each slice in a unit of its own: a run that
 * is killed leaves whole conversions, and the next run goes on from there.
 */
final class CreditRun {
  private static final int SLICE = 500;

  private final AttributionStore store;
  private final Rules rules;
  private final Period period;

  private long attributed;
  private long unattributed;
  private long reversals;

  CreditRun(AttributionStore store, Rules rules, Period period) {
    this.store = store;
    this.rules = rules;
    this.period = period;
  }

  AttributionRun run() {
    Slice<Conversion> conversions = Slice.none();
    do {
      Conversion after = conversions.last();
      conversions = store.atomically(unit -> conversions(unit, after));
      attributed += conversions.added();
      unattributed += conversions.unattributed();
    } while (conversions.last() != null);
    Slice<Reversal> slice = Slice.none();
    do {
      Reversal after = slice.last();
      slice = store.atomically(unit -> reversals(unit, after));
      reversals += slice.added();
    } while (slice.last() != null);
    long waiting = store.reading(view -> view.waitingReversals(period));
    return new AttributionRun(attributed, unattributed, reversals, waiting);
  }

  private Slice<Conversion> conversions(StoreUnit unit, @Nullable Conversion after) {
    List<Conversion> conversions = unit.unattributed(period, after, SLICE);
    if (conversions.isEmpty()) {
      return Slice.none();
    }
    PolicyBook policies = rules.of(unit);
    List<CreditSet> computed = new ArrayList<>(conversions.size());
    compute(unit, rules.latest(), conversions, policies, computed);
    List<CreditSet> added = unit.addCredits(computed);
    tell(unit, added);
    long missed = added.stream().filter(CreditSet::isUnattributed).count();
    return new Slice<>(conversions.get(conversions.size() - 1), added.size(), missed);
  }

  /** Adds the credits of some conversions, in the order of time, to {@code computed}. */
  static void compute(
      StoreView view,
      IdentityVersion identity,
      List<Conversion> conversions,
      PolicyBook policies,
      List<CreditSet> computed) {
    IdentityHash hash = identity.hash();
    AttributionKernel.attribute(
        touchpoints(view, identity, conversions, policies),
        conversions.stream().map(identity::stitch).toList(),
        policies,
        set -> computed.add(set.stitchedBy(hash)));
  }

  private static List<Touchpoint> touchpoints(
      StoreView view, IdentityVersion identity, List<Conversion> conversions, PolicyBook policies) {
    Set<UserKey> users = new HashSet<>();
    conversions.forEach(conversion -> users.addAll(identity.keys(conversion.userKey())));
    Instant first = conversions.get(0).at().minus(policies.longestWindow());
    Instant last = conversions.get(conversions.size() - 1).at();
    List<Touchpoint> touchpoints = new ArrayList<>();
    view.touchpoints(users, first, last, touch -> touchpoints.add(identity.stitch(touch)));
    return touchpoints;
  }

  private Slice<Reversal> reversals(StoreUnit unit, @Nullable Reversal after) {
    List<Reversal> pending = unit.unattributedReversals(period, after, SLICE);
    if (pending.isEmpty()) {
      return Slice.none();
    }
    PolicyBook policies = rules.of(unit);
    long added = 0;
    for (Reversal reversal : pending) {
      List<CreditSet> sets = unit.addCredits(List.of(divided(unit, reversal, policies)));
      tell(unit, sets);
      added += sets.size();
    }
    return new Slice<>(pending.get(pending.size() - 1), added, 0);
  }

  private static CreditSet divided(StoreUnit unit, Reversal reversal, PolicyBook policies) {
    List<CreditSet> sets = unit.credits(reversal.conversionId());
    CreditSet original = sets.get(0);
    Money before = Money.zero(original.amount().currency());
    for (CreditSet set : sets) {
      if (set.cause() != CreditCause.CONVERSION) {
        before = before.minus(set.amount());
      }
    }
    return AttributionKernel.reverse(reversal, original, policyOf(original, policies), before);
  }

  static PolicyVersion policyOf(CreditSet set, PolicyBook policies) {
    return policies
        .byHash(set.policy())
        .orElseThrow(
            () ->
                new FactoryException(
                    "attribution.policy-missing",
                    "the store lacks the policy "
                        + set.policy()
                        + " that credits in it were made by; nothing was computed: restore its"
                        + " table of policies from a backup"));
  }

  private static void tell(StoreUnit unit, List<CreditSet> added) {
    unit.journal()
        .append(added.stream().flatMap(set -> JournalEvents.computed(set).stream()).toList());
  }

  /**
   * What became of a slice.
   *
   * @param last where the next one begins; null if there was nothing left to do
   */
  private record Slice<T>(@Nullable T last, long added, long unattributed) {
    static <T> Slice<T> none() {
      return new Slice<>(null, 0, 0);
    }
  }
}
