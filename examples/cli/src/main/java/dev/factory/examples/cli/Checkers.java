package dev.factory.examples.cli;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As many threads as there are processors, while something is verified. */
record Checkers(ExecutorService pool) implements AutoCloseable {
  static Checkers start() {
    return new Checkers(Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
