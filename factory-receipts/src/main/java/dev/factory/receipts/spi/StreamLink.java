package dev.factory.receipts.spi;

/**
 * The place of a receipt in one stream: a named list inside the ledger, such as everything of one
 * publisher, chained in itself so that a gap shows.
 *
 * @param key name of the stream: {@code publisher_id=pub-456}; 1 to 200 characters
 * @param seq position in the stream, from 0
 * @param prev leaf of the receipt before it in the stream; {@link ReceiptHash#ZERO} at position 0
 */
public record StreamLink(String key, long seq, ReceiptHash prev) {

  /** Refuses a negative position. */
  public StreamLink {
    if (seq < 0) {
      throw new IllegalArgumentException("a position in a stream starts at 0, not at " + seq);
    }
  }
}
