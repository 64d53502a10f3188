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

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.credit.Explanation;
import dev.factory.attribution.credit.Verdict;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.memory.MemoryAttributionStore;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.attribution.statement.RevenueReport;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.BillingMonth;
import dev.factory.core.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private static final BillingMonth MONTH = BillingMonth.parse("2026-01");
  private static final Period OF_JANUARY = MONTH.period();
  private static final Period OF_FEBRUARY = new Period(FEBRUARY, MARCH);
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final PublisherId PUB_456 = new PublisherId("pub-456");
  private static final PublisherId PUB_999 = new PublisherId("pub-999");

  private final List<Event> journal = new ArrayList<>();
  private final SettableTime time = SettableTime.at(FEBRUARY);
  private final Attribution attribution =
      Attribution.over(new MemoryAttributionStore(journal::addAll), time);

  @BeforeEach
  void publish() {
    attribution.publish(LINEAR);
  }

  private static void assertCode(String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(FactoryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private List<String> eventTypes() {
    return journal.stream().map(Event::type).toList();
  }

  /** The sample of the operations guide: 12,500 clicks, 487 of them before one of 43 sales. */
  private void recordTheGuidesMonth() {
    List<Touchpoint> clicks = new ArrayList<>();
    List<Conversion> sales = new ArrayList<>();
    for (int number = 0; number < 12_500; number++) {
      String user = number < 487 ? "buyer-" + number % 43 : "visitor-" + number;
      clicks.add(click("click-" + number, user, JANUARY.plusSeconds(number * 60L), "pub-456"));
    }
    for (int number = 0; number < 43; number++) {
      sales.add(conversion("conv-" + number, "buyer-" + number, day(25), usd(5_000)));
    }
    attribution.recordTouchpoints(clicks);
    attribution.recordConversions(sales);
  }

  @Nested
  class TheGuidesMonth {
    @Test
    void hasTheGuidesNumbers() {
      recordTheGuidesMonth();
      assertThat(attribution.attribute(OF_JANUARY)).isEqualTo(new AttributionRun(43, 0, 0, 0));
      RevenueReport report = attribution.revenue(PUB_456, MONTH);
      assertThat(report.clicks()).isEqualTo(12_500);
      assertThat(report.attributedClicks()).isEqualTo(487);
      assertThat(report.conversions()).isEqualTo(43);
      assertThat(report.gross().display()).isEqualTo("$2,150.00");
      assertThat(report.platformFee().display()).isEqualTo("$645.00");
      assertThat(report.netPayout().display()).isEqualTo("$1,505.00");
    }

    @Test
    void isPaidInFullByItsStatement() {
      recordTheGuidesMonth();
      SettledPeriod settled = attribution.closeStatements(OF_JANUARY);
      assertThat(settled.statements()).hasSize(1);
      Statement statement = settled.statements().get(0);
      assertThat(statement.lines()).hasSize(43);
      assertThat(statement.payable()).isEqualTo(usd(150_500));
      assertThat(statement.closingCarry()).isEqualTo(MicroMoney.zero(USD));
    }

    @Test
    void computedTwiceChangesNothing() {
      recordTheGuidesMonth();
      attribution.attribute(OF_JANUARY);
      List<Statement> statements = attribution.closeStatements(OF_JANUARY).statements();
      List<Event> events = List.copyOf(journal);
      recordTheGuidesMonth();
      time.set(MARCH);
      AttributionRun again = attribution.attribute(OF_JANUARY);
      assertThat(again.changedNothing()).isTrue();
      SettledPeriod settled = attribution.closeStatements(OF_JANUARY);
      assertThat(settled.closedNow()).isFalse();
      assertThat(settled.statements()).isEqualTo(statements);
      assertThat(journal).isEqualTo(events);
    }

    @Test
    void hasOneReceiptForEachThingThatHappened() {
      recordTheGuidesMonth();
      attribution.closeStatements(OF_JANUARY);
      assertThat(eventTypes().stream().filter("ClickRecorded"::equals)).hasSize(12_500);
      assertThat(eventTypes().stream().filter("ConversionRecorded"::equals)).hasSize(43);
      assertThat(
              journal.stream()
                  .filter(event -> event.type().equals("AttributionComputed"))
                  .filter(event -> event.streams().contains("publisher_id=pub-456")))
          .hasSize(43);
      assertThat(eventTypes().stream().filter("StatementClosed"::equals)).hasSize(1);
      assertThat(journal.stream().map(Event::idempotencyKey)).doesNotHaveDuplicates();
    }
  }

  @Nested
  class Recording {
    @Test
    void saysWhatBecameOfEachItem() {
      Touchpoint touch = click("click-1", "u", day(1), "pub-456");
      Touchpoint other = click("click-1", "u", day(1), "pub-999");
      assertThat(attribution.recordTouchpoints(List.of(touch, touch, other)))
          .containsExactly(RecordOutcome.RECORDED, RecordOutcome.DUPLICATE, RecordOutcome.CONFLICT);
      assertThat(eventTypes())
          .containsExactly("PolicyPublished", "ClickRecorded", "TouchpointRejected");
    }

    @Test
    void tellsTheJournalOnlyOfReversalsThatAreKept() {
      Conversion sale = conversion("conv-1", "u", day(2), usd(100));
      assertThat(attribution.recordReversals(List.of(refund("r-0", sale, usd(1), day(3)))))
          .containsExactly(RecordOutcome.UNKNOWN_CONVERSION);
      attribution.recordConversions(List.of(sale));
      assertThat(
              attribution.recordReversals(
                  List.of(
                      refund("r-1", sale, usd(60), day(3)), refund("r-2", sale, usd(60), day(3)))))
          .containsExactly(RecordOutcome.RECORDED, RecordOutcome.EXCEEDS_GROSS);
      assertThat(eventTypes())
          .containsExactly("PolicyPublished", "ConversionRecorded", "ReversalRecorded");
    }

    @Test
    void ofAPolicyTwiceIsOnce() {
      assertThat(attribution.publish(LINEAR)).isEqualTo(RecordOutcome.DUPLICATE);
      assertThat(attribution.policies().versions()).containsExactly(LINEAR);
      assertThat(eventTypes()).containsExactly("PolicyPublished");
    }
  }

  @Nested
  class Policies {
    private final PolicyVersion february =
        PolicyVersion.forClicks(
            FEBRUARY, CreditModel.LAST_TOUCH, Duration.ofDays(1), Rate.parse("10%"));

    @Test
    void publishedLaterChangeNoEarlierCredit() {
      attribution.recordTouchpoints(List.of(click("t", "u", day(1), "pub-456")));
      attribution.recordConversions(List.of(conversion("c", "u", FEBRUARY, usd(100))));
      attribution.attribute(OF_FEBRUARY);
      attribution.publish(february);
      assertThat(attribution.attribute(OF_FEBRUARY).changedNothing()).isTrue();
      assertThat(attribution.why(new EventId("c")).orElseThrow().policy()).isEqualTo(LINEAR);
    }

    @Test
    void ofTheConversionHoldForItsReversals() {
      Conversion sale = conversion("c", "u", day(2), usd(100));
      attribution.recordTouchpoints(List.of(click("t", "u", day(1), "pub-456")));
      attribution.recordConversions(List.of(sale));
      attribution.attribute(OF_JANUARY);
      attribution.publish(february);
      attribution.recordReversals(List.of(refund("r", sale, usd(100), MARCH)));
      attribution.attribute(new Period(FEBRUARY, MARCH.plusSeconds(1)));
      RevenueReport march = attribution.revenue(PUB_456, BillingMonth.parse("2026-03"));
      assertThat(march.netPayout()).isEqualTo(usd(-70));
    }

    @Test
    void thatAreMissingStopTheRunWithoutHidingWhatIsDone() {
      attribution.recordConversions(
          List.of(conversion("old", "u", Instant.parse("2024-06-01T00:00:00Z"), usd(1))));
      assertCode("attribution.policy-gap", () -> attribution.closeStatements(OF_JANUARY));
      assertThat(attribution.statements(OF_JANUARY)).isEmpty();
    }
  }

  @Nested
  class Statements {
    private final Conversion sale = conversion("conv-1", "u", day(20), usd(4_999));

    @BeforeEach
    void recordASaleSharedByTwo() {
      attribution.recordTouchpoints(
          List.of(
              click("t-1", "u", day(1), "pub-456"),
              click("t-2", "u", day(2), "pub-999"),
              click("t-3", "u", day(3), "pub-456")));
      attribution.recordConversions(List.of(sale));
    }

    private Statement of(SettledPeriod settled, PublisherId publisher) {
      return settled.statements().stream()
          .filter(statement -> statement.publisherId().equals(publisher))
          .findFirst()
          .orElseThrow();
    }

    @Test
    void haveOneLineForAConversionHoweverManyTouches() {
      SettledPeriod january = attribution.closeStatements(OF_JANUARY);
      assertThat(january.statements()).hasSize(2);
      assertThat(of(january, PUB_456).lines())
          .containsExactly(
              new StatementLine(
                  CreditCause.CONVERSION,
                  sale.eventId(),
                  sale.eventId(),
                  sale.at(),
                  MicroMoney.ofMicro(USD, 3_332_666_667L),
                  MicroMoney.ofMicro(USD, 2_332_866_667L)));
    }

    @Test
    void openWithTheCarryOfTheOneBefore() {
      Statement january = of(attribution.closeStatements(OF_JANUARY), PUB_456);
      assertThat(january.payable()).isEqualTo(usd(2_332));
      assertThat(january.closingCarry()).isEqualTo(MicroMoney.ofMicro(USD, 866_667));
      attribution.recordConversions(List.of(conversion("conv-2", "u", FEBRUARY, usd(4_999))));
      Statement february = of(attribution.closeStatements(OF_FEBRUARY), PUB_456);
      assertThat(february.openingCarry()).isEqualTo(january.closingCarry());
      // t-1, t-2 and t-3 count again: the first of January is 30.5 days before, so two do
      assertThat(february.lines()).hasSize(1);
      MicroMoney open = february.openingCarry().plus(february.earned());
      assertThat(MicroMoney.of(february.payable()).plus(february.closingCarry())).isEqualTo(open);
    }

    @Test
    void carryAReversalOnTheOneOfItsOwnInstant() {
      attribution.closeStatements(OF_JANUARY);
      attribution.recordReversals(List.of(refund("r-1", sale, usd(4_999), FEBRUARY)));
      SettledPeriod february = attribution.closeStatements(OF_FEBRUARY);
      Statement statement = of(february, PUB_456);
      assertThat(statement.lines()).hasSize(1);
      assertThat(statement.lines().get(0).cause()).isEqualTo(CreditCause.REFUND);
      assertThat(statement.earned()).isEqualTo(MicroMoney.ofMicro(USD, -2_332_866_667L));
      assertThat(statement.payable()).isEqualTo(usd(0));
      assertThat(statement.closingCarry()).isEqualTo(MicroMoney.ofMicro(USD, -2_332_000_000L));
    }

    @Test
    void takeWhatCameTooLateForItsOwnPeriod() {
      attribution.closeStatements(OF_JANUARY);
      Conversion late = conversion("conv-late", "u", day(21), usd(300));
      attribution.recordConversions(List.of(late));
      attribution.recordReversals(List.of(refund("r-late", sale, usd(10), day(22))));
      assertThat(attribution.closeStatements(OF_JANUARY).closedNow()).isFalse();
      Statement february = of(attribution.closeStatements(OF_FEBRUARY), PUB_456);
      assertThat(february.lines())
          .extracting(line -> line.causeId().value())
          .containsExactly("conv-late", "r-late");
      assertThat(february.lines()).allSatisfy(line -> assertThat(line.at()).isBefore(FEBRUARY));
    }

    @Test
    void areClosedInTheOrderOfTheirPeriods() {
      attribution.closeStatements(OF_JANUARY);
      assertCode(
          "attribution.period-closed",
          () -> attribution.closeStatements(new Period(day(1), day(2))));
      assertCode(
          "attribution.period-closed",
          () -> attribution.closeStatements(new Period(JANUARY, MARCH)));
      assertThat(attribution.closeStatements(OF_FEBRUARY).closedNow()).isTrue();
    }

    @Test
    void areOneForEachCurrency() {
      attribution.recordConversions(
          List.of(conversion("conv-jp", "u", day(21), Money.ofMinor("JPY", 1_000))));
      SettledPeriod january = attribution.closeStatements(OF_JANUARY);
      assertThat(january.statements())
          .extracting(s -> s.publisherId() + " " + s.currency().code())
          .containsExactly("pub-456 JPY", "pub-456 USD", "pub-999 JPY", "pub-999 USD");
      assertThat(attribution.currencies(PUB_999)).containsExactly(CurrencyUnit.of("JPY"), USD);
      assertCode("attribution.currency-unclear", () -> attribution.revenue(PUB_999, MONTH));
      assertThat(attribution.revenue(PUB_999, MONTH, CurrencyUnit.of("JPY")).gross())
          .isEqualTo(Money.ofMinor("JPY", 333));
    }

    @Test
    void ofACrowdedConversionReachEveryPublishersStream() {
      List<Touchpoint> crowd = new ArrayList<>();
      for (int number = 10; number < 30; number++) {
        crowd.add(click("x-" + number, "crowd", day(5), "pub-" + number));
      }
      attribution.recordTouchpoints(crowd);
      attribution.recordConversions(List.of(conversion("big", "crowd", day(6), usd(100))));
      attribution.attribute(OF_JANUARY);
      List<Event> computed =
          journal.stream()
              .filter(event -> event.type().equals("AttributionComputed"))
              .filter(event -> "big".equals(event.data().get("conversion_id")))
              .toList();
      assertThat(computed)
          .extracting(Event::idempotencyKey)
          .containsExactly("attribution:1:big", "attribution:2:big", "attribution:3:big");
      assertThat(computed).extracting(event -> event.streams().size()).containsExactly(8, 8, 4);
      assertThat(computed.stream().flatMap(event -> event.streams().stream()))
          .doesNotHaveDuplicates()
          .hasSize(20);
    }

    @Test
    void areNeverWrittenForNobody() {
      attribution.recordConversions(List.of(conversion("lost", "nobody", day(4), usd(100))));
      AttributionRun run = attribution.attribute(OF_JANUARY);
      assertThat(run.unattributed()).isEqualTo(1);
      assertThat(attribution.closeStatements(OF_JANUARY).statements())
          .extracting(Statement::publisherId)
          .containsExactly(PUB_456, PUB_999);
    }
  }

  @Nested
  class Why {
    private final Conversion sale = conversion("conv-1", "u", day(20), usd(4_999));

    @Test
    void isToldFromWhatIsStored() {
      attribution.recordTouchpoints(List.of(click("t-1", "u", day(1), "pub-456")));
      attribution.recordConversions(List.of(sale));
      attribution.recordReversals(List.of(refund("r-1", sale, usd(999), day(21))));
      attribution.attribute(OF_JANUARY);
      Explanation why = attribution.why(sale.eventId()).orElseThrow();
      assertThat(why.isConfirmed()).isTrue();
      assertThat(why.stored()).hasSize(2);
      assertThat(why.text())
          .contains("pub-456: weight 1 of 1, credit USD 49.99000000")
          .contains("Reversal r-1 (REFUND)");
    }

    @Test
    void namesATouchThatCameTooLate() {
      attribution.recordConversions(List.of(sale));
      attribution.attribute(OF_JANUARY);
      attribution.recordTouchpoints(List.of(click("t-late", "u", day(1), "pub-456")));
      Explanation why = attribution.why(sale.eventId()).orElseThrow();
      assertThat(why.touches().get(0).verdict()).isEqualTo(Verdict.RECORDED_LATER);
      assertThat(why.isConfirmed()).isTrue();
    }

    @Test
    void isUnknownForWhatIsNotRecorded() {
      assertThat(attribution.why(new EventId("nothing"))).isEmpty();
    }

    @Test
    void isNotYetKnownForWhatIsNotAttributed() {
      attribution.recordConversions(List.of(sale));
      assertCode("attribution.not-attributed", () -> attribution.why(sale.eventId()));
    }
  }

  @Test
  void reversalsWaitForTheirConversion() {
    Conversion sale = conversion("conv-1", "u", day(20), usd(4_999));
    attribution.recordConversions(List.of(sale));
    attribution.recordReversals(List.of(refund("r-1", sale, usd(999), FEBRUARY)));
    assertThat(attribution.attribute(OF_FEBRUARY)).isEqualTo(new AttributionRun(0, 0, 0, 1));
    assertThat(attribution.attribute(OF_JANUARY)).isEqualTo(new AttributionRun(1, 1, 0, 0));
    assertThat(attribution.attribute(OF_FEBRUARY)).isEqualTo(new AttributionRun(0, 0, 1, 0));
  }

  @Test
  void manySlicesAreOneRun() {
    List<Conversion> sales = new ArrayList<>();
    for (int number = 0; number < 1_234; number++) {
      sales.add(conversion("c-" + number, "u-" + number % 7, day(1 + number % 28), usd(100)));
    }
    attribution.recordConversions(sales);
    assertThat(attribution.attribute(OF_JANUARY).attributed()).isEqualTo(1_234);
    attribution.recordReversals(
        sales.stream().map(s -> refund("r-" + s.eventId(), s, usd(1), FEBRUARY)).toList());
    assertThat(attribution.attribute(OF_FEBRUARY).reversals()).isEqualTo(1_234);
  }

  @Test
  void aPeriodFinerThanTimesAreKeptIsRefused() {
    Period odd = new Period(JANUARY, FEBRUARY.plusNanos(1));
    assertThatThrownBy(() -> attribution.attribute(odd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole microsecond");
    assertThatThrownBy(
            () -> attribution.closeStatements(new Period(Instant.EPOCH.minusSeconds(1), MARCH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1970");
  }
}
