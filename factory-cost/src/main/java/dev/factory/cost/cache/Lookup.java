package dev.factory.cost.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a cache says to a call. */
public sealed interface Lookup permits Lookup.Hit, Lookup.Follow, Lead {

  /**
   * The answer is here.
   *
   * @param reply the answer
   */
  record Hit(CachedReply reply) implements Lookup {}

  /**
   * The same call is under way.
   *
   * @param reply completes with its answer, or with nothing if it came to none: look again then
   */
  record Follow(CompletableFuture<Optional<CachedReply>> reply) implements Lookup {}
}
