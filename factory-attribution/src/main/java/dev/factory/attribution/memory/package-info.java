/**
 * A store in memory: the specification in code, for tests and for what need not last.
 *
 * <p>Start at {@link dev.factory.attribution.memory.MemoryAttributionStore}.
 */
package dev.factory.attribution.memory;
