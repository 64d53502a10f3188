/**
 * A shard of receipts in SQLite or PostgreSQL.
 *
 * <p>Start at {@link dev.factory.receipts.jdbc.JdbcReceiptStore}.
 */
package dev.factory.receipts.jdbc;
