/**
 * Signed, hash-chained, Merkle-proved receipts: append, read, verify.
 *
 * <p>Start at {@link dev.factory.receipts.Receipts} to write, at {@link
 * dev.factory.receipts.ReceiptVerifier} to check.
 */
package dev.factory.receipts;
