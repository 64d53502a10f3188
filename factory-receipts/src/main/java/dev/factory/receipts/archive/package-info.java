/**
 * A ledger as one compressed file for each ISO week, complete and checkable without a database, and
 * the way back: an empty store filled from them again.
 *
 * <p>Start at {@link dev.factory.receipts.archive.ReceiptArchive}; {@code
 * factory-receipts/DESIGN.md} defines the files to the byte.
 */
package dev.factory.receipts.archive;
