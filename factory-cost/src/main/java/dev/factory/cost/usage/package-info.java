/**
 * What a call used, in one normal form, read from the replies of providers.
 *
 * <p>Start at {@link dev.factory.cost.usage.UsageFormat}.
 */
package dev.factory.cost.usage;
