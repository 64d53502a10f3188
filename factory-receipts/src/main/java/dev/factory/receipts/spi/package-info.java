/**
 * What a host may implement: where receipts are kept and who signs them, with the types both speak.
 *
 * <p>Start at {@link dev.factory.receipts.spi.ReceiptStore}.
 */
package dev.factory.receipts.spi;
