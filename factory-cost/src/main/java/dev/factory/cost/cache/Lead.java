package dev.factory.cost.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Nobody has the answer yet, so whoever holds this makes the call, and others wait for it. It must
 * be ended, by {@link #found}, {@link #shared} or {@link #gaveUp}; only the first counts.
 */
public final class Lead implements Lookup {
  private final ReplyCache cache;
  private final CacheKey key;
  private final CompletableFuture<Optional<CachedReply>> reply;

  Lead(ReplyCache cache, CacheKey key, CompletableFuture<Optional<CachedReply>> reply) {
    this.cache = cache;
    this.key = key;
    this.reply = reply;
  }

  /**
   * Keeps the answer and gives it to those who wait.
   *
   * @throws IllegalArgumentException if it is another tenant's; nothing was kept
   */
  public void found(CachedReply answer) {
    cache.end(key, reply, Optional.of(own(answer)), true);
  }

  /**
   * Gives the answer to those who wait and does not keep it, as when another model stood in.
   *
   * @throws IllegalArgumentException if it is another tenant's; nobody got it
   */
  public void shared(CachedReply answer) {
    cache.end(key, reply, Optional.of(own(answer)), false);
  }

  private CachedReply own(CachedReply answer) {
    if (!answer.tenant().equals(key.tenant())) {
      throw new IllegalArgumentException("an answer is for the tenant that asked");
    }
    return answer;
  }

  /** Tells those who wait to ask for themselves. */
  public void gaveUp() {
    cache.end(key, reply, Optional.empty(), false);
  }
}
