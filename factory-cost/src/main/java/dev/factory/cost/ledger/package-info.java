/**
 * The budget ledger as a pure function: a command and the rows it touches in, changed rows and an
 * outcome out. Every store leaves the decisions to it, so that all decide alike.
 *
 * <p>Start at {@link dev.factory.cost.ledger.LedgerRules}.
 */
package dev.factory.cost.ledger;
