/**
 * Money fine enough for tokens: what a unit costs, what a charge comes to exactly, and what the
 * ledger keeps.
 *
 * <p>Prices and charges are whole quadrillionths (10<sup>-15</sup>) of a currency unit, the ledger
 * whole billionths (10<sup>-9</sup>). A charge is rounded once, on its way into the ledger.
 */
package dev.factory.cost.money;
