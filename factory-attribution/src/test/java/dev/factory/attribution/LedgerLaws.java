package dev.factory.attribution;

import static dev.factory.attribution.PayoutWorld.SCRIPTED;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.ReversalKind;
import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.ledger.Account.Part;
import dev.factory.attribution.ledger.Balance;
import dev.factory.attribution.ledger.LedgerEntry;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.ledger.PostingStep;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.ClaimStatus;
import dev.factory.attribution.payout.FxRate;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutLine;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.PayoutTerms;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.attribution.testkit.Samples;
import dev.factory.attribution.testkit.ScriptedRail;
import dev.factory.attribution.testkit.ScriptedRail.Fault;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import dev.factory.core.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What holds of ledger and payouts for every business. */
class LedgerLaws {
  private static final List<CurrencyUnit> CURRENCIES =
      List.of(CurrencyUnit.of("USD"), CurrencyUnit.of("JPY"), CurrencyUnit.of("KWD"));

  /** Sales of a few publishers, partly and wholly refunded, paid week by week. */
  private static final class Business {
    private final Random random;
    private final PayoutWorld world = new PayoutWorld();
    private final ScriptedRail rail = new ScriptedRail(world.time, () -> Fault.NONE);
    private final Map<EventId, Conversion> sales = new HashMap<>();
    private final Map<EventId, Long> left = new HashMap<>();
    private final Map<String, Money> amounts = new HashMap<>();
    private int refunds;
    private int week;

    Business(Random random) {
      this.random = random;
    }

    private Payouts payouts() {
      return Payouts.with(
              world.attribution, world.store, who -> Optional.of(payee(who)), world.time)
          .rail(rail)
          .open();
    }

    private Payee payee(PublisherId who) {
      return new Payee(who, SCRIPTED, "acct", CURRENCIES.get(0), Rate.parse("13%"), "");
    }

    private Payouts inTheirCurrency() {
      return Payouts.with(
              world.attribution,
              world.store,
              who -> Optional.of(Payee.of(who, SCRIPTED, "acct", CURRENCIES.get(0))),
              world.time)
          .rail(rail)
          .rates(
              (from, to) ->
                  Optional.of(new FxRate(from, to, Rate.parse("0.0067"), "test", JANUARY)))
          .open();
    }

    private Instant now() {
      return JANUARY.plus(Duration.ofDays(7L * week)).plus(Duration.ofHours(random.nextInt(160)));
    }

    void sell() {
      CurrencyUnit currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
      Money gross = Money.ofMinor(currency, random.nextInt(100_000));
      Conversion sale =
          random.nextInt(8) == 0
              ? unattributed(gross)
              : world.sale(PayoutWorld.publisher(random.nextInt(5)), gross, now());
      sales.put(sale.eventId(), sale);
      left.put(sale.eventId(), gross.minor());
      amounts.put("CONVERSION:" + sale.eventId(), gross);
    }

    private Conversion unattributed(Money gross) {
      Conversion sale = Samples.conversion("n-" + sales.size(), "nobody", now(), gross);
      world.attribution.recordConversions(List.of(sale));
      return sale;
    }

    void refundSome() {
      List<EventId> open =
          left.keySet().stream().filter(id -> amountLeft(id) > 0).sorted().toList();
      if (!open.isEmpty()) {
        EventId id = open.get(random.nextInt(open.size()));
        refund(id, 1 + random.nextInt((int) amountLeft(id)));
      }
    }

    private long amountLeft(EventId id) {
      return left.getOrDefault(id, 0L);
    }

    void refund(EventId id, long minor) {
      Conversion sale = Objects.requireNonNull(sales.get(id));
      Money amount = Money.ofMinor(sale.gross().currency(), minor);
      Reversal refund =
          new Reversal(new EventId("r-" + ++refunds), id, amount, ReversalKind.CHARGEBACK, now());
      world.attribution.recordReversals(List.of(refund));
      left.merge(id, -minor, Long::sum);
      amounts.put("CHARGEBACK:" + refund.eventId(), amount.negated());
    }

    void refundAll() {
      for (EventId id : List.copyOf(left.keySet())) {
        while (amountLeft(id) > 0) {
          refund(id, 1 + random.nextInt((int) amountLeft(id)));
        }
      }
    }

