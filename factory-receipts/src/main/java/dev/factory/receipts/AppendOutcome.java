package dev.factory.receipts;

/** What became of an event that was given to the ledger; either way its receipt is durable. */
public sealed interface AppendOutcome {

  /** {@return the event's receipt} */
  Receipt receipt();

  /** The event was not known and has a receipt now. */
  record Recorded(Receipt receipt) implements AppendOutcome {}

  /** An event with the same idempotency key and the same content had a receipt; nothing changed. */
  record AlreadyRecorded(Receipt receipt) implements AppendOutcome {}
}
