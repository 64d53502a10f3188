package dev.factory.attribution.testkit;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
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
import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.identity.IdentityHash;
import dev.factory.attribution.identity.IdentityLink;
import dev.factory.attribution.identity.IdentityVersion;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.ClosedPeriod;
import dev.factory.attribution.spi.PublisherLines;
import dev.factory.attribution.spi.RevenueFigures;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Rate;
import dev.factory.core.time.Period;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AttributionStore} promises. Extend it and say how to make an empty store, how
 * to see what its journal got, and, if the storage is shared, how to open it a second time.
 */
public abstract class AttributionStoreContract extends UnitOfWorkContract {

  @Nested
  class Credits {
    private final Touchpoint first = click("t-1", "u", day(1), "pub-456");
    private final Touchpoint second = click("t-2", "u", day(2), "pub-999");
    private final Conversion sale = conversion("conv-1", "u", day(3), usd(4_999));
    private final CreditSet credits = linear(sale, first, second);

    @BeforeEach
    void recordEvents() {
      write(unit -> unit.recordPolicy(LINEAR, RECORDED_AT));
      recordTouchpoints(first, second);
      recordConversions(sale);
    }

    private List<CreditSet> stored(Conversion conversion) {
      return reopened().reading(view -> view.credits(conversion.eventId()));
    }

    @Test
    void areReadBackAsTheyWereGiven() {
      assertThat(addCredits(credits)).containsExactly(credits);
      assertThat(stored(sale)).containsExactly(credits);
    }

    @Test
    void ofNobodyAreReadBackToo() {
      Conversion orphan = conversion("conv-2", "nobody", day(3), usd(0));
      recordConversions(orphan);
      CreditSet unattributed = linear(orphan);
      addCredits(unattributed);
      assertThat(stored(orphan)).containsExactly(unattributed);
    }

    @Test
    void keepWhichKeysWereTakenForOnePerson() {
      IdentityHash version = IdentityVersion.NONE.with(List.of()).hash();
      IdentityLink link = new IdentityLink(new UserKey("u"), new UserKey("other"));
      IdentityHash joined = IdentityVersion.NONE.with(List.of(link)).hash();
      assertThat(version).isEqualTo(IdentityHash.NONE).isNotEqualTo(joined);
      addCredits(credits.stitchedBy(joined));
      assertThat(stored(sale)).containsExactly(credits.stitchedBy(joined));
    }

    @Test
    void areAddedOnceAndNeverChanged() {
      addCredits(credits);
      assertThat(addCredits(linear(sale, first))).isEmpty();
      assertThat(stored(sale)).containsExactly(credits);
    }

    @Test
    void ofReversalsFollowEachOtherWithoutGapAndOverlap() {
      Reversal one = refund("r-1", sale, usd(1_000), day(4));
      Reversal other = refund("r-2", sale, usd(999), day(5));
      recordReversals(one, other);
      CreditSet ofOne = AttributionKernel.reverse(one, credits, LINEAR, usd(0));
      CreditSet ofOther = AttributionKernel.reverse(other, credits, LINEAR, usd(1_000));
      CreditSet overlapping = AttributionKernel.reverse(other, credits, LINEAR, usd(0));
      assertThat(addCredits(credits, ofOther, ofOne, overlapping, ofOther))
          .containsExactly(credits, ofOne, ofOther);
      assertThat(stored(sale)).containsExactly(credits, ofOne, ofOther);
    }

    @Test
    void stillToBeComputedComeByTimeAndId() {
      Conversion sameTime = conversion("conv-0", "u", day(3), usd(1));
      Conversion earlier = conversion("conv-9", "u", day(2), usd(1));
      Conversion atTheEnd = conversion("conv-5", "u", FEBRUARY, usd(1));
      Conversion atTheStart = conversion("conv-6", "u", JANUARY, usd(1));
      recordConversions(sameTime, earlier, atTheEnd, atTheStart);
      assertThat(pending(null, 10)).containsExactly(atTheStart, earlier, sameTime, sale);
      assertThat(pending(null, 2)).containsExactly(atTheStart, earlier);
      assertThat(pending(earlier, 10)).containsExactly(sameTime, sale);
      assertThat(pending(sameTime, 10)).containsExactly(sale);
      addCredits(credits);
      assertThat(pending(null, 10)).containsExactly(atTheStart, earlier, sameTime);
    }

