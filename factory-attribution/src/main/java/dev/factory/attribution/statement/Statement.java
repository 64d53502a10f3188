package dev.factory.attribution.statement;

import dev.factory.attribution.event.PublisherId;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import dev.factory.core.money.Payable;
import dev.factory.core.time.Period;
import java.util.List;

/**
 * What one publisher earned in one period and currency, what is paid of it, and what is carried.
 *
 * <p>The opening carry and all commissions add up to the payable amount and the closing carry. The
 * payable amount is rounded down to whole minor units, once; what is left, or owed, opens the next
 * statement. So all that was paid differs from all that was earned by less than one minor unit, for
 * ever.
 *
 * @param publisherId whose it is
 * @param currency of every amount in it
 * @param period what it covers, half-open
 * @param openingCarry the closing carry of the publisher's statement before this; zero on the first
 * @param lines by time and then event id; lines from before the period came too late for their own
 * @param payable what is to be paid; zero or more
 * @param closingCarry what is left: less than a minor unit, or a debt, then nothing is payable
 */
public record Statement(
    PublisherId publisherId,
    CurrencyUnit currency,
    Period period,
    MicroMoney openingCarry,
    List<StatementLine> lines,
    Money payable,
    MicroMoney closingCarry) {

  /** Copies the lines and refuses amounts that do not add up. */
  public Statement {
    lines = List.copyOf(lines);
    Payable settled = settle(openingCarry, lines);
    if (!openingCarry.currency().equals(currency)
        || !settled.payable().equals(payable)
        || !settled.carry().equals(closingCarry)) {
      throw new IllegalArgumentException(
          "the statement of " + publisherId + " for " + period + " does not add up");
    }
  }

  /**
   * {@return the statement with these lines}
   *
   * @param openingCarry what the statement before this one left; its currency is the statement's
   * @param lines in any order
   */
  public static Statement of(
      PublisherId publisherId, Period period, MicroMoney openingCarry, List<StatementLine> lines) {
    Payable settled = settle(openingCarry, lines);
    return new Statement(
        publisherId,
        openingCarry.currency(),
        period,
        openingCarry,
        lines.stream().sorted(StatementLine.ORDER).toList(),
        settled.payable(),
        settled.carry());
  }

  /** {@return the sum of the commissions of all lines} */
  public MicroMoney earned() {
    return earned(MicroMoney.zero(currency), lines);
  }

  /** {@return the sum of the credits of all lines: the gross the commissions were taken of} */
  public MicroMoney gross() {
    MicroMoney sum = MicroMoney.zero(currency);
    for (StatementLine line : lines) {
      sum = sum.plus(line.credit());
    }
    return sum;
  }

  /** {@return the hash of everything in it} */
  public StatementHash hash() {
    return StatementJson.hash(this);
  }

  /**
   * {@return the statement as canonical JSON (RFC 8785), with its hash, as a publisher gets it}
   *
   * <p>Whoever has it can check it alone: take the member {@code hash} out, write the rest as
   * canonical JSON, and the SHA-256 of those bytes is the hash. Members: {@code v} (1), {@code
   * publisher_id}, {@code currency}, {@code exponent} (decimals of the currency), {@code
   * period_start}, {@code period_end}, {@code opening_carry_micro}, {@code lines}, {@code
   * earned_micro}, {@code payable} (a decimal), {@code closing_carry_micro}, {@code hash}. A line
   * has {@code cause}, {@code cause_id}, {@code conversion_id}, {@code at}, {@code credit_micro}
   * and {@code commission_micro}. Amounts called {@code micro} are whole numbers of millionths of a
   * minor unit, as text.
   */
  public byte[] canonicalJson() {
    return StatementJson.write(this);
  }

  /**
   * {@return the statement that {@code json} holds}
   *
   * @param json what {@link #canonicalJson} wrote, whitespace and order of members aside
   * @throws dev.factory.core.FactoryException {@code attribution.statement-damaged} if it does not
   *     add up or does not fit its hash, {@code attribution.unreadable-document} if it is no
   *     statement
   */
  public static Statement parse(byte[] json) {
    return StatementJson.read(json);
  }

  private static Payable settle(MicroMoney openingCarry, List<StatementLine> lines) {
    return earned(openingCarry, lines).payable();
  }

  private static MicroMoney earned(MicroMoney start, List<StatementLine> lines) {
    MicroMoney sum = start;
    for (StatementLine line : lines) {
      sum = sum.plus(line.commission());
    }
    return sum;
  }
}
