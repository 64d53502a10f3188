package dev.factory.core.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One rule, counted for each key by itself: each company, each API key.
 *
 * <p><b>Memory</b> is bounded. Keys of which nothing is counted any more are forgotten when room is
 * needed, which changes no answer. When all of {@code maxKeys} are in use, further keys share 64
 * spare limits, by their hash: such a key may be refused for what others did, and its own limit
 * still holds. So a flood of made-up keys neither fills the memory nor frees anybody's limit.
 *
 * <p>The guarantee of {@link WindowLimit} holds for each key. <b>Threads:</b> safe for use by many
 * threads.
 */
public final class KeyedLimit {
  private static final int SPARE = 64;
  private static final int SWEEPS_PER_WINDOW = 16;

  private final WindowRule rule;
  private final int maxKeys;
  private final Ticker ticker;
  private final long sweepEvery;
  private final Map<String, WindowLimit> own = new ConcurrentHashMap<>();
  private final Map<Integer, WindowLimit> spare = new HashMap<>();
  private long sweptAt;

  private KeyedLimit(WindowRule rule, int maxKeys, Ticker ticker) {
    this.rule = rule;
    this.maxKeys = maxKeys;
    this.ticker = ticker;
    this.sweepEvery = rule.window().toNanos() / SWEEPS_PER_WINDOW;
    this.sweptAt = ticker.nanos() - sweepEvery;
  }

  /**
   * {@return a limit for each key, none of which is used yet}
   *
   * @param maxKeys how many keys are counted by themselves, at least 1; each needs about 200 bytes
   *     and 8 to 16 more for each that is counted
   */
  public static KeyedLimit of(WindowRule rule, int maxKeys, Ticker ticker) {
    if (maxKeys < 1) {
      throw new IllegalArgumentException("at least one key is counted, not " + maxKeys);
    }
    return new KeyedLimit(rule, maxKeys, ticker);
  }

  /** {@return whether one request of {@code key} is let through now; it is counted if it is} */
  public Admission tryAcquire(String key) {
    return tryAcquire(key, 1);
  }

  /**
   * {@return whether a request of {@code key} is let through that counts as several}
   *
   * @param weight at least 1
   */
  public Admission tryAcquire(String key, long weight) {
    while (true) {
      Admission admission = limitOf(key).acquireUnlessRetired(weight);
      if (admission != null) {
        return admission;
      }
    }
  }

  /**
   * {@return what a request of {@code key} takes of this limit, to be decided with others by {@link
   * Limits}}
   *
   * @param weight at least 1
   */
  public Ask ask(String key, long weight) {
    return new Ask(() -> limitOf(key), weight);
  }

  /**
   * {@return where the limit of {@code key} stands now; of one that is not counted, all is free}
   */
  public LimitState state(String key) {
    WindowLimit limit = own.get(key);
    if (limit == null) {
      limit = shared(key);
    }
    return limit == null ? new LimitState(rule, rule.limit(), Duration.ZERO) : limit.state();
  }

  /** {@return where each key stands that is counted by itself and has used some, by key} */
  public Map<String, LimitState> states() {
    Map<String, LimitState> states = new TreeMap<>();
    own.forEach(
        (key, limit) -> {
          LimitState state = limit.state();
          if (state.remaining() < rule.limit()) {
            states.put(key, state);
          }
        });
    return states;
  }

  /** {@return the rule} */
  public WindowRule rule() {
    return rule;
  }

  private synchronized @Nullable WindowLimit shared(String key) {
    return spare.get(place(key));
  }

  private static int place(String key) {
    int hash = key.hashCode();
    return (hash ^ (hash >>> 16)) & (SPARE - 1);
  }

  private WindowLimit limitOf(String key) {
    WindowLimit known = own.get(key);
    return known != null ? known : find(key);
  }

  /** A key leaves its spare limit only when nothing is counted there, so it loses no history. */
  private synchronized WindowLimit find(String key) {
    WindowLimit known = own.get(key);
    if (known != null) {
      return known;
    }
    int place = place(key);
    WindowLimit shared = spare.get(place);
    if (shared != null && !shared.retireIfIdle()) {
      return shared;
    }
    spare.remove(place);
    if (own.size() >= maxKeys) {
      sweep();
    }
    WindowLimit fresh = WindowLimit.of(rule, ticker);
    if (own.size() < maxKeys) {
      own.put(key, fresh);
    } else {
      spare.put(place, fresh);
    }
    return fresh;
  }

  /** Not more often than it can find something, or a flood of keys would pay for it each time. */
  private void sweep() {
    long now = ticker.nanos();
    if (now - sweptAt >= sweepEvery) {
      sweptAt = now;
      own.values().removeIf(WindowLimit::retireIfIdle);
    }
  }
}
