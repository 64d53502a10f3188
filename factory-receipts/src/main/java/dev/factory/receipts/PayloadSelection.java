package dev.factory.receipts;

import java.util.Set;
import java.util.UUID;

/**
 * What of a receipt's payload shall be erased.
 *
 * @param receipt its id
 * @param fields names of personal members; none for the whole payload
 */
public record PayloadSelection(UUID receipt, Set<String> fields) {

  /** Copies the names. */
  public PayloadSelection {
    fields = Set.copyOf(fields);
  }

  /** {@return the whole payload of a receipt} */
  public static PayloadSelection whole(UUID receipt) {
    return new PayloadSelection(receipt, Set.of());
  }

  /**
   * {@return some personal members of a receipt's data}
   *
   * @param fields at least one name
   */
  public static PayloadSelection fields(UUID receipt, String... fields) {
    if (fields.length == 0) {
      throw new IllegalArgumentException("name at least one field, or select the whole payload");
    }
    return new PayloadSelection(receipt, Set.of(fields));
  }
}
