package dev.factory.attribution.spi;

import dev.factory.attribution.dispute.Dispute;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.ledger.Balance;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.ClaimStatus;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.RunKey;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What may be read inside {@link PayoutStore#reading} and {@link PayoutStore#atomically}. */
public interface PayoutView {

  /** {@return how many closed periods the ledger has taken in, counted from the first} */
  int takenIn();

  /** {@return the run, or empty if it never began} */
  Optional<PayoutRun> run(RunKey key);

  /** {@return the payout, or empty if there is none with this id} */
  Optional<Payout> payout(PayoutId id);

  /** {@return the payouts of a run, by id} */
  List<Payout> payouts(RunKey run);

  /**
   * {@return payouts in one of these states, by id}
   *
   * @param states one or more
   * @param after only those with a greater id; null for all
   * @param limit at most so many, 1 or more
   */
  List<Payout> payouts(Set<PayoutState> states, @Nullable PayoutId after, int limit);

  /**
   * {@return publishers with a claim that is open at {@code at}: available, not frozen and in no
   * payout; in the order of ids}
   *
   * @param after only those with a greater id; null for all
   * @param limit at most so many, 1 or more
   */
  List<PublisherId> claimants(Instant at, @Nullable PublisherId after, int limit);

  /** {@return the publisher's claims that are open at {@code at}, by id} */
  List<Claim> openClaims(PublisherId publisher, Instant at);

  /** {@return all claims of the publisher and where they are, by id} */
  List<ClaimStatus> claims(PublisherId publisher);

  /** {@return the dispute, or empty if there is none with this id} */
  Optional<Dispute> dispute(String id);

  /** {@return the sum of an account's entries in one currency; zero if there are none} */
  MicroMoney balance(Account account, CurrencyUnit currency);

  /** {@return every account that has entries, with its balances, by account and currency} */
  List<Balance> balances();

  /** Gives all postings to {@code sink}, in the order in which they were made. */
  void postings(Consumer<? super Posting> sink);
}
