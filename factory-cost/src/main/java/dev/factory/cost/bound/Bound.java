package dev.factory.cost.bound;

import dev.factory.cost.money.NanoMoney;

/** How much a call can cost at most. */
public sealed interface Bound {

  /**
   * It cannot cost more.
   *
   * @param amount to hold before the call
   * @param input the most tokens of input it can have
   * @param output the most tokens of output it can have, all answers together
   * @param priceVersion of the book
   */
  record AtMost(NanoMoney amount, long input, long output, String priceVersion) implements Bound {}

  /**
   * Nothing bounds it. Hard budgets refuse it.
   *
   * @param reason what is missing
   */
  record Unbounded(Reason reason) implements Bound {}

  /** What is missing for a bound. */
  enum Reason {
    /** The price book has no price for the call, or none for something it may use. */
    UNKNOWN_PRICE,
    /** Neither the call nor the price book says how long an answer may be. */
    NO_OUTPUT_LIMIT,
    /** The call could cost more than amounts can hold. */
    TOO_LARGE
  }
}
