package dev.factory.receipts;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some of the receipts that were looked for.
 *
 * @param receipts in the order asked for
 * @param next where to go on: what {@link Receipts#find} and {@link Receipts#findBackwards} take as
 *     their position; empty if there are no more
 */
public record ReceiptPage(List<Receipt> receipts, OptionalLong next) {

  /** Copies the list. */
  public ReceiptPage {
    receipts = List.copyOf(receipts);
  }
}
