/**
 * The contract of attribution's storage as a test that any adapter can extend.
 *
 * <p>Start at {@link dev.factory.attribution.testkit.AttributionStoreContract}.
 */
package dev.factory.attribution.testkit;