    private List<Conversion> pending(@Nullable Conversion after, int limit) {
      return reopened().reading(view -> view.unattributed(OF_JANUARY, after, limit));
    }

    @Test
    void ofReversalsWaitForThoseOfTheirConversion() {
      Reversal late = refund("r-1", sale, usd(1), day(5));
      Reversal early = refund("r-2", sale, usd(1), day(4));
      Reversal nextMonth = refund("r-3", sale, usd(1), FEBRUARY);
      recordReversals(late, early, nextMonth);
      assertThat(pendingReversals(null)).isEmpty();
      assertThat(waiting()).isEqualTo(2);
      addCredits(credits);
      assertThat(pendingReversals(null)).containsExactly(early, late);
      assertThat(pendingReversals(early)).containsExactly(late);
      assertThat(waiting()).isZero();
      addCredits(AttributionKernel.reverse(early, credits, LINEAR, usd(0)));
      assertThat(pendingReversals(null)).containsExactly(late);
    }

    private List<Reversal> pendingReversals(@Nullable Reversal after) {
      return reopened().reading(view -> view.unattributedReversals(OF_JANUARY, after, 10));
    }

    private long waiting() {
      return reopened().<Long>reading(view -> view.waitingReversals(OF_JANUARY));
    }

    @Test
    void addUpToTheFiguresOfAPublisher() {
      Reversal back = refund("r-1", sale, usd(999), day(5));
      Touchpoint view =
          new Touchpoint(
              new EventId("t-3"),
              new UserKey("u"),
              day(1),
              0,
              TouchKind.VIEW,
              PUB_456,
              new OfferId("o"),
              "",
              Set.of(),
              Map.of());
      Touchpoint nextMonth = click("t-4", "v", FEBRUARY, "pub-456");
      recordTouchpoints(view, nextMonth, click("t-5", "v", day(9), "pub-456"));
      recordReversals(back);
      addCredits(credits, AttributionKernel.reverse(back, credits, LINEAR, usd(0)));
      assertThat(figures(PUB_456, USD, OF_JANUARY))
          .isEqualTo(
              new RevenueFigures(
                  2,
                  1,
                  1,
                  MicroMoney.ofMicro(USD, 2_000_000_000L),
                  MicroMoney.ofMicro(USD, 1_400_000_000L)));
      assertThat(figures(PUB_456, USD, OF_FEBRUARY)).isEqualTo(nothingBut(1));
      assertThat(figures(PUB_456, CurrencyUnit.of("EUR"), OF_JANUARY).conversions()).isZero();
      assertThat(figures(new PublisherId("pub-0"), USD, OF_JANUARY)).isEqualTo(nothingBut(0));
    }

    private RevenueFigures nothingBut(long clicks) {
      return new RevenueFigures(clicks, 0, 0, MicroMoney.zero(USD), MicroMoney.zero(USD));
    }

    private RevenueFigures figures(PublisherId publisher, CurrencyUnit currency, Period period) {
      return reopened().reading(view -> view.revenue(publisher, currency, period));
    }

    @Test
    void ofWeightZeroCountForNothing() {
      PolicyVersion lastTouch =
          PolicyVersion.forClicks(
              JANUARY, CreditModel.LAST_TOUCH, Duration.ofDays(30), Rate.parse("70%"));
      write(unit -> unit.recordPolicy(lastTouch, RECORDED_AT));
      CreditSet last = AttributionKernel.attribute(sale, List.of(first, second), lastTouch);
      addCredits(last);
      write(unit -> unit.close(new ClosedPeriod(1, OF_JANUARY, RECORDED_AT)));
      assertThat(stored(sale)).containsExactly(last);
      assertThat(figures(PUB_456, USD, OF_JANUARY)).isEqualTo(nothingBut(1));
      assertThat(reopened().<List<CurrencyUnit>>reading(view -> view.currencies(PUB_456)))
          .isEmpty();
      assertThat(lines(1))
          .extracting(PublisherLines::publisherId)
          .containsExactly(new PublisherId("pub-999"));
    }
  }

