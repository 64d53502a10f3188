/**
 * Where answers come from: what a call is, the {@link dev.factory.cost.provider.Provider} SPI, an
 * adapter for OpenAI-compatible servers, and the {@link dev.factory.cost.provider.Gateway} that
 * keeps a failing provider from taking its callers down.
 */
package dev.factory.cost.provider;
