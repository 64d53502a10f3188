package dev.factory.attribution.payout;

import java.util.List;

/**
 * How far a run got, after a call.
 *
 * @param run which run
 * @param payouts all of its payouts, by id
 * @param notPaid what is due by the run's start and in no payout, by publisher
 * @param submitted how many requests this call made of the rail
 * @param confirmed how many confirmations this call gave to the mailer
 * @param stopped why this call made no further requests; empty if it came to its end
 */
public record PayoutReport(
    RunKey run,
    List<Payout> payouts,
    List<NotPaid> notPaid,
    int submitted,
    int confirmed,
    String stopped) {

  /** Copies the lists. */
  public PayoutReport {
    payouts = List.copyOf(payouts);
    notPaid = List.copyOf(notPaid);
  }

  /** {@return the payouts an operator must look at: it is not known whether money moved} */
  public List<Payout> inDoubt() {
    return in(PayoutState.IN_DOUBT);
  }

  /** {@return the payouts in one state, by id} */
  public List<Payout> in(PayoutState state) {
    return payouts.stream().filter(payout -> payout.state() == state).toList();
  }

  /** {@return the payouts that are paid and of which the publisher was not told yet, by id} */
  public List<Payout> unconfirmed() {
    return in(PayoutState.PAID).stream()
        .filter(payout -> payout.status().confirmedAt() == null)
        .toList();
  }

  /** {@return whether every payout is paid and confirmed, returned or cancelled} */
  public boolean isComplete() {
    return payouts.stream()
        .allMatch(
            payout ->
                payout.state().isOver()
                    || (payout.state() == PayoutState.PAID
                        && payout.status().confirmedAt() != null));
  }
}
