/**
 * What happened: touchpoints, conversions and reversals, and the ids that tell them apart.
 *
 * <p>Every type refuses wrong values when it is made, so nobody checks again. Start at {@link
 * dev.factory.attribution.event.Touchpoint} and {@link dev.factory.attribution.event.Conversion}.
 */
package dev.factory.attribution.event;
