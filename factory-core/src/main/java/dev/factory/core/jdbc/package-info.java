/**
 * What every module's JDBC adapter shares: transactions that can join the host's own, the
 * differences between databases, versioned schemas and the outbox of events.
 *
 * <p>Start at {@link dev.factory.core.jdbc.Transactions}.
 */
package dev.factory.core.jdbc;
