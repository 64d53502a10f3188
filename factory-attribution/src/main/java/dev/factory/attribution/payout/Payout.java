package dev.factory.attribution.payout;

import dev.factory.attribution.event.PublisherId;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one run pays one publisher of the statements of one currency.
 *
 * @param id also the reference the rail gets
 * @param run the run that put it together
 * @param publisherId who gets it
 * @param destination where it goes; personal data
 * @param lines what it is made of, in the currency of the statements; at least one
 * @param fxRate the rate it was exchanged at; null if it is paid in the currency of the statements
 * @param amount what is paid, more than zero: the sum of the lines; or, if there is a rate, what
 *     that gives for them, less what is not a whole step of the rail
 * @param termsHash the terms it was put together by
 * @param status how far it got
 * @param version counts changes of the status, from 0
 */
public record Payout(
    PayoutId id,
    RunKey run,
    PublisherId publisherId,
    String destination,
    List<PayoutLine> lines,
    @Nullable FxRate fxRate,
    Money amount,
    String termsHash,
    PayoutStatus status,
    long version) {

  /** Copies the lines; refuses an amount that is not their sum, or not more than zero. */
  public Payout {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a payout has a line");
    }
    Money net = sum(lines);
    Money paid = fxRate == null ? net : fxRate.convert(net);
    boolean sum = fxRate == null ? paid.equals(amount) : paid.compareTo(amount) >= 0;
    if (!sum || amount.minor() <= 0) {
      throw new IllegalArgumentException("the payout " + id + " is not the sum of its lines");
    }
  }

  /** {@return the draft of a payout; its amount is computed} */
  public static Payout draft(
      RunKey run, Payee payee, List<PayoutLine> lines, @Nullable FxRate fxRate, String termsHash) {
    Money net = sum(lines);
    Money paid = fxRate == null ? net : fxRate.convert(net);
    return draft(run, payee, lines, fxRate, paid, termsHash);
  }

  /**
   * {@return the draft of a payout}
   *
   * @param amount what is paid; see {@link #amount}
   */
  public static Payout draft(
      RunKey run,
      Payee payee,
      List<PayoutLine> lines,
      @Nullable FxRate fxRate,
      Money amount,
      String termsHash) {
    Money net = sum(lines);
    return new Payout(
        PayoutId.of(run, payee.publisherId(), net.currency()),
        run,
        payee.publisherId(),
        payee.destination(),
        lines,
        fxRate,
        amount,
        termsHash,
        PayoutStatus.DRAFT,
        0);
  }

  private static Money sum(List<PayoutLine> lines) {
    Money sum = Money.zero(lines.get(0).amount().currency());
    for (PayoutLine line : lines) {
      sum = sum.plus(line.amount());
    }
    return sum;
  }

  /** {@return the sum of the claims, before tax and exchange} */
  public Money claimed() {
    return sum(lines.stream().filter(line -> line.kind() == PayoutLine.Kind.CLAIM).toList());
  }

  /** {@return the tax, zero or more} */
  public Money withheld() {
    return claimed().minus(net());
  }

  /** {@return the sum of the lines, before exchange} */
  public Money net() {
    return sum(lines);
  }

  /** {@return the currency of the statements} */
  public CurrencyUnit statementCurrency() {
    return lines.get(0).amount().currency();
  }

  /** {@return the rate it was exchanged at, or empty} */
  public Optional<FxRate> fx() {
    return Optional.ofNullable(fxRate);
  }

  /** {@return how far it got} */
  public PayoutState state() {
    return status.state();
  }

  /** {@return the idempotency key of its last attempt} */
  public String key() {
    return id.key(status.attempt());
  }

  /** {@return this payout after a change of its status} */
  public Payout with(PayoutStatus next) {
    return new Payout(
        id, run, publisherId, destination, lines, fxRate, amount, termsHash, next, version + 1);
  }

  /** {@return the payout without its destination} */
  @Override
  public String toString() {
    return id + " of " + amount + " to " + publisherId + ", " + status.state();
  }
}
