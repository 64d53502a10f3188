package dev.factory.attribution.rail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.rail.StripeDouble.Fault;
import dev.factory.attribution.spi.PayoutCommand;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailOutcome;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.BillingMonth;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeRailTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final PayoutId ID =
      PayoutId.of(
          new RunKey(BillingMonth.parse("2026-01").period(), new PayoutMethod("stripe")),
          new PublisherId("pub-456"),
          USD);
  private static final PayoutCommand COMMAND =
      new PayoutCommand(ID, "acct_456", Money.ofMinor("USD", 150_500));

  private final SettableTime time = SettableTime.at("2026-02-02T09:00:00Z");
  private StripeDouble stripe = open();
  private StripeRail rail = rail(stripe.base());

  private StripeDouble open() {
    try {
      return new StripeDouble(time);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static StripeRail rail(URI base) {
    return StripeRail.of(
        new StripeSettings(
            base,
            "sk_test_1",
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10)),
        Set.of(USD, CurrencyUnit.of("JPY")));
  }

  @BeforeEach
  void freshDouble() {
    stripe.close();
    stripe = open();
    rail = rail(stripe.base());
  }

  @AfterEach
  void close() {
    stripe.close();
  }

  private RailOutcome submit() {
    return rail.submit(COMMAND, ID.key(1));
  }

  private RailFinding lookup() {
    return rail.lookup(COMMAND, ID.key(1));
  }

  @Test
  void aTransferCarriesReferenceAmountAndKey() {
    assertThat(submit()).isEqualTo(new RailOutcome.Paid("tr_1", COMMAND.amount()));
    assertThat(stripe.transfers().get(0))
        .containsEntry("amount", 150_500L)
        .containsEntry("currency", "usd")
        .containsEntry("destination", "acct_456")
        .containsEntry("transfer_group", ID.value())
        .extractingByKey("metadata")
        .hasToString("{payout_id=" + ID + "}");
    assertThat(stripe.log()).containsExactly("POST /v1/transfers " + ID.key(1) + " 2024-06-20");
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR_BEFORE, InDoubt[reason=http-500], 0",
    "ERROR_AFTER, InDoubt[reason=http-500], 1",
    "CONFLICT, InDoubt[reason=http-409], 0",
    "DROPPED_BEFORE, InDoubt[reason=no-answer], 0",
    "DROPPED_AFTER, InDoubt[reason=no-answer], 1",
    "CUT_SHORT, InDoubt[reason=no-answer], 1",
    "NONSENSE, InDoubt[reason=unreadable], 1",
    "RATE_LIMITED, NotTaken[reason=http-429], 0",
    "UNAUTHORIZED, NotTaken[reason=http-401], 0"
  })
  void whatIsNotCertainIsInDoubtAndIsFoundByItsGroup(Fault fault, String outcome, int made) {
    stripe.next(fault);
    assertThat(submit()).hasToString(outcome);
    assertThat(stripe.transfers()).hasSize(made);
    assertThat(stripe.log()).as("one request, never again by itself").hasSize(1);
    if (made == 1) {
      assertThat(lookup())
          .isEqualTo(new RailFinding.Found("tr_1", COMMAND.amount(), RailFinding.Stage.PAID));
    } else {
      assertThat(lookup()).isEqualTo(new RailFinding.Absent());
    }
  }

  @Test
  void anotherAmountIsToldAsItIs() {
    stripe.next(Fault.OTHER_AMOUNT);
    Money other = Money.ofMinor("USD", 150_499);
    assertThat(submit()).isEqualTo(new RailOutcome.Paid("tr_1", other));
    assertThat(lookup()).isEqualTo(new RailFinding.Found("tr_1", other, RailFinding.Stage.PAID));
  }

  @Test
  void aDestinationThatDoesNotExistIsRefused() {
    PayoutCommand wrong = new PayoutCommand(ID, "nobody", COMMAND.amount());
    assertThat(rail.submit(wrong, ID.key(1))).isEqualTo(new RailOutcome.Rejected("http-400"));
    assertThat(wrong.toString()).doesNotContain("nobody");
  }

  @Test
  void afterADayTheSameKeyWouldPayTwiceSoAbsenceIsAskedByGroup() {
    stripe.next(Fault.DROPPED_AFTER);
    submit();
    time.advance(Duration.ofHours(25));
    assertThat(lookup()).isInstanceOf(RailFinding.Found.class);
    submit();
    assertThat(stripe.transfers()).as("what the lookup is there to prevent").hasSize(2);
    assertThat(lookup()).isEqualTo(new RailFinding.Unclear("several-transfers"));
  }

  @Test
  void aServerErrorIsAnsweredAgainForTheSameKey() {
    stripe.next(Fault.ERROR_AFTER);
    submit();
    assertThat(submit()).isEqualTo(new RailOutcome.InDoubt("http-500"));
    assertThat(stripe.transfers()).hasSize(1);
  }

  @Test
  void aTransferThatIsReversedIsReturned() {
    submit();
    assertThat(rail.reverse("tr_1", COMMAND.amount(), "reversal-1"))
        .isEqualTo(new RailOutcome.Paid("trr_1", COMMAND.amount()));
    assertThat(lookup())
        .isEqualTo(new RailFinding.Found("tr_1", COMMAND.amount(), RailFinding.Stage.RETURNED));
    assertThat(rail.reverse("tr_9", COMMAND.amount(), "reversal-2"))
        .isEqualTo(new RailOutcome.Rejected("http-404"));
  }

  @ParameterizedTest
  @CsvSource({"ERROR_BEFORE, http-500", "DROPPED_BEFORE, unreachable", "NONSENSE, unreadable"})
  void aLookupThatFailsSaysNothingOfTheTransfer(Fault fault, String reason) {
    submit();
    // the client may ask a dropped GET again; it changes nothing
    stripe.next(fault, fault, fault, fault, fault, fault);
    assertThat(lookup()).isEqualTo(new RailFinding.Unclear(reason));
  }

  @Test
  void withoutAConnectionNothingWasSent() {
    URI gone = stripe.base();
    stripe.close();
    assertThat(rail(gone).submit(COMMAND, ID.key(1)))
        .isEqualTo(new RailOutcome.NotTaken("unreachable"));
  }

  @Test
  void currenciesThatStripeCountsOtherwiseAreRefused() {
    StripeSettings settings = StripeSettings.of("sk_test_1");
    for (String odd : new String[] {"ISK", "KWD", "UGX"}) {
      assertThatThrownBy(() -> StripeRail.of(settings, Set.of(CurrencyUnit.of(odd))))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(settings.toString()).doesNotContain("sk_test_1");
  }
}
