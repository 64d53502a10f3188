package dev.factory.receipts.spi;

/**
 * The end of one stream.
 *
 * @param size how many receipts it has, and the position of the next one; at least 1
 * @param leaf leaf of its last receipt
 */
public record StreamHead(long size, ReceiptHash leaf) {}
