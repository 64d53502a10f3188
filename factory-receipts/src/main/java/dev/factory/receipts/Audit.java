package dev.factory.receipts;

import java.util.Optional;

/**
 * What {@link ReceiptVerifier#audit} found, and where the next audit can begin.
 *
 * @param report the verdict
 * @param next what to keep for {@link ReceiptVerifier#since}; empty if the ledger is not valid
 */
public record Audit(VerificationReport report, Optional<AuditPoint> next) {}
