/**
 * Limits that hold in every stretch of time and not only from one full minute to the next.
 *
 * <p>Start at {@link dev.factory.core.limit.WindowLimit} for one counter, {@link
 * dev.factory.core.limit.KeyedLimit} for one for each key, {@link dev.factory.core.limit.Limits}
 * for several at once.
 */
package dev.factory.core.limit;
