/**
 * From touchpoints and conversions to credit: a pure computation, and its explanation.
 *
 * <p>Start at {@link dev.factory.attribution.credit.AttributionKernel}.
 */
package dev.factory.attribution.credit;
