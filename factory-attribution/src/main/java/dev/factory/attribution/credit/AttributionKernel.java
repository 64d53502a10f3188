package dev.factory.attribution.credit;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyHash;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.core.FactoryException;
import dev.factory.core.money.Allocation;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The computation of credit: a pure function of its arguments, without clock, storage, randomness
 * and locale. The same events in any order, and repeated any number of times, give the same
 * credits.
 *
 * <p>For one conversion the publishers' share of the gross is taken once, in millionths of a minor
 * unit; then gross and share are each divided by the weights of the eligible touches with {@link
 * Allocation}, where ties go to the earlier touch. So the credits add up to the gross, commissions
 * and fee add up to the gross, and whoever owns every touch gets exactly the share.
 */
public final class AttributionKernel {
  private static final Comparator<Conversion> SINK_ORDER =
      Comparator.comparing(Conversion::at).thenComparing(Conversion::eventId);

  private AttributionKernel() {}

  /**
   * Attributes each conversion to the touches of its user.
   *
   * @param touches of any users, in any order; those of users who did not convert are skipped
   * @param conversions in any order
   * @param policies the rules; each conversion takes the version in force at its own instant
   * @param sink gets one set of credits for each conversion, by time and then event id; that of a
   *     conversion without an eligible touch goes to {@link PublisherId#UNATTRIBUTED}
   * @throws FactoryException {@code attribution.policy-gap} if no policy holds at a conversion's
   *     instant, {@code attribution.conflicting-events} if two touches or two conversions have one
   *     id and other content; the sink may have been given some credits before
   */
  public static void attribute(
      Collection<Touchpoint> touches,
      Collection<Conversion> conversions,
      PolicyBook policies,
      CreditSink sink) {
    List<Conversion> sorted = new ArrayList<>(distinct(conversions, Conversion::eventId));
    sorted.sort(SINK_ORDER);
    Paths paths = Paths.of(touches, sorted);
    Map<PolicyVersion, PolicyHash> hashes = new HashMap<>();
    for (Conversion conversion : sorted) {
      PolicyVersion policy = policies.inForceAt(conversion.at());
      Instant earliest = conversion.at().minus(policy.longestWindow());
      List<Touchpoint> candidates = paths.between(conversion.userKey(), earliest, conversion.at());
      PolicyHash hash = hashes.computeIfAbsent(policy, PolicyVersion::hash);
      List<Touchpoint> path = Judgement.of(candidates, conversion, policy).eligible();
      sink.accept(credits(conversion, path, policy, hash));
    }
  }

  /**
   * {@return the credits of one conversion}
   *
   * @param conversion what to attribute
   * @param path touches of its user, in any order; others than the user's are skipped
   * @param policy the rules, whether or not they are in force at the conversion's instant
   * @throws FactoryException {@code attribution.conflicting-events} if two touches have one id and
   *     other content
   */
  public static CreditSet attribute(
      Conversion conversion, Collection<Touchpoint> path, PolicyVersion policy) {
    List<Touchpoint> sorted = Paths.of(path, List.of(conversion)).of(conversion.userKey());
    List<Touchpoint> eligible = Judgement.of(sorted, conversion, policy).eligible();
    return credits(conversion, eligible, policy, policy.hash());
  }

