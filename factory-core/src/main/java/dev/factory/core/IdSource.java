package dev.factory.core;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Where new identifiers come from. Passed in, so that a test or a replay gets the same ids again.
 *
 * <p><b>Threads:</b> safe for use by many threads.
 */
@FunctionalInterface
public interface IdSource {

  /** {@return an id this source has not given before} */
  UUID next();

  /**
   * {@return a source of UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then a
   * counter of 12 bits that keeps the ids of one source in ascending order, then 62 random bits}
   *
   * <p>When the clock steps back the last millisecond is kept, and when more than 4,096 ids fall
   * into one millisecond the next one is borrowed, so the order never breaks.
   *
   * @param time the clock
   * @param random an unpredictable generator, such as {@link java.security.SecureRandom}, which is
   *     also safe for use by many threads
   */
  static IdSource uuidV7(InstantSource time, RandomGenerator random) {
    return new TimeOrderedIds(time, random);
  }
}
