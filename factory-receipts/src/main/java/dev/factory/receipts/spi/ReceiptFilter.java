package dev.factory.receipts.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which receipts are looked for: those that fit everything that is given.
 *
 * @param stream name of a stream they are in, such as {@code publisher_id=pub-456}; null for any
 * @param type their type; null for any
 * @param from accepted at this time or later; null for any
 * @param to accepted before this time; null for any
 */
public record ReceiptFilter(
    @Nullable String stream, @Nullable String type, @Nullable Instant from, @Nullable Instant to) {

  /** Every receipt. */
  public static final ReceiptFilter ALL = new ReceiptFilter(null, null, null, null);

  /** Refuses a time range that ends before it begins. */
  public ReceiptFilter {
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("a time range ends where it begins or later");
    }
  }

  /** {@return the same, of one stream only} */
  public ReceiptFilter inStream(String key) {
    return new ReceiptFilter(key, type, from, to);
  }

  /** {@return the same, of one type only} */
  public ReceiptFilter ofType(String wanted) {
    return new ReceiptFilter(stream, wanted, from, to);
  }

  /** {@return the same, accepted in {@code [from, to)}; null leaves that side open} */
  public ReceiptFilter accepted(@Nullable Instant from, @Nullable Instant to) {
    return new ReceiptFilter(stream, type, from, to);
  }
}
