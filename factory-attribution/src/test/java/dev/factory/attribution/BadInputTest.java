package dev.factory.attribution;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.MARCH;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.refund;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.credit.Verdict;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.memory.MemoryAttributionStore;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.Period;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of input that is late, early, repeated, contradictory or too large. */
class BadInputTest {
  private static final Period OF_JANUARY = new Period(JANUARY, FEBRUARY);
  private static final Period OF_FEBRUARY = new Period(FEBRUARY, MARCH);

  private final Attribution attribution =
      Attribution.over(new MemoryAttributionStore(Journal.none()), SettableTime.at(FEBRUARY));
  private final Touchpoint click = click("t-1", "u", day(3), "pub-1");
  private final Conversion sale = conversion("c-1", "u", day(10), usd(10_000));

  @BeforeEach
  void publish() {
    attribution.publish(LINEAR);
  }

  private Statement january() {
    return attribution.closeStatements(OF_JANUARY).statements().get(0);
  }

  @Test
  void anyOrderOfArrivalComesToTheSame() {
    Touchpoint second = click("t-2", "u", day(5), "pub-1");
    attribution.recordConversions(List.of(sale));
    attribution.recordTouchpoints(List.of(second, click));
    attribution.recordTouchpoints(List.of(click, second));
    attribution.attribute(OF_JANUARY);
    assertThat(january().payable()).isEqualTo(usd(7_000));
  }

  @Test
  void aTouchOfTheFutureCountsForNoEarlierConversion() {
    Touchpoint future = click("t-9", "u", MARCH, "pub-9");
    assertThat(attribution.recordTouchpoints(List.of(click, future)))
        .containsExactly(RecordOutcome.RECORDED, RecordOutcome.RECORDED);
    attribution.recordConversions(List.of(sale));
    attribution.attribute(OF_JANUARY);
    assertThat(attribution.why(sale.eventId()).orElseThrow().touches())
        .filteredOn(touch -> touch.touch().equals(future))
        .allMatch(touch -> touch.verdict() == Verdict.AFTER_CONVERSION);
    assertThat(january().payable()).isEqualTo(usd(7_000));
  }

  @Test
  void aConversionOfTheFutureWaitsForItsOwnPeriod() {
    attribution.recordConversions(
        List.of(conversion("c-9", "u", FEBRUARY.plusSeconds(1), usd(100))));
    assertThat(attribution.attribute(OF_JANUARY).attributed()).isZero();
    assertThat(attribution.attribute(OF_FEBRUARY).attributed()).isEqualTo(1);
  }

  @Test
  void aRefundBeforeItsSaleIsNotKeptAndCanBeSentAgain() {
    Reversal early = refund("r-1", sale, usd(100), day(11));
    assertThat(attribution.recordReversals(List.of(early)))
        .containsExactly(RecordOutcome.UNKNOWN_CONVERSION);
    attribution.recordConversions(List.of(sale));
    assertThat(attribution.recordReversals(List.of(early))).containsExactly(RecordOutcome.RECORDED);
  }

  @Test
  void aRefundOfMoreThanIsLeftIsNotKept() {
    attribution.recordConversions(List.of(sale));
    assertThat(
            attribution.recordReversals(
                List.of(
                    refund("r-1", sale, usd(10_001), day(11)),
                    refund("r-2", sale, usd(6_000), day(11)),
                    refund("r-3", sale, usd(4_001), day(12)),
                    refund("r-4", sale, usd(4_000), day(12)))))
        .containsExactly(
            RecordOutcome.EXCEEDS_GROSS,
            RecordOutcome.RECORDED,
            RecordOutcome.EXCEEDS_GROSS,
            RecordOutcome.RECORDED);
  }

  @Test
  void theSameEventAgainIsOneAndOtherContentUnderItsIdIsRefused() {
    attribution.recordConversions(List.of(sale));
    assertThat(
            attribution.recordConversions(
                List.of(sale, conversion("c-1", "u", day(10), usd(9_999)))))
        .containsExactly(RecordOutcome.DUPLICATE, RecordOutcome.CONFLICT);
  }

  @Test
  void aCurrencyThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> CurrencyUnit.of("XQX"))
        .isInstanceOf(FactoryException.class)
        .hasMessageContaining("XQX");
    attribution.recordConversions(List.of(sale));
    Reversal inYen = refund("r-1", sale, Money.ofMinor(CurrencyUnit.of("JPY"), 1), day(11));
    assertThat(attribution.recordReversals(List.of(inYen)))
        .containsExactly(RecordOutcome.OTHER_CURRENCY);
  }

  @Test
  void aTimeWithoutAPolicyStopsTheRun() {
    PolicyBook book = PolicyBook.of(LINEAR);
    assertThatThrownBy(() -> book.inForceAt(LINEAR.validFrom().minusSeconds(1)))
        .isInstanceOf(FactoryException.class)
        .hasMessageContaining("policy");
  }

  @Test
  void theLargestAmountsAreExactAndOneMoreIsRefused() {
    long most = Long.MAX_VALUE / MicroMoney.MICROS_PER_MINOR;
    attribution.recordTouchpoints(List.of(click));
    attribution.recordConversions(List.of(conversion("c-2", "u", day(10), usd(most))));
    attribution.attribute(OF_JANUARY);
    assertThat(january().payable().minor()).isEqualTo(most / 10 * 7 + most % 10 * 7 / 10);
    assertThatThrownBy(() -> conversion("c-3", "u", day(10), usd(most + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most " + most);
  }

  @Test
  void sumsThatDoNotFitStopTheRunAndNothingIsChanged() {
    long most = Long.MAX_VALUE / MicroMoney.MICROS_PER_MINOR;
    attribution.recordTouchpoints(List.of(click));
    attribution.recordConversions(
        List.of(
            conversion("c-2", "u", day(10), usd(most)),
            conversion("c-3", "u", day(11), usd(most))));
    attribution.attribute(OF_JANUARY);
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThatThrownBy(() -> attribution.closeStatements(OF_JANUARY))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining("does not fit")
          .hasMessageContaining("nothing was changed");
    }
  }
}
