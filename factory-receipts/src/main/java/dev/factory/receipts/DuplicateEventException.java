package dev.factory.receipts;

import dev.factory.core.FactoryException;

/**
 * An event has the idempotency key of one recorded before, and says something else. Nothing was
 * written for it.
 */
public final class DuplicateEventException extends FactoryException {
  private static final long serialVersionUID = 1L;

  private final long recordedSeq;

  DuplicateEventException(String idempotencyKey, long recordedSeq) {
    super(
        "receipts.duplicate-content",
        "the idempotency key \""
            + idempotencyKey
            + "\" stands for receipt "
            + recordedSeq
            + ", which says something else; nothing was written: use another key for another"
            + " event, or send the event as it was sent first");
    this.recordedSeq = recordedSeq;
  }

  /** {@return position of the receipt that has the key} */
  public long recordedSeq() {
    return recordedSeq;
  }
}
