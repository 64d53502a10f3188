package dev.factory.attribution;

import static dev.factory.attribution.PayoutWorld.OF_JANUARY;
import static dev.factory.attribution.PayoutWorld.SCRIPTED;
import static dev.factory.attribution.PayoutWorld.USD;
import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.MARCH;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.refund;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.ledger.Account.Part;
import dev.factory.attribution.payout.FxRate;
import dev.factory.attribution.payout.NotPaid;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.PayoutTerms;
import dev.factory.attribution.payout.RiskHold;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailLimit;
import dev.factory.attribution.testkit.ScriptedRail;
import dev.factory.attribution.testkit.ScriptedRail.Fault;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import dev.factory.core.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayoutsTest {
  private static final Period OF_FEBRUARY = new Period(FEBRUARY, MARCH);
  private static final PublisherId PUB_456 = new PublisherId("pub-456");
  private static final CurrencyUnit EUR = CurrencyUnit.of("EUR");

  private final PayoutWorld world = new PayoutWorld();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final ScriptedRail rail =
      new ScriptedRail(world.time, () -> faults.isEmpty() ? Fault.NONE : faults.remove());
  private final List<String> mails = new ArrayList<>();
  private Payouts payouts =
      world.settings().rail(rail).mailer((payout, key) -> mails.add(key)).open();

  private PayoutReport pay() {
    return payouts.run(OF_JANUARY, SCRIPTED);
  }

  private PayoutReport payFebruary() {
    world.time.set(MARCH.plusSeconds(1));
    return payouts.run(OF_FEBRUARY, SCRIPTED);
  }

  private Money balance(Account account) {
    return balance(account, USD).floorToMinor();
  }

  private MicroMoney balance(Account account, CurrencyUnit currency) {
    return world.store.reading(view -> view.balance(account, currency));
  }

  private Money part(Part part) {
    return balance(Account.of(PUB_456, part));
  }

  /** 43 sales of $50.00 (operations guide, Publisher Revenue Report). */
  private void monthOfTheGuide() {
    for (int sale = 0; sale < 43; sale++) {
      world.sale(PUB_456, usd(5_000), day(10));
    }
  }

  @Test
  void theMonthOfTheGuidePays1505AndLeaves645() {
    monthOfTheGuide();
    PayoutReport report = pay();
    assertThat(report.payouts()).hasSize(1);
    Payout payout = report.payouts().get(0);
    assertThat(payout.amount().display()).isEqualTo("$1,505.00");
    assertThat(payout.state()).isEqualTo(PayoutState.PAID);
    assertThat(rail.transfers()).hasSize(1);
    assertThat(balance(Account.CLEARING).display()).isEqualTo("-$2,150.00");
    assertThat(balance(Account.PLATFORM_FEE).display()).isEqualTo("$645.00");
    assertThat(part(Part.PAID).display()).isEqualTo("$1,505.00");
    assertThat(mails).containsExactly("payout-confirmation:" + payout.id());
    assertThat(world.types())
        .endsWith(
            "CommissionAccrued",
            "CommissionReleased",
            "PayoutReserved",
            "PayoutSubmitted",
            "PayoutSettled");
  }

  @Test
  void receiptsAreWrittenAfterTheMoneyIsReservedAndBeforeItIsSent() {
    world.sale(PUB_456, usd(5_000), day(10));
    List<String> seen = new ArrayList<>();
    world
        .settings()
        .rail(rail)
        .receipts(() -> seen.addAll(world.types()))
        .open()
        .run(OF_JANUARY, SCRIPTED);
    assertThat(seen).contains("PayoutReserved").doesNotContain("PayoutSubmitted");
  }

  @Test
  void lessThanTheMinimumWaitsForMore() {
    payouts =
        world.settings().rail(rail).terms(new PayoutTerms(List.of(usd(5_000)), Map.of())).open();
    world.sale(PUB_456, usd(5_000), day(10));
    PayoutReport january = pay();
    assertThat(january.payouts()).isEmpty();
    assertThat(january.notPaid())
        .containsExactly(new NotPaid(PUB_456, usd(3_500), NotPaid.Reason.BELOW_MINIMUM));
    assertThat(part(Part.DUE)).isEqualTo(usd(3_500));

    world.sale(PUB_456, usd(5_000), FEBRUARY);
    PayoutReport february = payFebruary();
    assertThat(february.payouts()).extracting(Payout::amount).containsExactly(usd(7_000));
    assertThat(february.payouts().get(0).lines()).hasSize(2);
  }

  @Test
  void whatARiskHoldKeepsBackIsPaidWhenItIsOver() {
    PayoutTerms terms =
        new PayoutTerms(
            List.of(), Map.of("new", new RiskHold(Rate.parse("1/3"), Duration.ofDays(20))));
    payouts =
        Payouts.with(
                world.attribution,
                world.store,
                who -> Optional.of(new Payee(who, SCRIPTED, "acct", USD, Rate.of(0, 1), "new")),
                world.time)
            .rail(rail)
            .terms(terms)
            .open();
    world.sale(PUB_456, usd(10_000), day(10));
    assertThat(pay().payouts()).extracting(Payout::amount).containsExactly(usd(4_667));
    assertThat(part(Part.HELD)).isEqualTo(usd(2_333));

    PayoutReport later = payFebruary();
    assertThat(later.payouts()).extracting(Payout::amount).containsExactly(usd(2_333));
    assertThat(part(Part.HELD)).isEqualTo(usd(0));
    assertThat(part(Part.PAID)).isEqualTo(usd(7_000));
  }

  @Test
  void taxIsWithheldAndTheRestExchangedAtARateThatIsKept() {
    FxRate rate =
        new FxRate(
            USD, EUR, Rate.parse("0.9"), "bank of record", Instant.parse("2026-02-01T00:00:00Z"));
    payouts =
        Payouts.with(
                world.attribution,
                world.store,
                who -> Optional.of(new Payee(who, SCRIPTED, "acct", EUR, Rate.parse("24%"), "")),
                world.time)
            .rail(rail)
            .rates((from, to) -> Optional.of(rate))
            .open();
    world.sale(PUB_456, usd(10_000), day(10));
    Payout payout = pay().payouts().get(0);
    assertThat(payout.claimed()).isEqualTo(usd(7_000));
    assertThat(payout.withheld()).isEqualTo(usd(1_680));
    assertThat(payout.amount()).isEqualTo(Money.ofMinor(EUR, 4_788));
    assertThat(payout.fx()).contains(rate);
    assertThat(balance(Account.WITHHELD)).isEqualTo(usd(1_680));
    assertThat(balance(Account.FX)).isEqualTo(usd(5_320));
    assertThat(balance(Account.FX, EUR).floorToMinor()).isEqualTo(Money.ofMinor(EUR, -4_788));
    world.store.<Boolean>reading(
        view -> {
          PayoutWorld.assertBalanced(view);
          return true;
        });
  }

  @Test
  void aRefundAfterThePaymentIsAClawbackThatLaterSalesEarnBack() {
    Conversion sale = world.sale(PUB_456, usd(10_000), day(10));
    pay();
    world.attribution.recordReversals(List.of(refund("r-1", sale, usd(10_000), FEBRUARY)));
    world.sale(PUB_456, usd(3_000), FEBRUARY);
    PayoutReport february = payFebruary();
    assertThat(february.payouts()).isEmpty();
    assertThat(part(Part.CLAWBACK)).isEqualTo(usd(-4_900));
    assertThat(world.types()).contains("ClawbackPosted");

    world.time.set(Instant.parse("2026-04-02T00:00:00Z"));
    world.sale(PUB_456, usd(10_000), MARCH);
    Period march = new Period(MARCH, Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(payouts.run(march, SCRIPTED).payouts())
        .extracting(Payout::amount)
        .containsExactly(usd(2_100));
    assertThat(part(Part.CLAWBACK)).isEqualTo(usd(0));
  }

  @Test
  void whatIsDueIsKeptForADebtUntilThatIsEarnedBack() {
    PayoutTerms terms = new PayoutTerms(List.of(usd(5_000)), Map.of());
    payouts = world.settings().rail(rail).terms(terms).open();
    Conversion sale = world.sale(PUB_456, usd(5_000), day(10));
    pay();
    world.attribution.recordReversals(List.of(refund("r-1", sale, usd(5_000), FEBRUARY)));
    payouts = world.settings().rail(rail).open();
    PayoutReport february = payFebruary();
    assertThat(february.payouts()).isEmpty();
    assertThat(february.notPaid())
        .containsExactly(new NotPaid(PUB_456, usd(3_500), NotPaid.Reason.OWES));
    world.sale(PUB_456, usd(5_000), MARCH);
    world.time.set(Instant.parse("2026-04-02T00:00:00Z"));
    Period march = new Period(MARCH, Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(payouts.run(march, SCRIPTED).payouts())
        .extracting(Payout::amount)
        .containsExactly(usd(3_500));
  }

  @Test
  void aPlanShowsWhatARunWouldPayAndLeavesNothing() {
    monthOfTheGuide();
    PayoutReport plan = payouts.plan(OF_JANUARY, SCRIPTED);
    assertThat(plan.payouts()).extracting(Payout::amount).containsExactly(usd(150_500));
    assertThat(world.attribution.statements(OF_JANUARY)).isEmpty();
    assertThat(world.events).isEmpty();
    assertThat(payouts.<Integer>reading(PayoutView::takenIn)).isZero();
    assertThat(rail.transfers()).isEmpty();
    PayoutReport run = pay();
    assertThat(run.payouts())
        .extracting(Payout::id, Payout::amount)
        .containsExactly(tuple(plan.payouts().get(0).id(), usd(150_500)));
    assertThat(payouts.plan(OF_JANUARY, SCRIPTED).payouts()).isEqualTo(run.payouts());
  }

  @Test
  void whoHasNoPayeeOrAnotherMethodIsSaidAndNotPaid() {
    world.sale(PUB_456, usd(10_000), day(10));
    world.sale(new PublisherId("pub-9"), usd(10_000), day(10));
    payouts =
        Payouts.with(
                world.attribution,
                world.store,
                who ->
                    who.equals(PUB_456)
                        ? Optional.of(Payee.of(who, new PayoutMethod("bank"), "iban", USD))
                        : Optional.empty(),
                world.time)
            .rail(rail)
            .open();
    assertThat(pay().notPaid())
        .extracting(NotPaid::reason)
        .containsExactly(NotPaid.Reason.OTHER_METHOD, NotPaid.Reason.NO_PAYEE);
  }

  @Test
  void aDraftThatIsNotApprovedWaits() {
    payouts = world.settings().rail(rail).approval(payout -> false).open();
    world.sale(PUB_456, usd(10_000), day(10));
    Payout draft = pay().payouts().get(0);
    assertThat(draft.state()).isEqualTo(PayoutState.DRAFT);
    assertThat(payouts.decisions().approve(draft.id()).state()).isEqualTo(PayoutState.RESERVED);
    assertThat(pay().payouts().get(0).state()).isEqualTo(PayoutState.PAID);
  }

  @Test
  void afterARateLimitNoFurtherRequestIsMade() {
    world.withSales(3);
    faults.add(Fault.RATE_LIMITED);
    PayoutReport first = pay();
    assertThat(first.stopped()).isEqualTo("http-429");
    assertThat(first.submitted()).isEqualTo(1);
    assertThat(first.in(PayoutState.RESERVED)).hasSize(3);
    assertThat(pay().isComplete()).isTrue();
    assertThat(rail.transfers()).hasSize(3);
  }

  @Test
  void anAbsenceIsNotBelievedBeforeItIsProven() {
    world.sale(PUB_456, usd(10_000), day(10));
    faults.add(Fault.LATE);
    assertThat(pay().inDoubt()).hasSize(1);
    world.time.advance(Duration.ofMinutes(5));
    assertThat(pay().inDoubt()).hasSize(1);
    world.time.advance(Duration.ofMinutes(5));
    assertThat(pay().isComplete()).isTrue();
    assertThat(rail.transfers()).hasSize(1);
  }

  @Test
  void aRequestThatWasNeverMadeIsMadeAgainUnderAnotherKeyOnceThatIsProven() {
    world.sale(PUB_456, usd(10_000), day(10));
    faults.add(Fault.REQUEST_LOST);
    PayoutId id = pay().payouts().get(0).id();
    world.time.advance(Duration.ofMinutes(10));
    Payout payout = pay().payouts().get(0);
    assertThat(payout.state()).isEqualTo(PayoutState.PAID);
    assertThat(payout.status().attempt()).isEqualTo(2);
    assertThat(payout.key()).isEqualTo(id.key(2)).isNotEqualTo(id.key(1));
    assertThat(world.types())
        .containsSubsequence(
            "PayoutSubmitted",
            "PayoutInDoubt",
            "PayoutNotCreated",
            "PayoutReserved",
            "PayoutSubmitted",
            "PayoutSettled");
  }

  @Test
  void aRefusedPayoutIsCancelledAndItsMoneyIsDueInTheNextRun() {
    world.sale(PUB_456, usd(10_000), day(10));
    faults.add(Fault.REFUSED);
    Payout refused = pay().payouts().get(0);
    assertThat(refused.state()).isEqualTo(PayoutState.REJECTED);
    assertThat(pay().submitted()).isZero();
    assertThat(payouts.decisions().cancel(refused.id(), "closed").state())
        .isEqualTo(PayoutState.CANCELLED);
    assertThat(payouts.decisions().cancel(refused.id(), "closed").state())
        .isEqualTo(PayoutState.CANCELLED);
    assertThat(part(Part.DUE)).isEqualTo(usd(7_000));
    assertThat(pay().notPaid())
        .containsExactly(new NotPaid(PUB_456, usd(7_000), NotPaid.Reason.NEXT_RUN));
    assertThat(payFebruary().payouts()).extracting(Payout::amount).containsExactly(usd(7_000));
  }

  @Test
  void whatIsPaidCannotBeCancelledOrSentAgain() {
    world.sale(PUB_456, usd(10_000), day(10));
    Payout paid = pay().payouts().get(0);
    for (Runnable wrong :
        List.<Runnable>of(
            () -> payouts.decisions().cancel(paid.id(), "no"),
            () -> payouts.decisions().retry(paid.id()),
            () -> payouts.decisions().resolve(paid.id(), null))) {
      assertThatThrownBy(wrong::run)
          .isInstanceOfSatisfying(
              FactoryException.class,
              e -> assertThat(e.code()).isEqualTo("attribution.payout-not-open"));
    }
  }

  @Test
  void whatComesBackIsDueAgainAndASecondTransferIsAnAlarm() {
    world.sale(PUB_456, usd(10_000), day(10));
    Payout paid = pay().payouts().get(0);
    RailFinding.Found again =
        new RailFinding.Found("tr_other", paid.amount(), RailFinding.Stage.PAID);
    assertThat(payouts.decisions().told(paid.id(), again)).isEqualTo(paid);
    assertThat(world.types()).endsWith("PayoutContradicted");
    RailFinding.Found back =
        new RailFinding.Found(
            paid.status().railReference(), paid.amount(), RailFinding.Stage.RETURNED);
    assertThat(payouts.decisions().told(paid.id(), back).state()).isEqualTo(PayoutState.RETURNED);
    assertThat(payouts.decisions().told(paid.id(), back).state()).isEqualTo(PayoutState.RETURNED);
    assertThat(part(Part.DUE)).isEqualTo(usd(7_000));
    assertThat(part(Part.PAID)).isEqualTo(usd(0));
  }

  @Test
  void anOperatorSettlesADoubt() {
    world.sale(PUB_456, usd(10_000), day(10));
    faults.add(Fault.OTHER_AMOUNT);
    Payout doubt = pay().inDoubt().get(0);
    assertThat(doubt.status().reason()).isEqualTo("amount-differs");
    RailFinding.Found seen = new RailFinding.Found("tr_1", doubt.amount(), RailFinding.Stage.PAID);
    assertThat(payouts.decisions().resolve(doubt.id(), seen).state()).isEqualTo(PayoutState.PAID);
    assertThat(payouts.in(PayoutState.IN_DOUBT, null)).isEmpty();
  }

  @Test
  void whatIsCalculatedIsReservedAndNotSentBeforeItIsSubmitted() {
    world.sale(PUB_456, usd(10_000), day(10));
    assertThatThrownBy(() -> payouts.submit(OF_JANUARY, SCRIPTED))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("attribution.unknown-run"));
    PayoutReport calculated = payouts.calculate(OF_JANUARY, SCRIPTED);
    assertThat(calculated.payouts())
        .extracting(Payout::state)
        .containsExactly(PayoutState.RESERVED);
    assertThat(calculated.submitted()).isZero();
    assertThat(payouts.calculate(OF_JANUARY, SCRIPTED)).isEqualTo(calculated);
    assertThat(payouts.submit(OF_JANUARY, SCRIPTED).payouts())
        .extracting(Payout::state)
        .containsExactly(PayoutState.PAID);
  }

  private Payouts limited(RailLimit limit, PayoutSettings settings) {
    return settings.rail(new LimitedRail(rail, Map.of(USD, limit))).open();
  }

  @Test
  void aRailThatPaysInStepsPaysWholeOnesAndTheRestIsDueInTheNextRun() {
    payouts = limited(new RailLimit(0, 100), world.settings());
    world.sale(PUB_456, usd(5_050), day(10));
    PayoutReport january = pay();
    assertThat(january.payouts()).extracting(Payout::amount).containsExactly(usd(3_500));
    assertThat(january.notPaid())
        .containsExactly(new NotPaid(PUB_456, usd(35), NotPaid.Reason.BELOW_RAIL_MINIMUM));
    assertThat(part(Part.DUE)).isEqualTo(usd(35));
    assertThat(part(Part.PAID)).isEqualTo(usd(3_500));
    world.sale(PUB_456, usd(1_000), FEBRUARY.plusSeconds(60));
    assertThat(payFebruary().payouts()).extracting(Payout::amount).containsExactly(usd(700));
    assertThat(part(Part.DUE)).isEqualTo(usd(35));
  }

  @Test
  void whatIsPaidInStepsAndComesBackIsDueAsAWhole() {
    payouts = limited(new RailLimit(0, 100), world.settings());
    world.sale(PUB_456, usd(5_050), day(10));
    Payout paid = pay().payouts().get(0);
    RailFinding.Found back =
        new RailFinding.Found(
            paid.status().railReference(), paid.amount(), RailFinding.Stage.RETURNED);
    payouts.decisions().told(paid.id(), back);
    assertThat(part(Part.DUE)).isEqualTo(usd(3_535));
    world.sale(PUB_456, usd(1_000), FEBRUARY.plusSeconds(60));
    assertThat(payFebruary().payouts()).extracting(Payout::amount).containsExactly(usd(4_200));
    assertThat(part(Part.DUE)).isEqualTo(usd(35));
  }

  @Test
  void lessThanTheRailPaysWaitsAndSaysWhy() {
    payouts = limited(new RailLimit(3_501, 1), world.settings());
    world.sale(PUB_456, usd(5_000), day(10));
    PayoutReport report = pay();
    assertThat(report.payouts()).isEmpty();
    assertThat(report.notPaid())
        .containsExactly(new NotPaid(PUB_456, usd(3_500), NotPaid.Reason.BELOW_RAIL_MINIMUM));
    assertThat(part(Part.DUE)).isEqualTo(usd(3_500));
  }

  @Test
  void oneMailThatCannotBeSentKeepsNobodyElseFromBeingTold() {
    world.withSales(3);
    payouts =
        world
            .settings()
            .rail(rail)
            .mailer(
                (payout, key) -> {
                  if (payout.publisherId().equals(PayoutWorld.publisher(2)) && mails.size() < 9) {
                    throw new IllegalStateException("no such address");
                  }
                  mails.add(key);
                })
            .open();
    PayoutReport first = pay();
    assertThat(first.confirmed()).isEqualTo(2);
    assertThat(first.unconfirmed())
        .extracting(Payout::publisherId)
        .containsExactly(PayoutWorld.publisher(2));
    assertThat(first.isComplete()).isFalse();
    mails.addAll(List.of("", "", "", "", "", "", ""));
    assertThat(pay().confirmed()).isEqualTo(1);
    assertThat(mails).last().asString().startsWith("payout-confirmation:po_");
  }

  @Test
  void aDebtThatIsGivenUpIsOnTheNextStatementAndInNobodysBalance() {
    Conversion sale = world.sale(PUB_456, usd(10_000), day(10));
    pay();
    world.attribution.recordReversals(
        List.of(refund("r-1", sale, usd(10_000), FEBRUARY.plusSeconds(60))));
    payFebruary();
    assertThat(part(Part.CLAWBACK)).isEqualTo(usd(-7_000));
    WriteOffs writeOffs = WriteOffs.over(world.attribution, world.time);
    Adjustment given = writeOffs.giveUp(PUB_456, USD).orElseThrow();
    assertThat(given.commission().floorToMinor()).isEqualTo(usd(7_000));
    assertThat(writeOffs.giveUp(PUB_456, USD)).contains(given);
    Period march = new Period(MARCH, MARCH.plus(Duration.ofDays(31)));
    world.time.set(march.end());
    assertThat(payouts.run(march, SCRIPTED).payouts()).isEmpty();
    assertThat(part(Part.CLAWBACK)).isEqualTo(usd(0));
    assertThat(balance(Account.WRITTEN_OFF)).isEqualTo(usd(-7_000));
    assertThat(writeOffs.giveUp(PUB_456, USD)).isEmpty();
    world.store.<Boolean>reading(
        view -> {
          PayoutWorld.assertBalanced(view);
          return true;
        });
  }

  @Test
  void aPeriodThatIsNotOverIsNotPaid() {
    for (Runnable early :
        List.<Runnable>of(
            () -> payouts.run(OF_FEBRUARY, SCRIPTED), () -> payouts.plan(OF_FEBRUARY, SCRIPTED))) {
      assertThatThrownBy(early::run)
          .isInstanceOfSatisfying(
              FactoryException.class,
              e -> assertThat(e.code()).isEqualTo("attribution.period-not-over"));
    }
    assertThat(world.attribution.closeStatements(OF_JANUARY).closedNow()).isTrue();
  }

  @Test
  void aMethodWithoutARailChangesNothing() {
    assertThatThrownBy(() -> payouts.run(OF_JANUARY, new PayoutMethod("cheque")))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("attribution.no-rail"));
    assertThat(payouts.<Integer>reading(PayoutView::takenIn)).isZero();
  }
}