  @Nested
  class ClosedPeriods {
    private final Touchpoint touch = click("t-1", "u", day(1), "pub-456");
    private final Conversion sale = conversion("conv-1", "u", day(3), usd(5_000));
    private final Conversion nextMonth = conversion("conv-2", "u", FEBRUARY, usd(5_000));

    @BeforeEach
    void addOneSaleOfEachMonth() {
      write(unit -> unit.recordPolicy(LINEAR, RECORDED_AT));
      recordTouchpoints(touch);
      recordConversions(sale, nextMonth);
      addCredits(linear(sale, touch), linear(nextMonth));
    }

    private boolean close(int number, Period period) {
      return write(unit -> unit.close(new ClosedPeriod(number, period, RECORDED_AT)));
    }

    @Test
    void takeWhatIsBeforeTheirEndAndInNoOther() {
      assertThat(close(1, OF_JANUARY)).isTrue();
      PublisherLines lines = lines(1).get(0);
      assertThat(lines.publisherId()).isEqualTo(PUB_456);
      assertThat(lines.lines())
          .extracting(line -> line.causeId().value())
          .containsExactly("conv-1");

      Conversion late = conversion("conv-3", "u", day(4), usd(1));
      recordConversions(late);
      addCredits(linear(late, touch));
      assertThat(lines(1)).containsExactly(lines);
      assertThat(close(2, OF_FEBRUARY)).isTrue();
      assertThat(lines(2).get(0).lines())
          .extracting(line -> line.causeId().value())
          .containsExactly("conv-3");
    }

    @Test
    void giveTheirCreditsByCauseAPageAtATime() {
      Conversion first = conversion("conv-0", "u", day(4), usd(1));
      recordConversions(first);
      addCredits(linear(first, touch));
      close(1, OF_JANUARY);
      close(2, OF_FEBRUARY);
      assertThat(creditSets(1, null, 10))
          .containsExactly(linear(first, touch), linear(sale, touch));
      assertThat(creditSets(1, null, 1)).containsExactly(linear(first, touch));
      assertThat(creditSets(1, linear(first, touch), 10)).containsExactly(linear(sale, touch));
      assertThat(creditSets(2, null, 10)).containsExactly(linear(nextMonth));
    }

    private List<CreditSet> creditSets(int number, @Nullable CreditSet after, int limit) {
      return reopened().reading(view -> view.creditSets(number, after, limit));
    }

    @Test
    void takeAdjustmentsOntoTheNextStatement() {
      close(1, OF_JANUARY);
      Adjustment adjustment =
          new Adjustment(
              new EventId("adj-1"),
              "d-1",
              PUB_456,
              sale.eventId(),
              day(20),
              MicroMoney.ofMicro(USD, -5),
              MicroMoney.ofMicro(USD, 7));
      for (List<Adjustment> added : List.of(List.of(adjustment), List.<Adjustment>of())) {
        assertThat(adding(adjustment)).isEqualTo(added);
      }
      assertThat(lines(1)).hasSize(1);
      close(2, OF_FEBRUARY);
      assertThat(lines(2)).hasSize(1);
      StatementLine line = lines(2).get(0).lines().get(0);
      assertThat(line)
          .isEqualTo(
              new StatementLine(
                  CreditCause.ADJUSTMENT,
                  adjustment.id(),
                  sale.eventId(),
                  day(20),
                  adjustment.credit(),
                  adjustment.commission()));
      assertThat(reopened().<List<Adjustment>>reading(view -> view.adjustments(2)))
          .containsExactly(adjustment);
      assertThat(reopened().<List<Adjustment>>reading(view -> view.adjustments(PUB_456)))
          .containsExactly(adjustment);
      assertThat(reopened().<List<Adjustment>>reading(view -> view.adjustments(1))).isEmpty();
    }

