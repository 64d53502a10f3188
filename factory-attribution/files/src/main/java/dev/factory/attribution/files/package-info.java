/**
 * Reads touchpoints, conversions and reversals from CSV and NDJSON files, a batch at a time, and
 * gives back the rows that cannot be taken with the reason for each.
 *
 * <p>Start at {@link dev.factory.attribution.files.EventFiles}.
 */
package dev.factory.attribution.files;
