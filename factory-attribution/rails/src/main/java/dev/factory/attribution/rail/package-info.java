/**
 * Means of payment a host may choose: Stripe transfers, and files for a bank.
 *
 * <p>Start at {@link dev.factory.attribution.rail.StripeRail} or {@link
 * dev.factory.attribution.rail.FileRail}.
 */
package dev.factory.attribution.rail;
