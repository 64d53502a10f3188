/**
 * What a publisher may say against a statement, and what becomes of it.
 *
 * <p>Start at {@link dev.factory.attribution.dispute.Diff} and {@link
 * dev.factory.attribution.dispute.Dispute}.
 */
package dev.factory.attribution.dispute;
