package dev.factory.cost.cache;

import dev.factory.cost.provider.ModelReply;
import dev.factory.cost.provider.Target;
import dev.factory.cost.usage.Usage;

/**
 * An answer that was paid for.
 *
 * @param tenant who paid for it, and alone may have it
 * @param target who answered
 * @param reply the answer
 * @param usage what it used when it was made
 */
public record CachedReply(String tenant, Target target, ModelReply reply, Usage usage) {}
