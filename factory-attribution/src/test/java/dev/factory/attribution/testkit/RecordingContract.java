package dev.factory.attribution.testkit;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LAST_TOUCH;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.MARCH;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.linear;
import static dev.factory.attribution.testkit.Samples.refund;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.credit.AttributionKernel;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.OrderId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.OfferMatch;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The part of {@link AttributionStoreContract} about what is recorded. */
abstract class RecordingContract extends StoreFixture {
  @Nested
  class RecordedEvents {
    @Test
    void areReadBackToTheLastDetail() {
      Touchpoint touch =
          new Touchpoint(
              new EventId("click-\u00e9-\ud83d\ude00"),
              new UserKey("user 1"),
              Instant.parse("2026-01-24T12:34:56.123456Z"),
              Long.MAX_VALUE,
              TouchKind.COUPON,
              PUB_456,
              new OfferId("off|789"),
              "e-mail",
              Set.of("bot", "test.1"),
              Map.of("ip_hash", "sha256:ab", "user_agent", "Mozilla/5.0 \"x\"\n", "geo", "DE"));
      Conversion sale =
          new Conversion(
              new EventId("conv-1"),
              new OrderId("order-1"),
              new UserKey("user 1"),
              Instant.parse("9999-12-31T23:59:59.999999Z"),
              new Money(new CurrencyUnit("USD", 4), 9_223_372_036_854L),
              new OfferId("off-789"),
              "trial");
      recordTouchpoints(touch);
      recordConversions(sale);
      assertThat(touchpointsOf(JANUARY, FEBRUARY, "user 1")).containsExactly(touch);
      assertThat(reopened().<Object>reading(view -> view.conversion(sale.eventId()).orElseThrow()))
          .isEqualTo(sale);
    }

    @Test
    void areTakenOnceAndNeverOverwritten() {
      Touchpoint first = click("click-1", "u", day(1), "pub-456");
      Touchpoint other = click("click-1", "u", day(1), "pub-999");
      assertThat(recordTouchpoints(first, first, other))
          .containsExactly(RecordOutcome.RECORDED, RecordOutcome.DUPLICATE, RecordOutcome.CONFLICT);
      assertThat(recordTouchpoints(other, first))
          .containsExactly(RecordOutcome.CONFLICT, RecordOutcome.DUPLICATE);
      assertThat(touchpointsOf(JANUARY, FEBRUARY, "u")).containsExactly(first);

      Conversion sale = conversion("conv-1", "u", day(2), usd(5_000));
      Conversion dearer = conversion("conv-1", "u", day(2), usd(5_001));
      assertThat(recordConversions(sale, dearer, sale))
          .containsExactly(RecordOutcome.RECORDED, RecordOutcome.CONFLICT, RecordOutcome.DUPLICATE);
      assertThat(reopened().<Object>reading(view -> view.conversion(sale.eventId()).orElseThrow()))
          .isEqualTo(sale);
    }

    @Test
    void mayBeNone() {
      assertThat(recordTouchpoints()).isEmpty();
      assertThat(recordConversions()).isEmpty();
      assertThat(recordReversals()).isEmpty();
      assertThat(addCredits()).isEmpty();
    }

    @Test
    void differInEveryDetailThatCounts() {
      Touchpoint touch = click("click-1", "u", day(1), "pub-456");
      recordTouchpoints(touch);
      assertThat(
              recordTouchpoints(
                  touch.withEvidence(Map.of("ip_hash", "sha256:ab")),
                  click("click-1", "other", day(1), "pub-456"),
                  click("click-1", "u", day(1).plusNanos(1_000), "pub-456")))
          .containsOnly(RecordOutcome.CONFLICT);
    }

    @Test
    void ofAUserComeInPathOrderWithinBothEnds() {
      Touchpoint early = click("z", "u", day(1), "pub-456");
      Touchpoint sameTimeA = click("a", "u", day(2), "pub-456");
      Touchpoint sameTimeB = click("b", "u", day(2), "pub-456");
      Touchpoint sequenced =
          new Touchpoint(
              new EventId("0"),
              new UserKey("u"),
              day(2),
              1,
              TouchKind.VIEW,
              PUB_456,
              new OfferId("o"),
              "",
              Set.of(),
              Map.of());
      Touchpoint late = click("c", "u", day(3), "pub-456");
      Touchpoint others = click("d", "v", day(2), "pub-456");
      recordTouchpoints(late, sequenced, sameTimeB, others, sameTimeA, early);
      assertThat(touchpointsOf(day(1), day(3), "u"))
          .containsExactly(early, sameTimeA, sameTimeB, sequenced, late);
      assertThat(touchpointsOf(day(1).plusNanos(1_000), day(3).minusNanos(1_000), "u"))
          .containsExactly(sameTimeA, sameTimeB, sequenced);
      assertThat(touchpointsOf(day(2), day(2), "u", "v", "nobody"))
          .containsExactlyInAnyOrder(sameTimeA, sameTimeB, sequenced, others)
          .containsSubsequence(sameTimeA, sameTimeB, sequenced);
      assertThat(touchpointsOf(JANUARY, FEBRUARY)).isEmpty();
    }

