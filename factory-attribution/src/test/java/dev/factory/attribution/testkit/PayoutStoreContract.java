package dev.factory.attribution.testkit;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.factory.attribution.dispute.Dispute;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.ledger.Balance;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.ledger.PostingStep;
import dev.factory.attribution.memory.MemoryPayoutStore;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.ClaimStatus;
import dev.factory.attribution.payout.FxRate;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutLine;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.PayoutStatus;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.PayoutUnit;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PayoutStore} promises. Extend it and say how to make an empty store, how to see
 * what its journal got, and, if the storage is shared, how to open it a second time.
 */
public abstract class PayoutStoreContract {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final CurrencyUnit EUR = CurrencyUnit.of("EUR");
  private static final PublisherId ONE = new PublisherId("pub-1");
  private static final PublisherId TWO = new PublisherId("pub-2");
  private static final Instant NOW = Instant.parse("2026-02-02T09:00:00.000001Z");
  private static final RunKey RUN =
      new RunKey(new Period(JANUARY, FEBRUARY), new PayoutMethod("stripe"));
  private static final RunKey BANK =
      new RunKey(new Period(JANUARY, FEBRUARY), new PayoutMethod("bank"));
  private static final int ROUNDS = 10;

  private PayoutStore store = unopened();

  private static PayoutStore unopened() {
    return new MemoryPayoutStore(events -> {});
  }

  /** {@return a store without rows, on storage of its own} */
  protected abstract PayoutStore emptyStore();

  /** {@return the events that the journal of the store made last got from units that were kept} */
  protected abstract List<Event> journaled();

  /**
   * {@return the storage of the store made last, opened once more, as another process would}; a
   * store that cannot be shared returns that store.
   */
  protected PayoutStore reopened() {
    return store;
  }

  @BeforeEach
  void openStore() {
    store = emptyStore();
  }

  private <T> T write(Function<PayoutUnit, T> work) {
    return store.atomically(work);
  }

  private <T> T read(Function<PayoutView, T> work) {
    return reopened().reading(work);
  }

  private static Claim claim(String id, PublisherId publisher, Money amount, Instant from) {
    return new Claim(id, publisher, amount, hash('a'), JANUARY, from, false);
  }

  private static String hash(char digit) {
    return "sha256:" + String.valueOf(digit).repeat(64);
  }

  private static Posting posting(String cause, long micro) {
    return Posting.of(cause, PostingStep.ACCRUE, hash('b'), NOW)
        .move(Account.CLEARING, Account.of(ONE, Account.Part.HELD), MicroMoney.ofMicro(USD, micro))
        .make();
  }

  private static Payout draft(RunKey run, @Nullable FxRate fx, Claim... claims) {
    List<PayoutLine> lines = new ArrayList<>();
    for (Claim claim : claims) {
      lines.add(new PayoutLine(PayoutLine.Kind.CLAIM, claim.id(), claim.amount()));
    }
    Payee payee =
        Payee.of(
            claims[0].publisherId(),
            run.method(),
            "acct \"1\", é",
            fx == null ? claims[0].amount().currency() : fx.to());
    return Payout.draft(run, payee, lines, fx, hash('c'));
  }

