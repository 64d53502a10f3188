/**
 * What a publisher is told: statements that settle, and reports that sum up.
 *
 * <p>Start at {@link dev.factory.attribution.statement.Statement}.
 */
package dev.factory.attribution.statement;
