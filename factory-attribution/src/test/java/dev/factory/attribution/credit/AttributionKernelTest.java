package dev.factory.attribution.credit;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LAST_TOUCH;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.linear;
import static dev.factory.attribution.testkit.Samples.refund;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.core.FactoryException;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AttributionKernelTest {
  private static final Conversion SALE = conversion("conv-1", "u", day(20), usd(4_999));

  private static MicroMoney micro(long micro) {
    return MicroMoney.ofMicro(SALE.gross().currency(), micro);
  }

  @Test
  void theGuidesMonthPaysSeventyPercent() {
    MicroMoney earned = micro(0);
    MicroMoney fees = micro(0);
    for (int sale = 0; sale < 43; sale++) {
      Conversion conversion = conversion("conv-" + sale, "u", day(20), usd(5_000));
      CreditSet set =
          linear(
              conversion,
              click("a", "u", day(1), "pub-456"),
              click("b", "u", day(2), "pub-456"),
              click("c", "u", day(3), "pub-456"));
      earned = earned.plus(set.commission());
      fees = fees.plus(set.fee());
    }
    assertThat(earned).isEqualTo(MicroMoney.of(usd(150_500)));
    assertThat(fees).isEqualTo(MicroMoney.of(usd(64_500)));
  }

  @Test
  void whatIsLeftOverGoesToTheEarliestTouch() {
    CreditSet set =
        linear(
            conversion("conv-1", "u", day(20), usd(100)),
            click("c", "u", day(3), "pub-c"),
            click("b", "u", day(2), "pub-b"),
            click("a", "u", day(1), "pub-a"));
    assertThat(set.credits())
        .extracting(credit -> credit.publisherId().value())
        .containsExactly("pub-a", "pub-b", "pub-c");
    assertThat(set.credits())
        .extracting(credit -> credit.credit().micro())
        .containsExactly(33_333_334L, 33_333_333L, 33_333_333L);
    assertThat(set.credits())
        .extracting(credit -> credit.commission().micro())
        .containsExactly(23_333_334L, 23_333_333L, 23_333_333L);
  }

  @Test
  void theLastTouchGetsAllOfItAndTheOthersAreNamed() {
    CreditSet set =
        AttributionKernel.attribute(
            SALE,
            List.of(click("b", "u", day(2), "pub-b"), click("a", "u", day(1), "pub-a")),
            LAST_TOUCH);
    assertThat(set.credits()).extracting(Credit::weight).containsExactly(0L, 1L);
    assertThat(set.credits().get(0).credit()).isEqualTo(micro(0));
    assertThat(set.credits().get(1).commission()).isEqualTo(micro(3_499_300_000L));
    assertThat(set.publishers()).containsExactly(new PublisherId("pub-b"));
  }

  @Test
  void atOneInstantSequenceAndThenIdDecideWhoIsLast() {
    Touchpoint a = click("a", "u", day(2), "pub-a");
    Touchpoint b = click("b", "u", day(2), "pub-b");
    assertThat(AttributionKernel.attribute(SALE, List.of(b, a), LAST_TOUCH).publishers())
        .containsExactly(new PublisherId("pub-b"));
    Touchpoint first =
        new Touchpoint(
            b.eventId(),
            b.userKey(),
            b.at(),
            0,
            b.kind(),
            b.publisherId(),
            b.offerId(),
            "",
            b.flags(),
            b.evidence());
    Touchpoint second =
        new Touchpoint(
            a.eventId(),
            a.userKey(),
            a.at(),
            1,
            a.kind(),
            a.publisherId(),
            a.offerId(),
            "",
            a.flags(),
            a.evidence());
    assertThat(AttributionKernel.attribute(SALE, List.of(first, second), LAST_TOUCH).publishers())
        .containsExactly(new PublisherId("pub-a"));
  }

  @Test
  void bothEndsOfTheWindowBelongToIt() {
    Touchpoint first = click("first", "u", day(20).minus(Duration.ofDays(30)), "pub-a");
    Touchpoint before =
        click("before", "u", day(20).minus(Duration.ofDays(30)).minusNanos(1_000), "pub-b");
    Touchpoint last = click("last", "u", day(20), "pub-c");
    Touchpoint after = click("after", "u", day(20).plusNanos(1_000), "pub-d");
    assertThat(linear(SALE, first, before, last, after).publishers())
        .extracting(PublisherId::value)
        .containsExactly("pub-a", "pub-c");
  }

  @Test
  void withoutAnEligibleTouchTheCreditIsNobodys() {
    CreditSet set = linear(SALE, click("a", "someone else", day(19), "pub-a"));
    assertThat(set.isUnattributed()).isTrue();
    assertThat(set.credits())
        .containsExactly(
            new Credit(
                null, PublisherId.UNATTRIBUTED, 1, micro(4_999_000_000L), micro(3_499_300_000L)));
    assertThat(set.publishers()).isEmpty();
  }

  @Test
  void eachConversionTakesThePolicyOfItsOwnInstant() {
    PolicyVersion february =
        PolicyVersion.forClicks(
            FEBRUARY, CreditModel.LAST_TOUCH, Duration.ofDays(60), Rate.parse("50%"));
    PolicyBook book = PolicyBook.of(LINEAR, february);
    List<CreditSet> sets = new ArrayList<>();
    AttributionKernel.attribute(
        List.of(click("a", "u", day(19), "pub-a"), click("b", "u", day(20), "pub-b")),
        List.of(conversion("conv-2", "u", FEBRUARY, usd(100)), SALE),
        book,
        sets::add);
    assertThat(sets).extracting(CreditSet::policy).containsExactly(LINEAR.hash(), february.hash());
    assertThat(sets.get(0).publishers()).hasSize(2);
    assertThat(sets.get(1).commission()).isEqualTo(micro(50_000_000));
  }

  @Test
  void aTimeWithoutAPolicyIsAnError() {
    PolicyBook book = PolicyBook.of(LINEAR);
    Conversion early = conversion("c", "u", LINEAR.validFrom().minusSeconds(1), usd(1));
    assertThatThrownBy(
            () -> AttributionKernel.attribute(List.of(), List.of(early), book, set -> {}))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("attribution.policy-gap"));
  }

  @Test
  void twoTouchesWithOneIdAreAnError() {
    List<Touchpoint> touches =
        List.of(click("a", "u", day(1), "pub-a"), click("a", "u", day(2), "pub-a"));
    assertThatThrownBy(() -> AttributionKernel.attribute(SALE, touches, LINEAR))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("attribution.conflicting-events"));
  }

  @Nested
  class AReversal {
    private final CreditSet original =
        linear(
            SALE,
            click("a", "u", day(1), "pub-a"),
            click("b", "u", day(2), "pub-b"),
            click("c", "u", day(3), "pub-c"));

    @Test
    void takesBackWhatItsAmountEarned() {
      Reversal refund = refund("r-1", SALE, usd(1_000), FEBRUARY);
      CreditSet set = AttributionKernel.reverse(refund, original, LINEAR, usd(0));
      assertThat(set.cause()).isEqualTo(CreditCause.REFUND);
      assertThat(set.at()).isEqualTo(FEBRUARY);
      assertThat(set.amount()).isEqualTo(usd(-1_000));
      assertThat(set.commission()).isEqualTo(micro(-700_000_000L));
      assertThat(set.fee()).isEqualTo(micro(-300_000_000L));
    }

    @Test
    void ofAnotherConversionIsRefused() {
      Conversion other = conversion("conv-2", "u", day(20), usd(4_999));
      Reversal refund = refund("r-1", other, usd(1), FEBRUARY);
      assertThatThrownBy(() -> AttributionKernel.reverse(refund, original, LINEAR, usd(0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not of conv-1");
    }

    @Test
    void ofMoreThanIsLeftIsRefused() {
      Reversal refund = refund("r-1", SALE, usd(1_000), FEBRUARY);
      assertThat(AttributionKernel.reverse(refund, original, LINEAR, usd(3_999)).amount())
          .isEqualTo(usd(-1_000));
      assertThatThrownBy(() -> AttributionKernel.reverse(refund, original, LINEAR, usd(4_000)))
          .hasMessageContaining("more than is left");
      assertThatThrownBy(() -> AttributionKernel.reverse(refund, original, LINEAR, usd(-1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aCreditSetThatDoesNotAddUpCannotBe() {
    CreditSet set = linear(SALE, click("a", "u", JANUARY, "pub-a"));
    assertThatThrownBy(
            () ->
                new CreditSet(
                    set.cause(),
                    set.causeId(),
                    set.conversionId(),
                    set.at(),
                    set.policy(),
                    usd(4_998),
                    set.reversedBefore(),
                    set.credits()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not add up");
  }
}
