package dev.factory.receipts;

/** How much a verification looks at; each level includes those before it. */
public enum VerificationLevel {
  /** Every header is well-formed, numbered without a gap, and agrees with the index beside it. */
  HEADERS,
  /**
   * Every header names the one before it, in the ledger and in each stream, and time never turns.
   */
  CHAIN,
  /** The Merkle root over all leaves is computed, and the store's own head agrees with the end. */
  ROOT,
  /** Every signature is good under a trusted key. */
  SIGNATURES,
  /** Every payload that is there is the one its header commits to. */
  PAYLOADS;

  boolean includes(VerificationLevel wanted) {
    return compareTo(wanted) >= 0;
  }
}
