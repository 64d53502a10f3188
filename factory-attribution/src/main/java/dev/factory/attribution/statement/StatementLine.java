package dev.factory.attribution.statement;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.event.EventId;
import dev.factory.core.money.MicroMoney;
import java.time.Instant;
import java.util.Comparator;

/**
 * What one conversion or one reversal means for one publisher: the sum over all touches of the
 * publisher.
 *
 * @param cause what it was
 * @param causeId the event id of the conversion or of the reversal
 * @param conversionId the event id of the conversion in either case
 * @param at when it was; before the statement's period if it was recorded too late for its own
 * @param credit the publisher's part of the gross; a reversal's is negative
 * @param commission what the publisher earns by it; a reversal's is negative
 */
public record StatementLine(
    CreditCause cause,
    EventId causeId,
    EventId conversionId,
    Instant at,
    MicroMoney credit,
    MicroMoney commission) {

  /** The order of the lines of a statement: time, then event id. */
  static final Comparator<StatementLine> ORDER =
      Comparator.comparing(StatementLine::at).thenComparing(StatementLine::causeId);
}
