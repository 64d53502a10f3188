package dev.factory.core.testing;

import dev.factory.core.IdSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that count up: the first is {@code 00000000-0000-7000-8000-000000000001}. They are valid
 * UUIDv7, so code that checks the version takes them. Thread-safe.
 */
public final class SequenceIds implements IdSource {
  private final AtomicLong last = new AtomicLong();

  /** Starts before the first id. */
  public SequenceIds() {}

  @Override
  public UUID next() {
    return new UUID(0x7000L, 0x8000_0000_0000_0000L | last.incrementAndGet());
  }
}
