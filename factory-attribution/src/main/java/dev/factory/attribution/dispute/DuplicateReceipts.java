package dev.factory.attribution.dispute;

import dev.factory.core.journal.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds receipts that tell the same thing twice: two of one type that name the same click, sale,
 * refund, statement or payout (operations guide, Payout Calculation Incorrect).
 *
 * <p>Give it the events of all receipts that are in question, then ask. It keeps one name for each;
 * for one thread.
 */
public final class DuplicateReceipts {
  /** Which members of an event's data make two of its type the same. */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "ClickRecorded", List.of("click_id"),
          "TouchpointRecorded", List.of("touchpoint_id"),
          "ConversionRecorded", List.of("conversion_id"),
          "ReversalRecorded", List.of("reversal_id"),
          "AttributionComputed", List.of("conversion_id", "part"),
          "ReversalAttributed", List.of("reversal_id", "part"),
          "StatementClosed", List.of("publisher_id", "currency", "period_start"),
          "PayoutSettled", List.of("payout_id"));

  private final Map<String, List<String>> receipts = new LinkedHashMap<>();

  /** Makes one that has seen nothing. */
  public DuplicateReceipts() {}

  /**
   * Things that more than one receipt tells of.
   *
   * @param what type and key: {@code ClickRecorded click_id=click-123}
   * @param receiptIds the receipts, two or more, in the order in which they were given
   */
  public record Duplicate(String what, List<String> receiptIds) {

    /** Copies the ids. */
    public Duplicate {
      receiptIds = List.copyOf(receiptIds);
    }
  }

  /**
   * Takes a receipt into account. Types that say nothing of the kind are passed over.
   *
   * @param receiptId names it in the answer
   * @param event what it tells
   */
  public void add(String receiptId, Event event) {
    key(event)
        .ifPresent(
            key -> receipts.computeIfAbsent(key, absent -> new ArrayList<>()).add(receiptId));
  }

  private static Optional<String> key(Event event) {
    List<String> members = KEYS.get(event.type());
    if (members == null) {
      return Optional.empty();
    }
    StringBuilder key = new StringBuilder(event.type());
    for (String member : members) {
      @Nullable Object value = event.data().get(member);
      key.append(' ').append(member).append('=').append(value);
    }
    return Optional.of(key.toString());
  }

  /** {@return what is told more than once, in the order in which it was first told} */
  public List<Duplicate> found() {
    return receipts.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(entry -> new Duplicate(entry.getKey(), entry.getValue()))
        .toList();
  }
}
