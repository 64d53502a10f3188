/**
 * From touchpoints and conversions to credit, commission and statements, exact and explained.
 *
 * <p>Start at {@link dev.factory.attribution.Attribution}.
 */
package dev.factory.attribution;