    private List<Adjustment> adding(Adjustment adjustment) {
      return write(unit -> unit.addAdjustments(List.of(adjustment)));
    }

    @Test
    void whatIsTriedIsSeenAndLeavesNothing() {
      int seen =
          store.<Integer>trying(
              unit -> {
                unit.close(new ClosedPeriod(1, OF_JANUARY, RECORDED_AT));
                return unit.closed().size();
              });
      assertThat(seen).isEqualTo(1);
      assertThat(reopened().<List<ClosedPeriod>>reading(view -> view.closed())).isEmpty();
    }

    @Test
    void ofAnyPeriodConversionsComeByTimeAndId() {
      List<Conversion> all =
          reopened().reading(view -> view.conversions(new Period(JANUARY, MARCH), null, 10));
      assertThat(all).containsExactly(sale, nextMonth);
      List<Conversion> rest =
          reopened().reading(view -> view.conversions(new Period(JANUARY, MARCH), sale, 10));
      assertThat(rest).containsExactly(nextMonth);
    }

    @Test
    void areNumberedWithoutGap() {
      assertThat(close(2, OF_JANUARY)).isFalse();
      assertThat(close(1, OF_JANUARY)).isTrue();
      assertThat(close(1, OF_FEBRUARY)).isFalse();
      assertThat(close(2, OF_FEBRUARY)).isTrue();
      assertThat(reopened().<List<ClosedPeriod>>reading(view -> view.closed()))
          .containsExactly(
              new ClosedPeriod(1, OF_JANUARY, RECORDED_AT),
              new ClosedPeriod(2, OF_FEBRUARY, RECORDED_AT));
    }

    @Test
    void haveOneStatementForEachPublisherAndCurrency() {
      close(1, OF_JANUARY);
      List<PublisherLines> lines = lines(1);
      MicroMoney opening = MicroMoney.ofMicro(USD, 999_999);
      Statement statement = Statement.of(PUB_456, OF_JANUARY, opening, lines.get(0).lines());
      Statement euros =
          Statement.of(PUB_456, OF_JANUARY, MicroMoney.zero(CurrencyUnit.of("EUR")), List.of());
      write(
          unit -> {
            unit.addStatement(statement);
            unit.addStatement(euros);
            return 0;
          });
      assertThatThrownBy(
              () ->
                  write(
                      unit -> {
                        unit.addStatement(statement);
                        return 0;
                      }))
          .isInstanceOfSatisfying(
              FactoryException.class,
              e -> assertThat(e.code()).isEqualTo("attribution.statement-exists"));
      assertThat(reopened().<List<Statement>>reading(view -> view.statements(OF_JANUARY)))
          .containsExactly(euros, statement);
      assertThat(reopened().<List<Statement>>reading(view -> view.statements(OF_FEBRUARY)))
          .isEmpty();
    }

    @Test
    void handTheLastCarryOn() {
      Statement january = Statement.of(PUB_456, OF_JANUARY, MicroMoney.ofMicro(USD, 1), List.of());
      Statement february =
          Statement.of(PUB_456, OF_FEBRUARY, MicroMoney.ofMicro(USD, -2), List.of());
      write(
          unit -> {
            unit.addStatement(january);
            unit.addStatement(february);
            return 0;
          });
      assertThat(carry(PUB_456)).isEqualTo(MicroMoney.ofMicro(USD, -2));
      assertThat(carry(new PublisherId("pub-0"))).isEqualTo(MicroMoney.zero(USD));
    }

    private MicroMoney carry(PublisherId publisher) {
      return reopened().reading(view -> view.carry(publisher, USD));
    }
  }

  @Nested
  class AnyHistory {
    @Test
    void hasTheOutcomesOfTheStoreInMemory() {
      for (long seed = 1; seed <= 2; seed++) {
        new RandomHistory(seed).compare(emptyStore());
      }
    }
  }
}
