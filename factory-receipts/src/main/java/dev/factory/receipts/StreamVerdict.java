package dev.factory.receipts;

import dev.factory.receipts.spi.StreamHead;
import java.util.List;

/** What checking a {@link StreamEvidence} found. */
public sealed interface StreamVerdict {

  /**
   * Nothing is missing.
   *
   * @param at the list is complete as the ledger stood when it had this many receipts
   * @param end where the stream ended then: what is known from now on
   * @param receipts those after the last one known before, checked
   */
  record Complete(long at, StreamHead end, List<Receipt> receipts) implements StreamVerdict {

    /** Copies the list. */
    public Complete {
      receipts = List.copyOf(receipts);
    }
  }

  /**
   * A receipt is missing, or another one stands in its place.
   *
   * @param position in the stream, from 0
   */
  record Gap(long position) implements StreamVerdict {}

  /**
   * A receipt is not what was recorded.
   *
   * @param fault what is wrong with which
   */
  record Faulty(Fault fault) implements StreamVerdict {}

  /** The ledger did not commit to the end that is shown, nor to there being none. */
  record NotCommitted() implements StreamVerdict {}

  /**
   * The commitment itself is not proved.
   *
   * @param why the verdict on it
   */
  record NotProved(BundleVerdict why) implements StreamVerdict {}
}
