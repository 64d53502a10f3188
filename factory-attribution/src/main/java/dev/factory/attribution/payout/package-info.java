/**
 * What is paid to whom, by what means, and how far it got.
 *
 * <p>Start at {@link dev.factory.attribution.payout.Payout}; {@link
 * dev.factory.attribution.payout.PayoutState} has the life cycle.
 */
package dev.factory.attribution.payout;
