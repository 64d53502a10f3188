package dev.factory.attribution.ledger;

import dev.factory.attribution.event.PublisherId;
import java.util.Locale;

/**
 * Where an amount stands in the ledger. A balance above zero is owed to the account; one below zero
 * is owed by it.
 *
 * @param name {@code clearing}, {@code platform:fee}, {@code publisher:<id>:due} and so on
 */
public record Account(String name) implements Comparable<Account> {

  /** The business the sales were made for; its balance is minus the gross less reversals. */
  public static final Account CLEARING = new Account("clearing");

  /** The platform's part of the sales. */
  public static final Account PLATFORM_FEE = new Account("platform:fee");

  /** The pool of conversions no touch is eligible for; paid to nobody. */
  public static final Account UNATTRIBUTED = new Account("unattributed");

  /** Tax that was withheld from payouts, owed to an authority. */
  public static final Account WITHHELD = new Account("withheld:tax");

  /** The exchange of currencies: what it gave in one and took in the other. */
  public static final Account FX = new Account("fx");

  /** Debts that nobody will pay back. */
  public static final Account WRITTEN_OFF = new Account("written_off");

  /** The accounts that each publisher has. */
  public enum Part {
    /** Earned and not on a statement yet, or on one and held for a time. */
    HELD,
    /** On a statement and free to be paid. */
    DUE,
    /** Reserved for a payout that is not settled. */
    IN_PAYOUT,
    /** Paid. */
    PAID,
    /** Less than one minor unit, left over by a statement for the next. */
    CARRY,
    /** A debt from reversals of what was paid before; zero or less. */
    CLAWBACK
  }

  /** Refuses an empty name. */
  public Account {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an account needs a name");
    }
  }

  /** {@return one of the publisher's accounts} */
  public static Account of(PublisherId publisher, Part part) {
    return new Account("publisher:" + publisher + ":" + part.name().toLowerCase(Locale.ROOT));
  }

  /** Compares names. */
  @Override
  public int compareTo(Account other) {
    return name.compareTo(other.name);
  }

  /** {@return the name} */
  @Override
  public String toString() {
    return name;
  }
}
