package dev.factory.receipts.spi;

/**
 * A signed checkpoint as a store keeps it.
 *
 * @param size how many receipts it covers
 * @param root their Merkle root (RFC 6962, section 2.1)
 * @param note the signed note (C2SP {@code tlog-checkpoint}), as it is published
 */
public record StoredCheckpoint(long size, ReceiptHash root, String note) {}
