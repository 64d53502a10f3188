package dev.factory.cost.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.factory.core.limit.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers in memory, by exact key, up to a size and an age. Calls that are the same and come
 * together are made once.
 *
 * <p><b>Threads:</b> safe for use by many threads; none is started here.
 */
public final class ReplyCache {
  private static final int AROUND = 512;
  private static final int BYTES_OF_CHARACTER = 2;

  private final Cache<CacheKey, CachedReply> replies;
  private final Map<CacheKey, CompletableFuture<Optional<CachedReply>>> underWay =
      new ConcurrentHashMap<>();

  private ReplyCache(Cache<CacheKey, CachedReply> replies) {
    this.replies = replies;
  }

  /**
   * {@return an empty cache}
   *
   * @param maxBytes how much memory answers may take, about; above zero
   * @param keptFor how long an answer is given again, above zero
   */
  public static ReplyCache of(long maxBytes, Duration keptFor, Ticker ticker) {
    if (maxBytes < 1 || keptFor.isNegative() || keptFor.isZero()) {
      throw new IllegalArgumentException("a cache has a size and a time above zero");
    }
    return new ReplyCache(
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((CacheKey key, CachedReply reply) -> weight(reply))
            .expireAfterWrite(keptFor)
            .ticker(ticker::nanos)
            .executor(Runnable::run)
            .recordStats()
            .build());
  }

  private static int weight(CachedReply reply) {
    long characters = (long) reply.reply().text().length() + reply.reply().body().length();
    return (int) Math.min(Integer.MAX_VALUE, AROUND + BYTES_OF_CHARACTER * characters);
  }

  /** {@return the answer, or who makes it} */
  public Lookup lookUp(CacheKey key) {
    CachedReply known = replies.getIfPresent(key);
    if (known != null) {
      return new Lookup.Hit(known);
    }
    CompletableFuture<Optional<CachedReply>> own = new CompletableFuture<>();
    CompletableFuture<Optional<CachedReply>> others = underWay.putIfAbsent(key, own);
    if (others != null) {
      return new Lookup.Follow(others.copy());
    }
    CachedReply meanwhile = replies.policy().getIfPresentQuietly(key);
    if (meanwhile != null) { // it was kept between the two looks
      end(key, own, Optional.of(meanwhile), false);
      return new Lookup.Hit(meanwhile);
    }
    return new Lead(this, key, own);
  }

  /** It is kept before others are let in again, so that nobody makes the call a second time. */
  void end(
      CacheKey key,
      CompletableFuture<Optional<CachedReply>> own,
      Optional<CachedReply> answer,
      boolean keep) {
    if (underWay.get(key) != own) {
      return;
    }
    if (keep) {
      answer.ifPresent(reply -> replies.put(key, reply));
    }
    if (underWay.remove(key, own)) {
      own.complete(answer);
    }
  }

  /** Forgets all answers; calls that are under way still bring theirs. */
  public void invalidateAll() {
    replies.invalidateAll();
  }

  /** {@return how often an answer was there and how often not, since the cache was made} */
  public Stats stats() {
    CacheStats stats = replies.stats();
    return new Stats(stats.hitCount(), stats.missCount(), stats.evictionCount());
  }

  /**
   * What a cache was good for.
   *
   * @param hits how often the answer was there
   * @param misses how often it was not
   * @param evicted how many were forgotten for size or age
   */
  public record Stats(long hits, long misses, long evicted) {}
}
