package dev.factory.attribution;

import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutTerms;
import dev.factory.attribution.spi.FxRates;
import dev.factory.attribution.spi.Mailer;
import dev.factory.attribution.spi.Payees;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.attribution.spi.PayoutStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The parts of {@link Payouts}, of which a host adds those it has. For one thread. */
public final class PayoutSettings {
  final Attribution attribution;
  final PayoutStore store;
  final Payees payees;
  final InstantSource time;
  final Map<PayoutMethod, PayoutRail> rails = new HashMap<>();
  PayoutTerms terms = PayoutTerms.PLAIN;
  FxRates rates = FxRates.none();
  Mailer mailer = Mailer.none();
  Predicate<Payout> approval = payout -> true;
  Runnable receipts = () -> {};

  PayoutSettings(Attribution attribution, PayoutStore store, Payees payees, InstantSource time) {
    this.attribution = attribution;
    this.store = store;
    this.payees = payees;
    this.time = time;
  }

  /** {@return these, with a rail for the method it says; the last one of a method counts} */
  public PayoutSettings rail(PayoutRail rail) {
    rails.put(rail.capabilities().method(), rail);
    return this;
  }

  /** {@return these, with minimums and holds; none unless said} */
  public PayoutSettings terms(PayoutTerms given) {
    this.terms = given;
    return this;
  }

  /** {@return these, with rates of exchange; none unless said} */
  public PayoutSettings rates(FxRates given) {
    this.rates = given;
    return this;
  }

  /** {@return these, with who confirms payouts to publishers; nobody unless said} */
  public PayoutSettings mailer(Mailer given) {
    this.mailer = given;
    return this;
  }

  /**
   * {@return these, with who says which drafts may be paid at once; all unless said} The others
   * wait for {@link PayoutDecisions#approve}.
   */
  public PayoutSettings approval(Predicate<Payout> given) {
    this.approval = given;
    return this;
  }

  /**
   * {@return these, with what is to be done after payouts are reserved and before any of them is
   * sent} A host that keeps receipts drains its outbox here, so that no money moves without a
   * receipt: {@code () -> outbox.drainTo(receipts)}.
   */
  public PayoutSettings receipts(Runnable given) {
    this.receipts = given;
    return this;
  }

  /** {@return the payouts} */
  public Payouts open() {
    return new Payouts(this);
  }
}
