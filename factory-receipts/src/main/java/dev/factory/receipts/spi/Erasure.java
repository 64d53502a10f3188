package dev.factory.receipts.spi;

import java.util.Set;

/**
 * What goes from a payload when the receipt that certifies it is kept. Only payloads can go:
 * idempotency keys, types and names of streams stay for good, so they must not be personal.
 *
 * @param seq position of the receipt whose payload it is, from 0
 * @param disclosures texts of the disclosures to go, each of which leaves its digest; none means
 *     the whole payload goes
 */
public record Erasure(long seq, Set<String> disclosures) {

  /** Copies the disclosures, and refuses a negative position. */
  public Erasure {
    if (seq < 0) {
      throw new IllegalArgumentException("positions start at 0, not at " + seq);
    }
    disclosures = Set.copyOf(disclosures);
  }

  /** {@return whether nothing of the payload stays} */
  public boolean isWhole() {
    return disclosures.isEmpty();
  }

  @Override
  public String toString() {
    // never the disclosures: they hold what is to be forgotten
    return "Erasure[seq="
        + seq
        + ", "
        + (isWhole() ? "whole" : disclosures.size() + " fields")
        + "]";
  }
}
