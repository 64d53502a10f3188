/**
 * What a host may implement to keep attribution's rows where it likes.
 *
 * <p>Start at {@link dev.factory.attribution.spi.AttributionStore}; its contract is also a test,
 * {@code dev.factory.attribution.testkit.AttributionStoreContract}.
 */
package dev.factory.attribution.spi;
