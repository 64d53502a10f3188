package dev.factory.receipts.spi;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of a chain: what the next receipt is chained to.
 *
 * @param size how many receipts there are, and the {@code seq} of the next one
 * @param leaf leaf of the last receipt; {@link ReceiptHash#ZERO} if there is none
 * @param last the last receipt's id and time; null if there is none
 */
public record Head(long size, ReceiptHash leaf, @Nullable Last last) {

  /** The head of a chain without receipts. */
  public static final Head EMPTY = new Head(0, ReceiptHash.ZERO, null);

  /** Refuses a size that does not fit the rest. */
  public Head {
    if (size < 0 || (size == 0) != (last == null)) {
      throw new IllegalArgumentException(
          "a head of "
              + size
              + " receipts must "
              + (size == 0 ? "not " : "")
              + "name the last one");
    }
  }

  /** {@return the id of the last receipt, or empty if there is none} */
  public Optional<UUID> lastId() {
    return Optional.ofNullable(last).map(Last::id);
  }

  /** {@return when the last receipt was accepted, or empty if there is none} */
  public Optional<Instant> lastAcceptedAt() {
    return Optional.ofNullable(last).map(Last::acceptedAt);
  }

  /**
   * The last receipt of a chain.
   *
   * @param id its id
   * @param acceptedAt its time, in whole milliseconds
   */
  public record Last(UUID id, Instant acceptedAt) {}
}