  /**
   * {@return what each touch gives back for a reversal}
   *
   * <p>The parts of a reversal of r after reversals of R are the parts of R + r less the parts of R
   * (law 8 of {@link Allocation}), so once everything is reversed, in any slices, every part is
   * back at zero. A single part may differ by one millionth from a division of r alone.
   *
   * @param reversal what went back
   * @param original the credits of the conversion it reverses
   * @param policy the rules the conversion was attributed by
   * @param reversedBefore what earlier reversals of the conversion took back, zero or more;
   *     together with this one at most the gross
   */
  public static CreditSet reverse(
      Reversal reversal, CreditSet original, PolicyVersion policy, Money reversedBefore) {
    requireReversible(reversal, original, reversedBefore);
    CurrencyUnit currency = reversal.amount().currency();
    Rate share = policy.publisherShare();
    long before = MicroMoney.of(reversedBefore).micro();
    long slice = MicroMoney.of(reversal.amount()).micro();
    long poolBefore = Allocation.share(before, share).taken();
    long poolSlice = Allocation.share(before + slice, share).taken() - poolBefore;
    long[] weights = original.credits().stream().mapToLong(Credit::weight).toArray();
    long[] creditParts = Allocation.increment(before, slice, weights);
    long[] commissionParts = Allocation.increment(poolBefore, poolSlice, weights);
    List<Credit> credits = new ArrayList<>(weights.length);
    for (int index = 0; index < weights.length; index++) {
      Credit given = original.credits().get(index);
      credits.add(
          new Credit(
              given.touchEventId(),
              given.publisherId(),
              given.weight(),
              MicroMoney.ofMicro(currency, -creditParts[index]),
              MicroMoney.ofMicro(currency, -commissionParts[index])));
    }
    return new CreditSet(
        CreditCause.of(reversal.kind()),
        reversal.eventId(),
        reversal.conversionId(),
        reversal.at(),
        original.policy(),
        original.identity(),
        reversal.amount().negated(),
        reversedBefore,
        credits);
  }

  /**
   * {@return what the policy says of each touch, in path order}
   *
   * @param path touches of the conversion's user, in any order
   */
  static List<JudgedTouch> judge(
      Conversion conversion, Collection<Touchpoint> path, PolicyVersion policy) {
    List<Touchpoint> sorted = Paths.of(path, List.of(conversion)).of(conversion.userKey());
    return Judgement.of(sorted, conversion, policy).touches();
  }

  private static CreditSet credits(
      Conversion conversion, List<Touchpoint> path, PolicyVersion policy, PolicyHash hash) {
    CurrencyUnit currency = conversion.gross().currency();
    long gross = MicroMoney.of(conversion.gross()).micro();
    long pool = Allocation.share(gross, policy.publisherShare()).taken();
    List<Credit> credits = new ArrayList<>(Math.max(1, path.size()));
    if (path.isEmpty()) {
      credits.add(
          new Credit(
              null,
              PublisherId.UNATTRIBUTED,
              1,
              MicroMoney.ofMicro(currency, gross),
              MicroMoney.ofMicro(currency, pool)));
    } else {
      long[] weights = policy.model().weights(new TouchPath(path, conversion.at()));
      long[] creditParts = Allocation.split(gross, weights);
      long[] commissionParts = Allocation.split(pool, weights);
      for (int index = 0; index < weights.length; index++) {
        Touchpoint touch = path.get(index);
        credits.add(
            new Credit(
                touch.eventId(),
                touch.publisherId(),
                weights[index],
                MicroMoney.ofMicro(currency, creditParts[index]),
                MicroMoney.ofMicro(currency, commissionParts[index])));
      }
    }
    return new CreditSet(
        CreditCause.CONVERSION,
        conversion.eventId(),
        conversion.eventId(),
        conversion.at(),
        hash,
        conversion.gross(),
        Money.zero(currency),
        credits);
  }

  private static void requireReversible(
      Reversal reversal, CreditSet original, Money reversedBefore) {
    if (original.cause() != CreditCause.CONVERSION
        || !original.conversionId().equals(reversal.conversionId())) {
      throw new IllegalArgumentException(
          "the reversal " + reversal.eventId() + " is not of " + original.causeId());
    }
    if (reversedBefore.isNegative()
        || reversedBefore.plus(reversal.amount()).compareTo(original.amount()) > 0) {
      throw new IllegalArgumentException(
          "the reversal " + reversal.eventId() + " takes back more than is left of the conversion");
    }
  }

  /** {@return the events without repetitions; refuses two with one id and other content} */
  static <T> Collection<T> distinct(Collection<T> events, Function<T, EventId> id) {
    Map<EventId, T> byId = new HashMap<>(events.size() * 2);
    for (T event : events) {
      T other = byId.putIfAbsent(id.apply(event), event);
      if (other != null && !other.equals(event)) {
        throw new FactoryException(
            "attribution.conflicting-events",
            "two events have the id "
                + id.apply(event)
                + " and other content; nothing was computed: give every event an id of its own");
      }
    }
    return byId.values();
  }
}
