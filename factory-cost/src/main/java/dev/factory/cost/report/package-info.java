/**
 * What was spent, by whom and on what, as reports, JSON and counters.
 *
 * <p>Start at {@link dev.factory.cost.report.SpendReport}.
 */
package dev.factory.cost.report;
