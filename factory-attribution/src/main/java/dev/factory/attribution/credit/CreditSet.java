package dev.factory.attribution.credit;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.identity.IdentityHash;
import dev.factory.attribution.policy.PolicyHash;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All credits that one conversion or one reversal brought about. They add up to its amount exactly.
 *
 * @param cause what it was
 * @param causeId the event id of the conversion or of the reversal
 * @param conversionId the event id of the conversion in either case
 * @param at when the conversion or the reversal was
 * @param policy the rules of the conversion's own instant, which hold for its reversals too
 * @param identity what was known of which keys are one person when the conversion was attributed;
 *     {@link IdentityHash#NONE} if every key was a person
 * @param amount the gross, or the reversed amount with a minus
 * @param reversedBefore what earlier reversals of the conversion took back, zero or more; this
 *     settles how the parts of a reversal are rounded
 * @param credits one for each eligible touch, first touch first, or the one nobody gets
 */
public record CreditSet(
    CreditCause cause,
    EventId causeId,
    EventId conversionId,
    Instant at,
    PolicyHash policy,
    IdentityHash identity,
    Money amount,
    Money reversedBefore,
    List<Credit> credits) {

  /** Copies the credits and refuses those that do not add up. */
  public CreditSet {
    credits = List.copyOf(credits);
    MicroMoney sum = MicroMoney.zero(amount.currency());
    for (Credit credit : credits) {
      sum = sum.plus(credit.credit());
    }
    if (credits.isEmpty() || !sum.equals(MicroMoney.of(amount))) {
      throw new IllegalArgumentException(
          "the credits of " + causeId + " do not add up to its amount");
    }
    if (cause == CreditCause.CONVERSION && !causeId.equals(conversionId)) {
      throw new IllegalArgumentException(
          "the credits of the conversion " + causeId + " name another, " + conversionId);
    }
  }

  /** Credits where every key is a person of its own. */
  public CreditSet(
      CreditCause cause,
      EventId causeId,
      EventId conversionId,
      Instant at,
      PolicyHash policy,
      Money amount,
      Money reversedBefore,
      List<Credit> credits) {
    this(
        cause,
        causeId,
        conversionId,
        at,
        policy,
        IdentityHash.NONE,
        amount,
        reversedBefore,
        credits);
  }

  /** {@return the same credits, of events that were stitched by the version with this hash} */
  public CreditSet stitchedBy(IdentityHash version) {
    return new CreditSet(
        cause, causeId, conversionId, at, policy, version, amount, reversedBefore, credits);
  }

  /** {@return what the publishers, or nobody, get of the amount: the sum of the commissions} */
  public MicroMoney commission() {
    MicroMoney sum = MicroMoney.zero(amount.currency());
    for (Credit credit : credits) {
      sum = sum.plus(credit.commission());
    }
    return sum;
  }

  /** {@return the platform's part: the amount less {@link #commission}, never rounded by itself} */
  public MicroMoney fee() {
    return MicroMoney.of(amount).minus(commission());
  }

  /** {@return the publishers whose touches have a weight of more than zero, in the order of ids} */
  public SortedSet<PublisherId> publishers() {
    SortedSet<PublisherId> publishers = new TreeSet<>();
    for (Credit credit : credits) {
      if (credit.touchEventId() != null && credit.weight() > 0) {
        publishers.add(credit.publisherId());
      }
    }
    return Collections.unmodifiableSortedSet(publishers);
  }

  /** {@return whether no touch was eligible} */
  public boolean isUnattributed() {
    return credits.get(0).touchEventId() == null;
  }
}
