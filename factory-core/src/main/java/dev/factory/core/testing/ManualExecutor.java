package dev.factory.core.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Keeps what it is given until {@link #runAll} is called, on the caller's thread. Thread-safe. */
public final class ManualExecutor implements Executor {
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /** Starts with nothing to run. */
  public ManualExecutor() {}

  @Override
  public void execute(Runnable task) {
    waiting.add(task);
  }

  /**
   * Runs what waits, oldest first, and what that adds, until nothing is left.
   *
   * @return how many tasks ran
   */
  public int runAll() {
    int ran = 0;
    for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
      task.run();
      ran++;
    }
    return ran;
  }
}
