package dev.factory.cost.guard;

import dev.factory.core.FactoryException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the ledger could not be told yet. Each piece is safe to repeat. */
final class Unsettled {
  private static final Logger LOG = LoggerFactory.getLogger(Unsettled.class);

  private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock telling = new ReentrantLock();

  void add(Runnable telling, FactoryException failure) {
    waiting.add(telling);
    LOG.warn(
        "The budget store does not answer ({}); a settlement waits in memory. Call settlePending()"
            + " when it is back.",
        failure.code());
  }

  /** Returns how many still wait. */
  int tell() {
    telling.lock();
    try {
      for (Runnable next = waiting.peek(); next != null; next = waiting.peek()) {
        next.run();
        waiting.remove();
      }
    } catch (FactoryException stillDown) {
      LOG.warn("The budget store still does not answer ({}).", stillDown.code());
    } finally {
      telling.unlock();
    }
    return waiting.size();
  }
}
