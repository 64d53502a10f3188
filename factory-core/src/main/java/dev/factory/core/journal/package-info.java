/**
 * How a module says what it did, without knowing who keeps the record.
 *
 * <p>A module takes a {@link dev.factory.core.journal.Journal} and appends {@link
 * dev.factory.core.journal.Event}s to it; a ledger of receipts is one place they may go to.
 */
package dev.factory.core.journal;
