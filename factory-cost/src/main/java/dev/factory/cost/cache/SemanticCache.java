package dev.factory.cost.cache;

import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.provider.Target;
import java.util.Optional;

/**
 * Finds answers to calls that mean the same without being the same. There is none unless a host
 * brings one: what is near enough depends on the feature, and a wrong answer is worse than a paid
 * one.
 *
 * <p><b>Tenants:</b> an answer is found only for the tenant it was put for; the guard refuses what
 * is not. <b>Errors:</b> none is thrown for an index that is down; nothing is found then.
 * <b>Threads:</b> safe for use by many threads.
 */
public interface SemanticCache {

  /** {@return an answer of {@code tenant} to a call that means the same; empty if there is none} */
  Optional<CachedReply> find(String tenant, Target target, ModelCall call);

  /** Keeps an answer for {@link CachedReply#tenant}, or does not. */
  void put(ModelCall call, CachedReply reply);
}
