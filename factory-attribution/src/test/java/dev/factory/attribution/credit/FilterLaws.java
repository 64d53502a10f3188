package dev.factory.attribution.credit;

import static dev.factory.attribution.credit.GeneratedEvents.conversion;
import static dev.factory.attribution.credit.GeneratedEvents.withId;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.policy.TouchFilters;
import dev.factory.attribution.policy.TouchMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds under calendar windows, windows of single offers and filters. */
class FilterLaws {
  private static final Conversion SALE =
      conversion("c", "user-0", JANUARY.plus(Duration.ofDays(40)), usd(4_999), 1);

  private static Map<EventId, Verdict> verdicts(List<Touchpoint> path, PolicyVersion policy) {
    return AttributionKernel.judge(SALE, path, policy).stream()
        .collect(Collectors.toMap(judged -> judged.touch().eventId(), JudgedTouch::verdict));
  }

  private static List<Touchpoint> ofOneUser(List<Touchpoint> touches) {
    return touches.stream().map(touch -> touch.withUser(SALE.userKey())).toList();
  }

  @Property
  void takingAwayARefusedTouchChangesNoVerdictOnTheOthers(
      @ForAll("touches") List<Touchpoint> touches, @ForAll("filtered") PolicyVersion policy) {
    List<Touchpoint> path = ofOneUser(touches);
    Map<EventId, Verdict> before = verdicts(path, policy);
    for (Touchpoint refused : path) {
      if (before.get(refused.eventId()) != Verdict.ELIGIBLE) {
        List<Touchpoint> rest =
            path.stream().filter(touch -> !touch.eventId().equals(refused.eventId())).toList();
        Map<EventId, Verdict> without = verdicts(rest, policy);
        for (Touchpoint touch : rest) {
          assertThat(without.get(touch.eventId()) == Verdict.ELIGIBLE)
              .isEqualTo(before.get(touch.eventId()) == Verdict.ELIGIBLE);
        }
      }
    }
  }

  @Property
  void aLongerWindowTakesNoTouchAwayUnlessThePathIsCapped(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("policies") PolicyVersion policy,
      @ForAll("filtered") PolicyVersion filtered,
      @ForAll @IntRange(max = 30) int days) {
    TouchFilters filters = filtered.filters();
    TouchFilters uncapped =
        new TouchFilters(
            filters.marks(), filters.repeatWithin(), filters.velocity(), Integer.MAX_VALUE);
    PolicyVersion narrow = policy.with(uncapped);
    PolicyVersion wide = narrow.with(WiderWindows.by(Duration.ofDays(days), policy.windows()));
    List<Touchpoint> path = ofOneUser(touches);
    Map<EventId, Verdict> after = verdicts(path, wide);
    verdicts(path, narrow)
        .forEach(
            (touch, verdict) -> {
              if (verdict == Verdict.ELIGIBLE) {
                assertThat(after.get(touch)).isEqualTo(Verdict.ELIGIBLE);
              }
            });
  }

  @Property
  void noMoreTouchesCountThanThePathMayHold(
      @ForAll("touches") List<Touchpoint> touches, @ForAll("filtered") PolicyVersion policy) {
    assertThat(verdicts(ofOneUser(touches), policy).values())
        .filteredOn(verdict -> verdict == Verdict.ELIGIBLE)
        .hasSizeLessThanOrEqualTo(policy.filters().longestPath());
  }

  @Property
  void aRefusedMarkNeverCountsAndIsTheReason(
      @ForAll("touches") List<Touchpoint> touches, @ForAll("policies") PolicyVersion policy) {
    PolicyVersion strict = policy.with(TouchFilters.allMarks());
    Map<EventId, Verdict> free = verdicts(ofOneUser(touches), policy);
    Map<EventId, Verdict> marked = verdicts(ofOneUser(touches), strict);
    for (Touchpoint touch : touches) {
      boolean bot = touch.flags().contains(TouchMark.BOT.flag());
      boolean refused = bot && free.get(touch.eventId()) == Verdict.ELIGIBLE;
      if (refused) {
        assertThat(marked.get(touch.eventId())).isEqualTo(Verdict.BOT);
      }
      if (touch.flags().isEmpty()) {
        assertThat(marked.get(touch.eventId())).isEqualTo(free.get(touch.eventId()));
      }
    }
  }

  @Property
  void orderAndRepetitionOfEventsChangeNothing(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("filtered") PolicyVersion policy,
      @ForAll Random random) {
    List<Touchpoint> path = ofOneUser(touches);
    List<Touchpoint> shuffled = new ArrayList<>(path);
    shuffled.addAll(path);
    Collections.shuffle(shuffled, random);
    assertThat(AttributionKernel.attribute(SALE, shuffled, policy))
        .isEqualTo(AttributionKernel.attribute(SALE, path, policy));
  }

  @Property
  void firstIsLastWhenTimeIsTurnedRound(@ForAll("touches") List<Touchpoint> touches) {
    List<Touchpoint> path = new ArrayList<>();
    List<Touchpoint> reversed = new ArrayList<>();
    for (int index = 0; index < touches.size(); index++) {
      // times of their own: at one instant, ids settle the order both ways
      Duration age = Duration.ofMinutes(index + 1L);
      Touchpoint touch = touches.get(index).withUser(SALE.userKey());
      path.add(GeneratedEvents.at(withId(touch, "t" + index), SALE.at().minus(age)));
      Duration turned = Duration.ofMinutes(touches.size() - index);
      reversed.add(GeneratedEvents.at(withId(touch, "t" + index), SALE.at().minus(turned)));
    }
    PolicyVersion policy = GeneratedEvents.EVERYTHING.with(CreditModel.FIRST_TOUCH);
    assertThat(AttributionKernel.attribute(SALE, path, policy).publishers())
        .isEqualTo(
            AttributionKernel.attribute(SALE, reversed, policy.with(CreditModel.LAST_TOUCH))
                .publishers());
  }

  @Property
  void publishingALaterPolicyChangesNoEarlierCredit(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("filtered") PolicyVersion policy,
      @ForAll("filtered") PolicyVersion later,
      @ForAll @IntRange(max = GeneratedEvents.DAYS) int day) {
    PolicyVersion moved =
        new PolicyVersion(
            JANUARY.plus(Duration.ofDays(day)),
            null,
            later.windows(),
            later.offers(),
            later.model(),
            later.publisherShare(),
            later.filters());
    List<CreditSet> before = new ArrayList<>();
    AttributionKernel.attribute(touches, conversions, PolicyBook.of(policy), before::add);
    List<CreditSet> after = new ArrayList<>();
    AttributionKernel.attribute(touches, conversions, PolicyBook.of(policy, moved), after::add);
    for (int index = 0; index < before.size(); index++) {
      if (before.get(index).at().isBefore(moved.validFrom())) {
        assertThat(after.get(index)).isEqualTo(before.get(index));
      } else {
        assertThat(after.get(index).policy()).isEqualTo(moved.hash());
      }
    }
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

  @Provide
  Arbitrary<PolicyVersion> filtered() {
    return GeneratedEvents.filteredPolicies();
  }
}
