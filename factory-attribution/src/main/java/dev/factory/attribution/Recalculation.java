package dev.factory.attribution;

import dev.factory.attribution.credit.AttributionKernel;
import dev.factory.attribution.credit.Credit;
import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.dispute.Diff;
import dev.factory.attribution.dispute.Difference;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.ReversalKind;
import dev.factory.attribution.identity.IdentityVersion;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.spi.StoreView;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes a period again from what is recorded now, and compares; it writes nothing. */
final class Recalculation {
  private static final int SLICE = 500;

  private final StoreView view;
  private final Rules rules;
  private final PublisherId publisher;
  private final Map<EventId, Part> adjusted = new HashMap<>();

  Recalculation(StoreView view, Rules rules, PublisherId publisher) {
    this.view = view;
    this.rules = rules;
    this.publisher = publisher;
    for (Adjustment adjustment : view.adjustments(publisher)) {
      adjusted.merge(
          adjustment.conversionId(),
          new Part(adjustment.credit(), adjustment.commission()),
          Part::plus);
    }
  }

  /** What the publisher has of a conversion, its reversals counted in. */
  private record Part(MicroMoney credit, MicroMoney commission) {
    Part plus(Part other) {
      return new Part(credit.plus(other.credit), commission.plus(other.commission));
    }

    Part minus(Part other) {
      return new Part(credit.minus(other.credit), commission.minus(other.commission));
    }

    boolean isZero() {
      return credit.isZero() && commission.isZero();
    }
  }

  Diff of(Period period) {
    PolicyBook policies = rules.of(view);
    List<Difference> differences = new ArrayList<>();
    List<Conversion> slice = view.conversions(period, null, SLICE);
    while (!slice.isEmpty()) {
      for (Map.Entry<IdentityVersion, List<Conversion>> same : byIdentity(slice).entrySet()) {
        List<CreditSet> computed = new ArrayList<>(same.getValue().size());
        CreditRun.compute(view, same.getKey(), same.getValue(), policies, computed);
        for (CreditSet fresh : computed) {
          compare(fresh, policies, differences);
        }
      }
      slice = view.conversions(period, slice.get(slice.size() - 1), SLICE);
    }
    return new Diff(publisher, period, differences);
  }

  /** Those without credits are left out: their first computation is still to come. */
  private Map<IdentityVersion, List<Conversion>> byIdentity(List<Conversion> slice) {
    Map<IdentityVersion, List<Conversion>> groups = new LinkedHashMap<>();
    for (Conversion conversion : slice) {
      List<CreditSet> stored = view.credits(conversion.eventId());
      if (!stored.isEmpty()) {
        groups
            .computeIfAbsent(rules.identityOf(stored.get(0)), absent -> new ArrayList<>())
            .add(conversion);
      }
    }
    return groups;
  }

  private void compare(CreditSet fresh, PolicyBook policies, List<Difference> differences) {
    List<CreditSet> stored = view.credits(fresh.conversionId());
    Part none =
        new Part(
            MicroMoney.zero(fresh.amount().currency()), MicroMoney.zero(fresh.amount().currency()));
    Part has = adjusted.getOrDefault(fresh.conversionId(), none);
    Part should = of(fresh, none);
    for (CreditSet set : stored) {
      has = has.plus(of(set, none));
      if (set.cause() != CreditCause.CONVERSION) {
        should = should.plus(of(divided(set, fresh, policies), none));
      }
    }
    Part missing = should.minus(has);
    if (!missing.isZero()) {
      differences.add(
          new Difference(
              fresh.conversionId(),
              has.isZero()
                  ? Difference.Kind.MISSING
                  : should.isZero() ? Difference.Kind.EXTRA : Difference.Kind.CHANGED,
              missing.credit(),
              missing.commission(),
              later(fresh, stored.get(0))));
    }
  }

  private static CreditSet divided(CreditSet stored, CreditSet fresh, PolicyBook policies) {
    Reversal reversal =
        new Reversal(
            stored.causeId(),
            stored.conversionId(),
            stored.amount().negated(),
            ReversalKind.valueOf(stored.cause().name()),
            stored.at());
    return AttributionKernel.reverse(
        reversal, fresh, CreditRun.policyOf(fresh, policies), stored.reversedBefore());
  }

  private Part of(CreditSet set, Part none) {
    Part sum = none;
    for (Credit credit : set.credits()) {
      if (credit.publisherId().equals(publisher)) {
        sum = sum.plus(new Part(credit.credit(), credit.commission()));
      }
    }
    return sum;
  }

  private static List<EventId> later(CreditSet fresh, CreditSet stored) {
    Set<EventId> known = new HashSet<>();
    stored.credits().forEach(credit -> credit.touch().ifPresent(known::add));
    return fresh.credits().stream()
        .flatMap(credit -> credit.touch().stream())
        .filter(touch -> !known.contains(touch))
        .toList();
  }
}
