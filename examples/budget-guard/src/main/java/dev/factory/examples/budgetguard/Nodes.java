package dev.factory.examples.budgetguard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The processes that call, and how often they were refused. */
final class Nodes implements AutoCloseable {
  private final List<Process> running = new ArrayList<>();
  private final Map<Side, AtomicLong> refusals = new EnumMap<>(Side.class);
  private final ExecutorService readers = Executors.newCachedThreadPool();

  /** Starts {@code count} processes. */
  Nodes(int count, int threads, String database, URI provider, String limit) throws IOException {
    for (Side side : Side.values()) {
      refusals.put(side, new AtomicLong());
    }
    for (int number = 0; number < count; number++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Node.class.getName(),
                  database,
                  provider.toString(),
                  Integer.toString(number),
                  Integer.toString(threads),
                  limit)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      running.add(process);
      readers.execute(() -> count(process));
    }
  }

  private void count(Process process) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        for (Side side : Side.values()) {
          if (line.equals(side.text())) {
            refused(side).incrementAndGet();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AtomicLong refused(Side side) {
    return refusals.getOrDefault(side, new AtomicLong());
  }

  /** {@return how often calls were refused so far} */
  long refusals(Side side) {
    return refused(side).get();
  }

  /** {@return whether all have ended by themselves within {@code patience}} */
  boolean await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (Process process : running) {
      if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    readers.shutdown();
    return readers.awaitTermination(1, TimeUnit.MINUTES);
  }

  /** {@return whether all ended without an error} */
  boolean succeeded() {
    return running.stream().allMatch(process -> !process.isAlive() && process.exitValue() == 0);
  }

  @Override
  public void close() {
    running.forEach(Process::destroyForcibly);
    readers.shutdownNow();
  }
}