    Period endWeek() {
      Instant start = JANUARY.plus(Duration.ofDays(7L * week));
      week++;
      world.time.set(JANUARY.plus(Duration.ofDays(7L * week)).plusSeconds(3_600));
      return new Period(start, start.plus(Duration.ofDays(7)));
    }

    List<Balance> balances() {
      return world.store.reading(PayoutView::balances);
    }
  }

  @Test
  void everyPrefixOfTenThousandEventsAddsUp() {
    Business business = new Business(new Random(20_260_131));
    for (int event = 0; event < 10_000; event++) {
      if (business.random.nextInt(400) == 0) {
        business.inTheirCurrency().run(business.endWeek(), SCRIPTED);
        assertClaimsOnce(business.world);
      } else if (business.random.nextInt(4) == 0) {
        business.refundSome();
      } else {
        business.sell();
      }
    }
    business.inTheirCurrency().run(business.endWeek(), SCRIPTED);
    List<Posting> postings = new ArrayList<>();
    business.world.store.<Boolean>reading(
        view -> {
          view.postings(postings::add);
          return true;
        });
    assertThat(postings).hasSizeGreaterThan(9_000);
    assertPrefixes(postings, business.amounts);
  }

  /** Commissions, fee and what nobody gets are gross less reversals; everything adds up to zero. */
  private static void assertPrefixes(List<Posting> postings, Map<String, Money> amounts) {
    Map<CurrencyUnit, Long> all = new HashMap<>();
    Map<CurrencyUnit, Long> parts = new HashMap<>();
    Map<CurrencyUnit, Long> money = new HashMap<>();
    for (Posting posting : postings) {
      for (LedgerEntry entry : posting.entries()) {
        all.merge(entry.amount().currency(), entry.amount().micro(), Math::addExact);
        if (posting.step() == PostingStep.ACCRUE && !entry.account().equals(Account.CLEARING)) {
          parts.merge(entry.amount().currency(), entry.amount().micro(), Math::addExact);
        }
      }
      if (posting.step() == PostingStep.ACCRUE) {
        MicroMoney amount = MicroMoney.of(Objects.requireNonNull(amounts.get(posting.cause())));
        money.merge(amount.currency(), amount.micro(), Math::addExact);
      }
      assertThat(all.values()).as(posting.cause()).allMatch(sum -> sum == 0);
      assertThat(parts).as(posting.cause()).isEqualTo(money);
    }
  }

  @Property
  void refundingEverythingReturnsEveryBalanceToZero(@ForAll Random random) {
    Business business = new Business(random);
    for (int week = 0; week < 3; week++) {
      for (int event = random.nextInt(6); event > 0; event--) {
        if (random.nextInt(3) == 0) {
          business.refundSome();
        } else {
          business.sell();
        }
      }
      Period period = business.endWeek();
      business.world.attribution.closeStatements(period);
      intake(business, period);
    }
    business.refundAll();
    Period period = business.endWeek();
    business.world.attribution.closeStatements(period);
    intake(business, period);
    assertZeroButWhatWasDue(business);
  }

  private static void intake(Business business, Period period) {
    new LedgerIntake(
            business.world.attributionStore,
            business.world.store,
            PayoutTerms.PLAIN,
            who -> Optional.empty(),
            period.end())
        .upTo(period.end());
  }

  /**
   * What a statement made due before the refund stays due until the debt of the next is set off.
   */
  private static void assertZeroButWhatWasDue(Business business) {
    Map<String, Long> byOwner = new HashMap<>();
    for (Balance balance : business.balances()) {
      String name = balance.account().name();
      String owner =
          name.startsWith("publisher:") ? name.substring(0, name.lastIndexOf(':')) : name;
      byOwner.merge(
          owner + balance.amount().currency().code(), balance.amount().micro(), Math::addExact);
    }
    assertThat(byOwner.values()).allMatch(sum -> sum == 0);
  }

  @Property
  void refundingEverythingAfterItWasPaidLeavesExactlyTheDebt(@ForAll Random random) {
    Business business = new Business(random);
    for (int event = 0; event < 6; event++) {
      business.sell();
    }
    business.payouts().run(business.endWeek(), SCRIPTED);
    business.refundAll();
    business.payouts().run(business.endWeek(), SCRIPTED);
    for (Balance balance : business.balances()) {
      boolean open =
          List.of(Account.CLEARING, Account.PLATFORM_FEE, Account.UNATTRIBUTED)
                  .contains(balance.account())
              || balance.account().name().endsWith(":held")
              || balance.account().name().endsWith(":in_payout");
      assertThat(!open || balance.amount().isZero()).as("%s", balance).isTrue();
    }
  }

