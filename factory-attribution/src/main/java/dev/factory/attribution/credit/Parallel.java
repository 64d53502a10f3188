package dev.factory.attribution.credit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Runs one task on a number of threads, and waits for all. */
final class Parallel {
  private final int count;

  Parallel(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a run has 1 thread or more, not " + count);
    }
    this.count = count;
  }

  int count() {
    return count;
  }

  /** Gives the task the numbers of the threads; the caller's is the first. */
  void run(IntConsumer task) {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    AtomicReference<Error> error = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int number = 1; number < count; number++) {
      int own = number;
      Thread thread = new Thread(() -> guarded(task, own, failure, error), "attribution-" + own);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    guarded(task, 0, failure, error);
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= joined(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow(failure.get());
    rethrow(error.get());
  }

  private static void guarded(
      IntConsumer task,
      int number,
      AtomicReference<RuntimeException> failure,
      AtomicReference<Error> error) {
    try {
      task.accept(number);
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    } catch (Error e) {
      error.compareAndSet(null, e);
    }
  }

  /**
   * Waits to the end, as the task writes to the caller's arrays. {@return if it was interrupted}
   */
  private static boolean joined(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static <E extends Throwable> void rethrow(@Nullable E failure) throws E {
    if (failure != null) {
      throw failure;
    }
  }
}
