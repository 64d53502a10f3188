package dev.factory.cost;

/**
 * What calls came to that were settled as parts of sums, since the leases were made.
 *
 * @param calls how many; never falls
 * @param tokens input and output together; never falls
 * @param nanos what they cost, in billionths of the currency's unit; never falls
 */
public record LeasedTotals(long calls, long tokens, long nanos) {}
