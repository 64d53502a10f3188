/**
 * A program that records clicks and conversions, attributes them, closes the month's statements and
 * verifies the ledger that proves them.
 *
 * <p>Start at {@link dev.factory.examples.quickstart.Quickstart}.
 */
package dev.factory.examples.quickstart;
