package dev.factory.attribution.spi;

import dev.factory.core.money.Money;

/** What a rail made of a request. */
public sealed interface RailOutcome {

  /**
   * Money moved.
   *
   * @param railReference the rail's name of the transfer
   * @param amount as the rail says; another one than was asked is not taken as paid
   */
  record Paid(String railReference, Money amount) implements RailOutcome {}

  /**
   * The rail has the request for certain and will settle it later.
   *
   * @param railReference the rail's name of the transfer
   */
  record Accepted(String railReference) implements RailOutcome {}

  /**
   * The rail refused it for good: no money moved, and none will by this request.
   *
   * @param reason the rail's code, without personal data
   */
  record Rejected(String reason) implements RailOutcome {}

  /**
   * The request was not taken, for a reason that will pass: no money moved, and none will by this
   * request. The run makes no further requests of this rail.
   *
   * @param reason the rail's code, without personal data: {@code rate-limited}
   */
  record NotTaken(String reason) implements RailOutcome {}

  /**
   * Nobody knows: no answer, half an answer, or an error on the rail's side.
   *
   * @param reason what was seen, without personal data
   */
  record InDoubt(String reason) implements RailOutcome {}
}