  @Test
  void aClaimIsSplitWhileItIsOpenAndAsItWasRead() {
    Claim whole = claim("c-1", ONE, Money.ofMinor(USD, 3_535), JANUARY);
    write(
        unit -> {
          unit.addClaims(List.of(whole));
          unit.split(whole, Money.ofMinor(USD, 3_500), "c-1:rest");
          return true;
        });
    assertThat(this.<List<Claim>>read(view -> view.openClaims(ONE, NOW)))
        .containsExactly(
            whole.of("c-1", Money.ofMinor(USD, 3_500)),
            whole.of("c-1:rest", Money.ofMinor(USD, 35)));
    assertThatThrownBy(
            () ->
                write(
                    unit -> {
                      unit.split(whole, Money.ofMinor(USD, 1), "c-1:other");
                      return true;
                    }))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("attribution.claim-taken"));
    assertThat(this.<List<ClaimStatus>>read(view -> view.claims(ONE))).hasSize(2);
  }

  private static PayoutStatus approved() {
    return PayoutStatus.DRAFT.in(PayoutState.APPROVED, "");
  }

  @Test
  void postingsAreReadBackInTheOrderInWhichTheyWereMade() {
    List<Posting> made = List.of(posting("c-2", 5), posting("c-1", -7), posting("c-3", 1));
    assertThat(this.<List<Posting>>write(unit -> unit.post(made))).isEqualTo(made);
    List<Posting> seen = new ArrayList<>();
    read(
        view -> {
          view.postings(seen::add);
          return 0;
        });
    assertThat(seen).isEqualTo(made);
  }

  @Test
  void aPostingIsMadeOnceWhateverItsEntries() {
    write(unit -> unit.post(List.of(posting("c-1", 5))));
    List<Posting> again = write(unit -> unit.post(List.of(posting("c-1", 9), posting("c-2", 1))));
    assertThat(again).containsExactly(posting("c-2", 1));
    assertThat(this.<MicroMoney>read(view -> view.balance(Account.CLEARING, USD)))
        .isEqualTo(MicroMoney.ofMicro(USD, -6));
  }

  @Test
  void aPostingThatMovesNothingIsLeftOut() {
    assertThat(this.<List<Posting>>write(unit -> unit.post(List.of(posting("c-1", 0))))).isEmpty();
  }

  @Test
  void balancesAreByAccountAndCurrency() {
    Posting euros =
        Posting.of("fx", PostingStep.CONVERT, hash('b'), NOW)
            .move(Account.FX, Account.CLEARING, MicroMoney.ofMicro(EUR, Long.MAX_VALUE))
            .make();
    write(unit -> unit.post(List.of(posting("c-1", 5), euros)));
    assertThat(this.<List<Balance>>read(PayoutView::balances))
        .containsExactly(
            new Balance(Account.CLEARING, MicroMoney.ofMicro(EUR, Long.MAX_VALUE)),
            new Balance(Account.CLEARING, MicroMoney.ofMicro(USD, -5)),
            new Balance(Account.FX, MicroMoney.ofMicro(EUR, -Long.MAX_VALUE)),
            new Balance(Account.of(ONE, Account.Part.HELD), MicroMoney.ofMicro(USD, 5)));
    assertThat(this.<MicroMoney>read(view -> view.balance(Account.FX, USD)).isZero()).isTrue();
  }

  @Test
  void closedPeriodsAreTakenInWithoutGap() {
    assertThat(this.<Boolean>write(unit -> unit.takeIn(2, NOW))).isFalse();
    assertThat(this.<Boolean>write(unit -> unit.takeIn(1, NOW))).isTrue();
    assertThat(this.<Boolean>write(unit -> unit.takeIn(1, NOW))).isFalse();
    assertThat(this.<Integer>read(PayoutView::takenIn)).isEqualTo(1);
  }

  @Test
  void claimsAreOpenFromTheirInstantOn() {
    Claim now = claim("k-2", ONE, usd(5), NOW);
    Claim later = claim("k-1", ONE, usd(7), NOW.plusNanos(1_000));
    Claim other = claim("k-3", TWO, usd(9), NOW);
    addClaims(now, later, other, claim("k-3", TWO, usd(1), JANUARY));
    assertThat(this.<List<Claim>>read(view -> view.openClaims(ONE, NOW))).containsExactly(now);
    assertThat(this.<List<Claim>>read(view -> view.openClaims(ONE, later.availableFrom())))
        .containsExactly(later, now);
    assertThat(claimants(null, 10)).containsExactly(ONE, TWO);
    assertThat(claimants(null, 1)).containsExactly(ONE);
    assertThat(claimants(ONE, 10)).containsExactly(TWO);
  }

  private List<PublisherId> claimants(@Nullable PublisherId after, int limit) {
    return read(view -> view.claimants(NOW, after, limit));
  }

  private void addClaims(Claim... claims) {
    write(
        unit -> {
          unit.addClaims(List.of(claims));
          return 0;
        });
  }

  @Test
  void aRunBeginsOnceAndIsAssembledOnce() {
    PayoutRun run = new PayoutRun(RUN, hash('c'), NOW, null);
    assertThat(this.<Boolean>write(unit -> unit.begin(run))).isTrue();
    assertThat(
            this.<Boolean>write(unit -> unit.begin(new PayoutRun(RUN, hash('d'), JANUARY, null))))
        .isFalse();
    assertThat(this.<Optional<PayoutRun>>read(view -> view.run(RUN))).contains(run);
    assertThat(this.<Optional<PayoutRun>>read(view -> view.run(BANK))).isEmpty();
    for (Instant at : List.of(FEBRUARY, NOW)) {
      write(
          unit -> {
            unit.endAssembly(RUN, at);
            return 0;
          });
    }
    assertThat(this.<Optional<PayoutRun>>read(view -> view.run(RUN)))
        .contains(new PayoutRun(RUN, hash('c'), NOW, FEBRUARY));
  }

  @Test
  void aPayoutIsReadBackAsItWasGiven() {
    Claim dollars = claim("k-1", ONE, usd(1_000), NOW);
    Claim more = claim("k-2", ONE, usd(1), NOW);
    addClaims(dollars, more);
    FxRate rate = new FxRate(USD, EUR, Rate.parse("0.9211"), "bank of record", NOW);
    Payout payout = draft(RUN, rate, dollars, more);
    assertThat(this.<Boolean>write(unit -> unit.addPayout(payout))).isTrue();
    assertThat(this.<Optional<Payout>>read(view -> view.payout(payout.id()))).contains(payout);
    assertThat(this.<List<Payout>>read(view -> view.payouts(RUN))).containsExactly(payout);
    assertThat(this.<List<Payout>>read(view -> view.payouts(BANK))).isEmpty();
    assertThat(payout.amount()).isEqualTo(new Money(EUR, 922));
  }

  @Test
  void aClaimIsInAtMostOnePayout() {
    Claim claim = claim("k-1", ONE, usd(1_000), NOW);
    Claim free = claim("k-2", ONE, usd(1), NOW);
    addClaims(claim, free);
    Payout payout = draft(RUN, null, claim);
    write(unit -> unit.addPayout(payout));
    assertThat(this.<Boolean>write(unit -> unit.addPayout(payout))).isFalse();
    assertThatThrownBy(() -> write(unit -> unit.addPayout(draft(BANK, null, free, claim))))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("attribution.claim-taken"));
    assertThat(this.<List<Claim>>read(view -> view.openClaims(ONE, NOW))).containsExactly(free);
    assertThat(this.<List<Payout>>read(view -> view.payouts(BANK))).isEmpty();
    assertThat(this.<List<ClaimStatus>>read(view -> view.claims(ONE)))
        .containsExactly(
            new ClaimStatus(claim, payout.id(), null), new ClaimStatus(free, null, null));
  }

  @Test
  void ofTwoPayoutsThatTakeAClaimAtOneMomentOneGetsIt() {
    for (int round = 0; round < ROUNDS; round++) {
      store = emptyStore();
      Claim claim = claim("k-1", ONE, usd(1_000), NOW);
      addClaims(claim);
      PayoutStore second = reopened();
      List<String> outcomes =
          StoreFixture.race(
              () -> attempt(store, draft(RUN, null, claim)),
              () -> attempt(second, draft(BANK, null, claim)));
      assertThat(outcomes).containsExactlyInAnyOrder("added", "attribution.claim-taken");
    }
  }

  private static String attempt(PayoutStore store, Payout draft) {
    try {
      return store.<Boolean>atomically(unit -> unit.addPayout(draft)) ? "added" : "there";
    } catch (FactoryException e) {
      return e.code();
    }
  }

  @Test
  void aStatusChangesOnlyFromWhatWasSeen() {
    Claim claim = claim("k-1", ONE, usd(1_000), NOW);
    addClaims(claim);
    Payout draft = draft(RUN, null, claim);
    write(unit -> unit.addPayout(draft));
    assertThat(this.<Boolean>write(unit -> unit.move(draft, approved()))).isTrue();
    assertThat(this.<Boolean>write(unit -> unit.move(draft, approved()))).isFalse();
    Payout approved = draft.with(approved());
    assertThat(this.<Optional<Payout>>read(view -> view.payout(draft.id()))).contains(approved);
    assertThatThrownBy(
            () -> write(unit -> unit.move(approved, approved.status().in(PayoutState.PAID, ""))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(inStates(null, PayoutState.APPROVED, PayoutState.PAID)).containsExactly(approved);
    assertThat(inStates(draft.id(), PayoutState.APPROVED)).isEmpty();
    assertThat(inStates(null, PayoutState.DRAFT)).isEmpty();
  }

  private List<Payout> inStates(@Nullable PayoutId after, PayoutState first, PayoutState... rest) {
    return read(view -> view.payouts(EnumSet.of(first, rest), after, 10));
  }

  @Test
  void ofTwoThatSubmitAPayoutAtOneMomentOneDoes() {
    for (int round = 0; round < ROUNDS; round++) {
      store = emptyStore();
      Payout reserved = reserved();
      PayoutStore second = reopened();
      PayoutStatus next = reserved.status().submitted(NOW);
      List<Boolean> outcomes =
          StoreFixture.race(
              () -> store.<Boolean>atomically(unit -> unit.move(reserved, next)),
              () -> second.<Boolean>atomically(unit -> unit.move(reserved, next)));
      assertThat(outcomes).containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void ofTwoUnitsThatReadAPayoutAndChangeItOneWaits() {
    for (int round = 0; round < ROUNDS; round++) {
      store = emptyStore();
      PayoutId id = reserved().id();
      PayoutStore second = reopened();
      List<Boolean> outcomes =
          StoreFixture.race(() -> named(store, id, "one"), () -> named(second, id, "other"));
      assertThat(outcomes).containsExactly(true, true);
    }
  }

  private static boolean named(PayoutStore store, PayoutId id, String name) {
    return store.<Boolean>atomically(
        unit -> {
          Payout payout = unit.payout(id).orElseThrow();
          return unit.move(payout, payout.status().known(name));
        });
  }

  private Payout reserved() {
    Claim claim = claim("k-1", ONE, usd(1_000), NOW);
    addClaims(claim);
    Payout draft = draft(RUN, null, claim);
    return write(
        unit -> {
          unit.addPayout(draft);
          unit.move(draft, approved());
          Payout approved = draft.with(approved());
          PayoutStatus reserved = approved().in(PayoutState.RESERVED, "");
          unit.move(approved, reserved);
          return approved.with(reserved);
        });
  }

  @Test
  void whatIsCancelledLeavesItsClaimsOpen() {
    Payout reserved = reserved();
    PayoutStatus cancelled = reserved.status().in(PayoutState.CANCELLED, "closed account");
    write(unit -> unit.move(reserved, cancelled));
    assertThat(this.<Optional<Payout>>read(view -> view.payout(reserved.id())))
        .contains(reserved.with(cancelled));
    assertThat(this.<List<Claim>>read(view -> view.openClaims(ONE, NOW))).hasSize(1);
  }

  @Test
  void aDisputeFreezesWhatIsInNoPayout() {
    Payout reserved = reserved();
    Claim free = claim("k-2", ONE, usd(1), NOW);
    addClaims(free);
    assertThat(this.<Integer>write(unit -> unit.freeze(List.of("k-1", "k-2", "k-9"), "d-1")))
        .isEqualTo(1);
    assertThat(this.<Integer>write(unit -> unit.freeze(List.of("k-2"), "d-2"))).isZero();
    assertThat(this.<List<ClaimStatus>>read(view -> view.claims(ONE)))
        .extracting(ClaimStatus::payoutId, ClaimStatus::disputeId)
        .containsExactly(tuple(reserved.id(), null), tuple(null, "d-1"));
    assertThat(claimants(null, 10)).isEmpty();
    assertThatThrownBy(() -> write(unit -> unit.addPayout(draft(BANK, null, free))))
        .isInstanceOf(FactoryException.class);
    assertThat(this.<Integer>write(unit -> unit.unfreeze("d-1"))).isEqualTo(1);
    assertThat(claimants(null, 10)).containsExactly(ONE);
  }

  @Test
  void aUnitThatThrowsLeavesNeitherRowsNorEvents() {
    Claim claim = claim("k-1", ONE, usd(1_000), NOW);
    assertThatThrownBy(
            () ->
                write(
                    unit -> {
                      unit.post(List.of(posting("c-1", 5)));
                      unit.addClaims(List.of(claim));
                      unit.begin(new PayoutRun(RUN, hash('c'), NOW, null));
                      unit.addPayout(draft(RUN, null, claim));
                      unit.takeIn(1, NOW);
                      unit.journal().append(Event.of("Said", "key", Map.of()));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(this.<List<Balance>>read(PayoutView::balances)).isEmpty();
    assertThat(this.<List<ClaimStatus>>read(view -> view.claims(ONE))).isEmpty();
    assertThat(this.<Optional<PayoutRun>>read(view -> view.run(RUN))).isEmpty();
    assertThat(this.<Integer>read(PayoutView::takenIn)).isZero();
    assertThat(this.<List<Payout>>read(view -> view.payouts(RUN))).isEmpty();
    assertThat(journaled()).isEmpty();
  }

  @Test
  void whatIsTriedIsSeenAndLeavesNothing() {
    MicroMoney seen =
        store.trying(
            unit -> {
              unit.post(List.of(posting("c-1", 5)));
              unit.journal().append(Event.of("Said", "key", Map.of()));
              return unit.balance(Account.CLEARING, USD);
            });
    assertThat(seen).isEqualTo(MicroMoney.ofMicro(USD, -5));
    assertThat(this.<List<Balance>>read(PayoutView::balances)).isEmpty();
    assertThat(journaled()).isEmpty();
  }

  @Test
  void aDisputeIsAddedOnceAndChangesOnlyFromWhatWasSeen() {
    Dispute open = Dispute.open("d-1", ONE, RUN.period(), NOW);
    Dispute rejected = open.answered(Dispute.State.REJECTED, "{}", "signature", FEBRUARY);
    assertThat(this.<Boolean>write(unit -> unit.addDispute(open))).isTrue();
    assertThat(this.<Boolean>write(unit -> unit.addDispute(rejected))).isFalse();
    assertThat(this.<Optional<Dispute>>read(view -> view.dispute("d-1"))).contains(open);
    assertThat(this.<Boolean>write(unit -> unit.changeDispute(open, rejected))).isTrue();
    assertThat(this.<Boolean>write(unit -> unit.changeDispute(open, open))).isFalse();
    assertThat(this.<Optional<Dispute>>read(view -> view.dispute("d-1"))).contains(rejected);
    assertThat(this.<Optional<Dispute>>read(view -> view.dispute("d-2"))).isEmpty();
  }

  @Test
  void theEventsOfAUnitAreKeptWithItsRows() {
    write(
        unit -> {
          unit.post(List.of(posting("c-1", 5)));
          unit.journal().append(Event.of("Said", "key", Map.of()));
          return 0;
        });
    assertThat(journaled()).extracting(Event::type).containsExactly("Said");
  }
}
