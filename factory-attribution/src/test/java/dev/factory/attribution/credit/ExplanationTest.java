package dev.factory.attribution.credit;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.linear;
import static dev.factory.attribution.testkit.Samples.refund;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.Golden;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.OfferMatch;
import dev.factory.attribution.policy.PolicyVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Conversion SALE = conversion("conv-1", "user-7", day(31), usd(4_999));
  private static final Touchpoint OLD =
      click("click-0", "user-7", JANUARY.minus(Duration.ofDays(9)), "pub-123");
  private static final Touchpoint FIRST = click("click-1", "user-7", day(3), "pub-456");
  private static final Touchpoint SECOND = click("click-2", "user-7", day(9), "pub-999");
  private static final Touchpoint THIRD = click("click-3", "user-7", day(12), "pub-456");
  private static final Touchpoint LATE = click("click-4", "user-7", day(13), "pub-123");
  private static final Touchpoint AFTER = click("click-5", "user-7", FEBRUARY, "pub-123");

  private static Touchpoint view() {
    return new Touchpoint(
        new EventId("view-1"),
        SALE.userKey(),
        day(10),
        0,
        TouchKind.VIEW,
        FIRST.publisherId(),
        FIRST.offerId(),
        "",
        FIRST.flags(),
        Map.of("ip_hash", "sha256:secret"));
  }

  private static Explanation explanation() {
    CreditSet credits = linear(SALE, FIRST, SECOND, THIRD);
    CreditSet refund =
        AttributionKernel.reverse(
            refund("refund-1", SALE, usd(1_000), FEBRUARY), credits, LINEAR, usd(0));
    return Explanation.of(
        SALE,
        LINEAR,
        List.of(AFTER, LATE, view(), THIRD, SECOND, FIRST, OLD),
        List.of(credits, refund));
  }

  @Test
  void everyTouchHasItsReason() {
    assertThat(explanation().touches())
        .containsExactly(
            new JudgedTouch(OLD, Verdict.BEFORE_WINDOW),
            new JudgedTouch(FIRST, Verdict.ELIGIBLE),
            new JudgedTouch(SECOND, Verdict.ELIGIBLE),
            new JudgedTouch(view(), Verdict.KIND_NOT_CREDITED),
            new JudgedTouch(THIRD, Verdict.ELIGIBLE),
            new JudgedTouch(LATE, Verdict.RECORDED_LATER),
            new JudgedTouch(AFTER, Verdict.AFTER_CONVERSION));
  }

  @Test
  void aTouchOfAnotherOfferIsNamed() {
    PolicyVersion sameOffer =
        new PolicyVersion(
            LINEAR.validFrom(),
            null,
            LINEAR.windows(),
            OfferMatch.SAME,
            LINEAR.model(),
            LINEAR.publisherShare(),
            LINEAR.filters());
    Touchpoint other =
        Touchpoint.click(
            new EventId("click-9"),
            SALE.userKey(),
            day(5),
            FIRST.publisherId(),
            new OfferId("off-1"));
    CreditSet credits = AttributionKernel.attribute(SALE, List.of(FIRST, other), sameOffer);
    Explanation explanation =
        Explanation.of(SALE, sameOffer, List.of(FIRST, other), List.of(credits));
    assertThat(explanation.touches()).contains(new JudgedTouch(other, Verdict.OTHER_OFFER));
    assertThat(explanation.text())
        .contains("only touches of the offer that was bought count")
        .contains("click-9 of pub-456 for off-1: does not count, another offer (OTHER_OFFER)");
  }

  @Test
  void theTextCanBeFollowedLineByLine() {
    Golden.assertSame("explanation.txt", explanation().text());
  }

  @Test
  void theTextShowsNothingPersonal() {
    assertThat(explanation().text())
        .doesNotContain("user-7")
        .doesNotContain("order-")
        .doesNotContain("secret");
  }

  @Test
  void creditsThatDoNotFollowFromTheEventsAreShoutedOut() {
    CreditSet forged = linear(SALE, click("click-1", "user-7", day(3), "pub-999"));
    Explanation explanation = Explanation.of(SALE, LINEAR, List.of(FIRST), List.of(forged));
    assertThat(explanation.isConfirmed()).isFalse();
    assertThat(explanation.text()).contains("NOT THE SAME");
  }

  @Test
  void aConversionNobodyTouchedIsExplainedToo() {
    Explanation explanation =
        Explanation.of(SALE, LINEAR, List.of(OLD), List.of(linear(SALE, OLD)));
    assertThat(explanation.isConfirmed()).isTrue();
    assertThat(explanation.text())
        .contains("no touch is eligible: nobody is paid")
        .contains("unattributed: weight 1 of 1, credit USD 49.99000000");
  }
}
