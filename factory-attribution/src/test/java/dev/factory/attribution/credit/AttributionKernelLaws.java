package dev.factory.attribution.credit;

import static dev.factory.attribution.credit.GeneratedEvents.DAYS;
import static dev.factory.attribution.credit.GeneratedEvents.at;
import static dev.factory.attribution.credit.GeneratedEvents.conversion;
import static dev.factory.attribution.credit.GeneratedEvents.refund;
import static dev.factory.attribution.credit.GeneratedEvents.withId;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.usd;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.OfferMatch;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.policy.Window;
import dev.factory.attribution.policy.Windows;
import dev.factory.core.money.Allocation;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class AttributionKernelLaws {
  private static List<CreditSet> run(
      List<Touchpoint> touches, List<Conversion> conversions, PolicyVersion policy) {
    List<CreditSet> sets = new ArrayList<>();
    AttributionKernel.attribute(touches, conversions, PolicyBook.of(policy), sets::add);
    return sets;
  }

  private static Map<EventId, List<Credit>> byConversion(List<CreditSet> sets) {
    return sets.stream().collect(toMap(CreditSet::conversionId, CreditSet::credits));
  }

  @Property
  void creditsAndUnattributedAddUpToTheGross(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("policies") PolicyVersion policy) {
    List<CreditSet> sets = run(touches, conversions, policy);
    assertThat(sets).hasSameSizeAs(conversions);
    Map<EventId, Conversion> byId =
        conversions.stream().collect(toMap(Conversion::eventId, conversion -> conversion));
    for (CreditSet set : sets) {
      Conversion conversion = Objects.requireNonNull(byId.get(set.conversionId()));
      MicroMoney credit = MicroMoney.zero(set.amount().currency());
      for (Credit part : set.credits()) {
        credit = credit.plus(part.credit());
      }
      assertThat(credit).isEqualTo(MicroMoney.of(conversion.gross()));
    }
  }

  @Property
  void commissionsAndFeeAddUpToTheGrossAndTheFeeIsTheComplement(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("policies") PolicyVersion policy) {
    for (CreditSet set : run(touches, conversions, policy)) {
      MicroMoney gross = MicroMoney.of(set.amount());
      assertThat(set.commission().plus(set.fee())).isEqualTo(gross);
      assertThat(set.commission().micro())
          .isEqualTo(Allocation.share(gross.micro(), policy.publisherShare()).taken());
    }
  }

  @Property
  void inputOrderAndRepetitionsChangeNothing(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("policies") PolicyVersion policy,
      @ForAll Random random) {
    List<Touchpoint> moreTouches = new ArrayList<>(touches);
    touches.stream().filter(touch -> random.nextBoolean()).forEach(moreTouches::add);
    Collections.shuffle(moreTouches, random);
    List<Conversion> moreConversions = new ArrayList<>(conversions);
    conversions.stream().filter(sale -> random.nextBoolean()).forEach(moreConversions::add);
    Collections.shuffle(moreConversions, random);
    assertThat(run(moreTouches, moreConversions, policy))
        .isEqualTo(run(touches, conversions, policy));
  }

  @Property
  void attributingOneByOneGivesTheSame(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("policies") PolicyVersion policy) {
    List<CreditSet> oneByOne =
        conversions.stream()
            .map(conversion -> AttributionKernel.attribute(conversion, touches, policy))
            .toList();
    assertThat(run(touches, conversions, policy)).containsExactlyInAnyOrderElementsOf(oneByOne);
  }

  @Property
  void aTouchIsOnThePathExactlyIfItIsInItsWindow(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("policies") PolicyVersion policy) {
    Map<EventId, List<Credit>> credits = byConversion(run(touches, conversions, policy));
    for (Conversion conversion : conversions) {
      List<EventId> expected =
          touches.stream()
              .filter(touch -> touch.userKey().equals(conversion.userKey()))
              .filter(touch -> isInWindow(touch, conversion, policy))
              .sorted(Touchpoint.PATH_ORDER)
              .map(Touchpoint::eventId)
              .toList();
      assertThat(
              Objects.requireNonNull(credits.get(conversion.eventId())).stream()
                  .flatMap(credit -> credit.touch().stream()))
          .containsExactlyElementsOf(expected);
    }
  }

  /** The definition of the javadoc of PolicyVersion, by the microsecond. */
  private static boolean isInWindow(Touchpoint touch, Conversion conversion, PolicyVersion policy) {
    Optional<Window> window = policy.windows().of(touch.kind(), touch.offerId());
    Duration age = Duration.between(touch.at(), conversion.at());
    return window.isPresent()
        && !age.isNegative()
        && age.compareTo(window.get().longest()) <= 0
        && (policy.offers() == OfferMatch.ANY || touch.offerId().equals(conversion.offerId()));
  }

  @Property
  void shiftingAllTimesChangesNoCredit(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("policies") PolicyVersion policy,
      @ForAll @LongRange(min = -100_000_000_000L, max = 100_000_000_000_000L) long micros) {
    Duration shift = Duration.ofNanos(1_000).multipliedBy(micros);
    List<Touchpoint> shiftedTouches =
        touches.stream().map(touch -> at(touch, touch.at().plus(shift))).toList();
    List<Conversion> shiftedConversions =
        conversions.stream().map(sale -> at(sale, sale.at().plus(shift))).toList();
    assertThat(byConversion(run(shiftedTouches, shiftedConversions, policy)))
        .isEqualTo(byConversion(run(touches, conversions, policy)));
  }

  @Property
  void addingAnIneligibleTouchChangesNoCredit(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("policies") PolicyVersion policy,
      @ForAll("touch") Touchpoint other) {
    Touchpoint added = withId(other, "added");
    boolean counts =
        conversions.stream()
            .filter(conversion -> conversion.userKey().equals(added.userKey()))
            .anyMatch(conversion -> isInWindow(added, conversion, policy));
    List<Touchpoint> more = new ArrayList<>(touches);
    more.add(added);
    List<CreditSet> before = run(touches, conversions, policy);
    if (counts) {
      assertThat(run(more, conversions, policy)).isNotEqualTo(before);
    } else {
      assertThat(run(more, conversions, policy)).isEqualTo(before);
    }
  }

  @Property
  void wideningAWindowNeverRemovesATouch(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("policies") PolicyVersion policy,
      @ForAll @IntRange(max = 60 * DAYS) int minutes) {
    PolicyVersion widened =
        policy.with(WiderWindows.by(Duration.ofMinutes(minutes), policy.windows()));
    Map<EventId, List<Credit>> after = byConversion(run(touches, conversions, widened));
    byConversion(run(touches, conversions, policy))
        .forEach(
            (conversion, credits) ->
                assertThat(touchesOf(Objects.requireNonNull(after.get(conversion))))
                    .containsAll(touchesOf(credits)));
  }

  private static List<EventId> touchesOf(List<Credit> credits) {
    return credits.stream().flatMap(credit -> credit.touch().stream()).toList();
  }

  @Property
  void renamingPublishersRenamesTheirCreditsAndNothingElse(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("policies") PolicyVersion policy) {
    List<Touchpoint> renamed = touches.stream().map(AttributionKernelLaws::renamed).toList();
    Map<EventId, List<Credit>> expected = new HashMap<>();
    byConversion(run(touches, conversions, policy))
        .forEach(
            (conversion, credits) ->
                expected.put(
                    conversion, credits.stream().map(AttributionKernelLaws::renamed).toList()));
    assertThat(byConversion(run(renamed, conversions, policy))).isEqualTo(expected);
  }

  /** Turns the order of ids round: pub-0 becomes new-9. */
  private static PublisherId renamed(PublisherId publisher) {
    int number = Integer.parseInt(publisher.value().substring("pub-".length()));
    return new PublisherId("new-" + (9 - number));
  }

  private static Touchpoint renamed(Touchpoint touch) {
    return new Touchpoint(
        touch.eventId(),
        touch.userKey(),
        touch.at(),
        touch.sequence(),
        touch.kind(),
        renamed(touch.publisherId()),
        touch.offerId(),
        touch.channel(),
        touch.flags(),
        touch.evidence());
  }

  private static Credit renamed(Credit credit) {
    return credit.touchEventId() == null
        ? credit
        : new Credit(
            credit.touchEventId(),
            renamed(credit.publisherId()),
            credit.weight(),
            credit.credit(),
            credit.commission());
  }

  @Property
  void whoOwnsEveryTouchGetsExactlyTheShare(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = DAYS * 24) Integer> hours,
      @ForAll @LongRange(max = 9_000_000_000_000L) long cents,
      @ForAll("policies") PolicyVersion policy) {
    Instant end = JANUARY.plus(Duration.ofDays(DAYS));
    Conversion sale = conversion("c", "u", end, usd(cents), 0);
    List<Touchpoint> path = new ArrayList<>();
    for (int index = 0; index < hours.size(); index++) {
      path.add(
          GeneratedEvents.touch(
              "t" + index, "u", end.minus(Duration.ofHours(hours.get(index))), 1, 0, 0));
    }
    CreditSet set =
        AttributionKernel.attribute(
            sale, path, policy.with(Windows.exact(Map.of(TouchKind.CLICK, Duration.ofDays(DAYS)))));
    MicroMoney earned = MicroMoney.zero(sale.gross().currency());
    for (Credit credit : set.credits()) {
      earned = earned.plus(credit.commission());
    }
    assertThat(earned.micro())
        .isEqualTo(
            Allocation.share(MicroMoney.of(sale.gross()).micro(), policy.publisherShare()).taken());
  }

  @Property
  void refundingEverythingInAnySlicesReturnsEveryBalanceToZero(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll @LongRange(min = 1, max = 9_000_000_000_000L) long cents,
      @ForAll @Size(max = 6) List<@LongRange(min = 1, max = 9_000_000_000_000L) Long> cuts,
      @ForAll("policies") PolicyVersion policy) {
    Conversion sale = conversion("c", "user-0", JANUARY.plus(Duration.ofDays(DAYS)), usd(cents), 0);
    CreditSet original = AttributionKernel.attribute(sale, touches, policy);
    List<CreditSet> sets = new ArrayList<>(List.of(original));
    long before = 0;
    List<Long> ends =
        new ArrayList<>(cuts.stream().filter(cut -> cut < cents).sorted().distinct().toList());
    ends.add(cents);
    for (long end : ends) {
      sets.add(
          AttributionKernel.reverse(
              refund("r" + end, sale, end - before), original, policy, usd(before)));
      before = end;
      assertAddsUp(sets, sale.gross().minus(usd(before)));
    }
    for (int index = 0; index < original.credits().size(); index++) {
      long credit = 0;
      long commission = 0;
      for (CreditSet set : sets) {
        credit += set.credits().get(index).credit().micro();
        commission += set.credits().get(index).commission().micro();
      }
      assertThat(credit).isZero();
      assertThat(commission).isZero();
    }
  }

  /** Commissions and fees are gross less reversals at every prefix. */
  private static void assertAddsUp(List<CreditSet> sets, Money rest) {
    MicroMoney sum = MicroMoney.zero(rest.currency());
    for (CreditSet set : sets) {
      sum = sum.plus(set.commission()).plus(set.fee());
    }
    assertThat(sum).isEqualTo(MicroMoney.of(rest));
  }

  @Property
  void theExplanationReplaysToTheStoredCredits(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("touches") List<Touchpoint> later,
      @ForAll @LongRange(min = 1, max = 1_000_000L) long cents,
      @ForAll("policies") PolicyVersion policy) {
    Conversion sale =
        conversion("c", "user-0", JANUARY.plus(Duration.ofDays(DAYS / 2)), usd(cents), 0);
    CreditSet original = AttributionKernel.attribute(sale, touches, policy);
    CreditSet reversal =
        AttributionKernel.reverse(refund("r", sale, cents), original, policy, usd(0));
    List<Touchpoint> path = new ArrayList<>(touches);
    later.forEach(touch -> path.add(withId(touch, "later-" + touch.eventId())));
    Explanation explanation = Explanation.of(sale, policy, path, List.of(original, reversal));
    assertThat(explanation.replayed()).containsExactly(original, reversal);
    assertThat(explanation.isConfirmed()).isTrue();
  }

  @Provide
  Arbitrary<Touchpoint> touch() {
    return GeneratedEvents.touch();
  }

  @Provide
  Arbitrary<List<Touchpoint>> touches() {
    return GeneratedEvents.touches();
  }

  @Provide
  Arbitrary<List<Conversion>> conversions() {
    return GeneratedEvents.conversions();
  }

  @Provide
  Arbitrary<PolicyVersion> policies() {
    return GeneratedEvents.policies();
  }
}
