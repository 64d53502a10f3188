package dev.factory.receipts;

import java.util.List;

/** Types of receipts in which a ledger speaks of itself; hosts cannot write them. */
final class Reserved {
  private static final List<String> PREFIXES = List.of("ledger.", "key.", "receipt.");

  private Reserved() {}

  static boolean isReserved(String type) {
    return PREFIXES.stream().anyMatch(type::startsWith);
  }

  static void refuse(String type) {
    if (isReserved(type)) {
      throw new IllegalArgumentException(
          "types that begin with ledger., key. or receipt. are the ledger's own, and \""
              + type
              + "\" does; nothing was recorded: choose another type");
    }
  }
}
