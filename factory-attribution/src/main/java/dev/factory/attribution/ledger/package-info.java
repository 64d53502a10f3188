/**
 * Double entry: who owes what to whom, in millionths of a minor unit, one currency at a time.
 *
 * <p>Start at {@link dev.factory.attribution.ledger.Posting}.
 */
package dev.factory.attribution.ledger;
