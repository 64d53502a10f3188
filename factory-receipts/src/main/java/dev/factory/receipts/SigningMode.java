package dev.factory.receipts;

/** What one signature covers. Every verifier takes both, mixed in one ledger. */
public enum SigningMode {
  /** Each receipt has a signature of its own. */
  PER_RECORD,
  /**
   * One signature covers the receipts of a transaction: each carries it with the path of hashes
   * that leads from the receipt to what was signed, so each can still be verified alone. For
   * signers that are slow or paid by the call, such as a key service or a hardware module. The text
   * grows by 43 characters with each doubling of the receipts that share it.
   */
  BATCH
}
