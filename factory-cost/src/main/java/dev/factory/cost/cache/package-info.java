/**
 * Answers that were paid for once. Start at {@link dev.factory.cost.cache.ReplyCache}.
 *
 * <p>Nothing here is ever shared between tenants.
 */
package dev.factory.cost.cache;
