/**
 * Attribution's rows in SQLite or PostgreSQL.
 *
 * <p>Start at {@link dev.factory.attribution.jdbc.JdbcAttributionStore}.
 */
package dev.factory.attribution.jdbc;
