/**
 * Checks many Ed25519 signatures of one key at once, several times faster than one by one.
 *
 * <p>Verification of public data only: nothing here signs or holds a secret. Start at {@link
 * dev.factory.receipts.internal.ed25519.Ed25519Batch}.
 */
package dev.factory.receipts.internal.ed25519;
