package dev.factory.attribution.spi;

import dev.factory.core.money.Money;

/** What a rail found when it was asked for the transfer of a payout. */
public sealed interface RailFinding {

  /**
   * There is one.
   *
   * @param railReference the rail's name of it
   * @param amount how much
   * @param stage how far it is
   */
  record Found(String railReference, Money amount, Stage stage) implements RailFinding {}

  /** There is none now. Whether one may still come, {@link RailCapabilities} says. */
  record Absent() implements RailFinding {}

  /**
   * It could not be found out, or there is more than one.
   *
   * @param reason what was seen, without personal data
   */
  record Unclear(String reason) implements RailFinding {}

  /** How far a transfer is. */
  enum Stage {
    /** The rail has it and has not settled it. */
    PENDING,
    /** Money moved. */
    PAID,
    /** Money moved and came back. */
    RETURNED,
    /** It was refused; no money moved. */
    REJECTED
  }
}
