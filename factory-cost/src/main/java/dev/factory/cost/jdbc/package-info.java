/**
 * Budgets counted in SQLite or PostgreSQL.
 *
 * <p>Start at {@link dev.factory.cost.jdbc.JdbcBudgetStore}.
 */
package dev.factory.cost.jdbc;