  @Property
  void theSameCommandTwiceIsOnce(@ForAll Random random) {
    Business business = new Business(random);
    for (int event = 0; event < 5; event++) {
      business.sell();
      business.refundSome();
    }
    Period period = business.endWeek();
    Object first = business.payouts().run(period, SCRIPTED).payouts();
    List<Balance> balances = business.balances();
    int events = business.world.events.size();
    assertThat(business.payouts().run(period, SCRIPTED).payouts()).isEqualTo(first);
    assertThat(business.balances()).isEqualTo(balances);
    assertThat(business.world.events).hasSize(events);
  }

  @Property
  void currenciesNeverMix(@ForAll Random random) {
    Business business = new Business(random);
    Map<CurrencyUnit, Long> gross = new HashMap<>();
    for (int event = 0; event < 6; event++) {
      business.sell();
    }
    business
        .sales
        .values()
        .forEach(sale -> gross.merge(sale.gross().currency(), sale.gross().minor(), Long::sum));
    business.payouts().run(business.endWeek(), SCRIPTED);
    gross.forEach(
        (currency, sum) -> {
          Money clearing =
              business.world.store.<Money>reading(
                  view -> view.balance(Account.CLEARING, currency).floorToMinor());
          assertThat(clearing).isEqualTo(Money.ofMinor(currency, -sum));
        });
    for (Payout payout : paid(business)) {
      assertThat(payout.lines())
          .allMatch(line -> line.amount().currency().equals(payout.amount().currency()));
    }
  }

  private static List<Payout> paid(Business business) {
    return business.world.store.reading(
        view -> view.payouts(EnumSet.of(PayoutState.PAID), null, 100));
  }

  @Property
  void aClaimIsInAtMostOneLivePayoutWhoeverAssembles(@ForAll Random random) throws Exception {
    PayoutWorld world = new PayoutWorld().withSales(4);
    world.attribution.closeStatements(PayoutWorld.OF_JANUARY);
    CountDownLatch start = new CountDownLatch(1);
    ScriptedRail rail =
        new ScriptedRail(world.time, () -> random.nextBoolean() ? Fault.NONE : Fault.REFUSED);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Future<?>> runs = new ArrayList<>();
    for (int process = 0; process < 2; process++) {
      runs.add(
          threads.submit(
              () -> {
                start.await();
                return world.settings().rail(rail).open().run(PayoutWorld.OF_JANUARY, SCRIPTED);
              }));
    }
    start.countDown();
    for (int look = 0; look < 5; look++) {
      assertClaimsOnce(world);
    }
    for (Future<?> run : runs) {
      run.get();
    }
    threads.shutdown();
    assertClaimsOnce(world);
    assertThat(rail.transfers().stream().map(ScriptedRail.Transfer::reference).distinct())
        .hasSameSizeAs(rail.transfers());
  }

  private static void assertClaimsOnce(PayoutWorld world) {
    world.store.<Boolean>reading(
        view -> {
          Set<String> taken = new HashSet<>();
          for (Payout payout : view.payouts(EnumSet.allOf(PayoutState.class), null, 100)) {
            for (PayoutLine line : payout.lines()) {
              assertThat(taken.add(line.reference())).isTrue();
            }
            assertThat(payout.claimed()).isEqualTo(sum(view, payout));
          }
          PayoutWorld.assertBalanced(view);
          return true;
        });
  }

  private static Money sum(PayoutView view, Payout payout) {
    Money sum = Money.zero(payout.statementCurrency());
    for (ClaimStatus status : view.claims(payout.publisherId())) {
      if (payout.id().equals(status.payoutId())) {
        Claim claim = status.claim();
        sum = sum.plus(claim.amount());
      }
    }
    return sum;
  }

  @Test
  void everyPartOfAPublisherHasAnAccountOfItsOwn() {
    Set<Account> accounts = new HashSet<>();
    for (Part part : Part.values()) {
      accounts.add(Account.of(new PublisherId("pub:1"), part));
      accounts.add(Account.of(new PublisherId("pub"), part));
    }
    assertThat(accounts).hasSize(2 * Part.values().length);
  }
}
