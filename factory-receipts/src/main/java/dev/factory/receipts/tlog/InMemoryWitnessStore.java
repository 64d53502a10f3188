package dev.factory.receipts.tlog;

import java.util.HashMap;
import java.util.Map;

/** A {@link WitnessStore} that forgets when its process ends: for tests. */
public final class InMemoryWitnessStore implements WitnessStore {
  private final Map<String, TreeHead> heads = new HashMap<>();

  /** A store that remembers nothing yet. */
  public InMemoryWitnessStore() {}

  @Override
  public synchronized TreeHead latest(String origin) {
    return heads.getOrDefault(origin, TreeHead.EMPTY);
  }

  @Override
  public synchronized boolean compareAndSet(String origin, TreeHead expected, TreeHead next) {
    if (!latest(origin).equals(expected)) {
      return false;
    }
    heads.put(origin, next);
    return true;
  }
}
