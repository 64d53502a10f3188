package dev.factory.attribution;

import static dev.factory.attribution.PayoutWorld.OF_JANUARY;
import static dev.factory.attribution.PayoutWorld.SCRIPTED;
import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.MARCH;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.refund;
import static dev.factory.attribution.testkit.Samples.usd;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.dispute.Diff;
import dev.factory.attribution.dispute.Difference;
import dev.factory.attribution.dispute.Dispute;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.testkit.ScriptedRail;
import dev.factory.attribution.testkit.ScriptedRail.Fault;
import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisputesTest {
  private static final Period OF_FEBRUARY = new Period(FEBRUARY, MARCH);
  private static final PublisherId ONE = new PublisherId("pub-1");
  private static final PublisherId TWO = new PublisherId("pub-2");

  private final PayoutWorld world = new PayoutWorld();
  private final ScriptedRail rail = new ScriptedRail(world.time, () -> Fault.NONE);
  private final Payouts payouts = world.settings().rail(rail).open();
  private final Disputes disputes =
      Disputes.over(
          world.attribution,
          world.store,
          world.time,
          json -> "signed " + new String(json, UTF_8).length());

  /** A sale that one publisher got alone, and a touch of another that was recorded too late. */
  private Conversion saleWithALateTouch() {
    Conversion sale = conversion("c", "u", day(10), usd(10_000));
    world.attribution.recordTouchpoints(List.of(click("t-1", "u", day(8), "pub-1")));
    world.attribution.recordConversions(List.of(sale));
    world.attribution.closeStatements(OF_JANUARY);
    world.attribution.recordTouchpoints(List.of(click("t-2", "u", day(9), "pub-2")));
    return sale;
  }

  @Test
  void recalculatingWhatDidNotChangeFindsNothing() {
    world.withSales(3);
    world.attribution.closeStatements(OF_JANUARY);
    for (int number = 1; number <= 3; number++) {
      assertThat(world.attribution.recalculate(PayoutWorld.publisher(number), OF_JANUARY).isEmpty())
          .isTrue();
    }
  }

  @Test
  void aTouchThatCameTooLateIsMissingForOneAndTooMuchForTheOther() {
    saleWithALateTouch();
    Difference missing = world.attribution.recalculate(TWO, OF_JANUARY).differences().get(0);
    assertThat(missing.kind()).isEqualTo(Difference.Kind.MISSING);
    assertThat(missing.commission().floorToMinor()).isEqualTo(usd(3_500));
    assertThat(missing.credit().floorToMinor()).isEqualTo(usd(5_000));
    assertThat(missing.laterTouches()).hasToString("[t-2]");
    Difference changed = world.attribution.recalculate(ONE, OF_JANUARY).differences().get(0);
    assertThat(changed.kind()).isEqualTo(Difference.Kind.CHANGED);
    assertThat(changed.commission().floorToMinor()).isEqualTo(usd(-3_500));
  }

  @Test
  void refundsAreCountedIn() {
    Conversion sale = saleWithALateTouch();
    world.attribution.recordReversals(List.of(refund("r", sale, usd(10_000), day(20))));
    world.attribution.attribute(OF_JANUARY);
    assertThat(world.attribution.recalculate(TWO, OF_JANUARY).isEmpty()).isTrue();
  }

  @Test
  void anAcceptedDisputeStandsOnTheNextStatementAndIsPaid() {
    saleWithALateTouch();
    byte[] january = world.attribution.statements(OF_JANUARY).get(0).canonicalJson();
    disputes.open("d-1", TWO, OF_JANUARY);
    Diff diff = disputes.recalculate("d-1");
    Dispute accepted = disputes.accept("d-1", "Your touch of January 9 was recorded late.");
    assertThat(accepted.state()).isEqualTo(Dispute.State.ACCEPTED);
    assertThat(accepted.signature()).isEqualTo("signed " + accepted.explanation().length());
    assertThat(CanonicalJson.parseObject(accepted.explanation().getBytes(UTF_8)))
        .containsEntry("accepted", true)
        .containsEntry("diff", CanonicalJson.parseObject(diff.canonicalJson()));
    assertThat(disputes.accept("d-1", "again")).isEqualTo(accepted);
    assertThat(world.attribution.recalculate(TWO, OF_JANUARY).isEmpty()).isTrue();
    assertThat(world.attribution.statements(OF_JANUARY).get(0).canonicalJson()).isEqualTo(january);

    Statement february = world.attribution.closeStatements(OF_FEBRUARY).statements().get(0);
    assertThat(february.publisherId()).isEqualTo(TWO);
    assertThat(february.payable()).isEqualTo(usd(3_500));
    assertThat(february.lines().get(0).cause()).isEqualTo(CreditCause.ADJUSTMENT);
    assertThat(Statement.parse(february.canonicalJson())).isEqualTo(february);
    world.time.set(MARCH);
    assertThat(payouts.run(OF_FEBRUARY, SCRIPTED).payouts())
        .extracting(Payout::amount)
        .contains(usd(3_500));
    assertThat(world.types())
        .containsSubsequence("DisputeOpened", "RecalculationCompleted", "DisputeResolved");
    world.store.<Boolean>reading(
        view -> {
          PayoutWorld.assertBalanced(view);
          return true;
        });
  }

  @Test
  void whileADisputeIsOpenWhatIsNotReservedIsNotPaid() {
    world.withSales(2);
    Payouts careful = world.settings().rail(rail).approval(payout -> false).open();
    careful.run(OF_JANUARY, SCRIPTED);
    disputes.open("d-1", ONE, OF_JANUARY);
    world.sale(new PublisherId("pub-9"), usd(1_000), FEBRUARY);
    assertThat(careful.in(PayoutState.CANCELLED, null))
        .extracting(Payout::publisherId)
        .containsExactly(ONE);
    world.time.set(MARCH);
    assertThat(payouts.run(OF_FEBRUARY, SCRIPTED).payouts())
        .extracting(Payout::publisherId)
        .containsExactly(new PublisherId("pub-9"));
    disputes.reject("d-1", "Nothing was recorded late.");
    world.time.set(MARCH.plusSeconds(86_400));
    assertThat(payouts.run(new Period(MARCH, MARCH.plusSeconds(86_400)), SCRIPTED).payouts())
        .extracting(Payout::publisherId, Payout::amount)
        .containsExactly(tuple(ONE, usd(700)));
  }

  @Test
  void whatIsReservedGoesItsWay() {
    world.withSales(1);
    payouts.run(OF_JANUARY, SCRIPTED);
    disputes.open("d-1", ONE, OF_JANUARY);
    assertThat(payouts.run(OF_JANUARY, SCRIPTED).isComplete()).isTrue();
  }

  @Test
  void anAnswerIsGivenOnce() {
    world.withSales(1);
    disputes.open("d-1", ONE, OF_JANUARY);
    Dispute rejected = disputes.reject("d-1", "no");
    assertThat(disputes.reject("d-1", "never")).isEqualTo(rejected);
    assertThatThrownBy(() -> disputes.accept("d-1", "yes"))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("attribution.dispute-answered"));
    assertThatThrownBy(() -> disputes.accept("d-2", "yes"))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("attribution.unknown-dispute"));
  }
}