    @Test
    void tellWhoHasTouchpointsInTheOrderOfCodePoints() {
      recordTouchpoints(
          click("1", "u", day(1), "pub-b"),
          click("2", "u", day(1), "pub-\ud83d\ude00"),
          click("3", "u", day(1), "pub-\uff5e"),
          click("4", "u", day(1), "pub-B"),
          click("5", "v", day(1), "pub-b"));
      assertThat(reopened().<List<PublisherId>>reading(view -> view.publishers()))
          .extracting(PublisherId::value)
          .containsExactly("pub-B", "pub-b", "pub-\uff5e", "pub-\ud83d\ude00");
    }
  }

  @Nested
  class Reversals {
    private final Conversion sale = conversion("conv-1", "u", day(1), usd(5_000));

    @Test
    void needTheirConversionAndItsCurrency() {
      assertThat(recordReversals(refund("r-1", sale, usd(1), day(2))))
          .containsExactly(RecordOutcome.UNKNOWN_CONVERSION);
      recordConversions(sale);
      assertThat(
              recordReversals(
                  refund("r-2", sale, Money.ofMinor("EUR", 1), day(2)),
                  refund("r-3", sale, new Money(new CurrencyUnit("USD", 3), 1), day(2)),
                  refund("r-1", sale, usd(1), day(2))))
          .containsExactly(
              RecordOutcome.OTHER_CURRENCY, RecordOutcome.OTHER_CURRENCY, RecordOutcome.RECORDED);
    }

    @Test
    void neverExceedTheGross() {
      recordConversions(sale);
      assertThat(
              recordReversals(
                  refund("r-1", sale, usd(3_000), day(2)),
                  refund("r-2", sale, usd(2_001), day(3)),
                  refund("r-3", sale, usd(2_000), day(3)),
                  refund("r-4", sale, usd(1), day(4)),
                  refund("r-1", sale, usd(3_000), day(2)),
                  refund("r-1", sale, usd(2_999), day(2))))
          .containsExactly(
              RecordOutcome.RECORDED,
              RecordOutcome.EXCEEDS_GROSS,
              RecordOutcome.RECORDED,
              RecordOutcome.EXCEEDS_GROSS,
              RecordOutcome.DUPLICATE,
              RecordOutcome.CONFLICT);
    }

    @Test
    void mayHaveTheIdOfAConversion() {
      Touchpoint touch = click("click-1", "u", day(1), "pub-456");
      Reversal sameId = refund("conv-1", sale, usd(5_000), day(2));
      write(unit -> unit.recordPolicy(LINEAR, RECORDED_AT));
      recordTouchpoints(touch);
      recordConversions(sale);
      assertThat(recordReversals(sameId)).containsExactly(RecordOutcome.RECORDED);
      CreditSet credits = linear(sale, touch);
      CreditSet back = AttributionKernel.reverse(sameId, credits, LINEAR, usd(0));
      assertThat(addCredits(credits, back)).containsExactly(credits, back);
      assertThat(reopened().<List<CreditSet>>reading(view -> view.credits(sale.eventId())))
          .containsExactly(credits, back);
    }

    @Test
    void ofOneConversionThatRaceDoNotExceedItTogether() {
      for (int round = 0; round < ROUNDS; round++) {
        Conversion raced = conversion("raced-" + round, "u", day(1), usd(100));
        recordConversions(raced);
        Reversal one = refund("one-" + round, raced, usd(60), day(2));
        Reversal other = refund("other-" + round, raced, usd(60), day(2));
        AttributionStore second = reopened();
        assertThat(
                race(
                    () -> recordReversals(one).get(0),
                    () ->
                        second.<RecordOutcome>atomically(
                            unit -> unit.recordReversals(List.of(other), RECORDED_AT).get(0))))
            .containsExactlyInAnyOrder(RecordOutcome.RECORDED, RecordOutcome.EXCEEDS_GROSS);
      }
    }
  }

  @Nested
  class Policies {
    @Test
    void areReadBackByTheStartOfTheirValidity() {
      PolicyVersion later =
          new PolicyVersion(
              FEBRUARY,
              MARCH,
              Map.of(TouchKind.CLICK, Duration.ofDays(7), TouchKind.VIEW, Duration.ZERO),
              OfferMatch.SAME,
              CreditModel.LAST_TOUCH,
              Rate.parse("0.019%"));
      assertThat(publish(later)).isEqualTo(RecordOutcome.RECORDED);
      assertThat(publish(LINEAR)).isEqualTo(RecordOutcome.RECORDED);
      assertThat(publish(later)).isEqualTo(RecordOutcome.DUPLICATE);
      assertThat(reopened().<List<PolicyVersion>>reading(view -> view.policies()))
          .containsExactly(LINEAR, later);
    }

    private RecordOutcome publish(PolicyVersion policy) {
      return write(unit -> unit.recordPolicy(policy, RECORDED_AT));
    }

    @Test
    void thatOverlapAreRefused() {
      publish(LINEAR);
      assertThatThrownBy(() -> publish(LAST_TOUCH))
          .isInstanceOfSatisfying(
              FactoryException.class,
              e -> assertThat(e.code()).isEqualTo("attribution.policy-overlap"));
      assertThat(reopened().<List<PolicyVersion>>reading(view -> view.policies()))
          .containsExactly(LINEAR);
    }
  }
}
