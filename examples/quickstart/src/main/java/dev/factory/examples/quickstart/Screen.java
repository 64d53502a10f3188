package dev.factory.examples.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Prints the steps of a run: one line for each with its time and, on a terminal, a bar while it is
 * under way. Not thread-safe.
 */
final class Screen {
  private static final int BAR = 30;
  private static final int NAME = 24;
  private static final int RESULT = 45;
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

  private final PrintStream out;
  private final boolean terminal;
  private final int steps;
  private int step;

  /**
   * @param terminal whether a line may be written over
   * @param steps how many there will be
   */
  Screen(PrintStream out, boolean terminal, int steps) {
    this.out = out;
    this.terminal = terminal;
    this.steps = steps;
  }

  void line(String text) {
    out.println(text);
  }

  void line() {
    out.println();
  }

  /** Runs a step and prints its line when it is done; a step that throws leaves its name behind. */
  <T> T step(String name, Work<T> work, Result<T> result) throws IOException {
    step++;
    Bar bar = new Bar(String.format(Locale.ROOT, "[%d/%d] %s", step, steps, name));
    bar.draw();
    T done;
    try {
      done = work.run(bar);
    } catch (RuntimeException | IOException e) {
      bar.leave();
      throw e;
    }
    bar.end(result.words(done));
    return done;
  }

  /** {@return for example {@code 12.3 s}} */
  static String seconds(long nanos) {
    long tenths = (nanos + 50_000_000) / 100_000_000;
    return tenths / 10 + "." + tenths % 10 + " s";
  }

  /** Told how far a step is. */
  interface Progress {
    void at(long done, long total);
  }

  /** What a step does. */
  interface Work<T> {
    T run(Progress progress) throws IOException;
  }

  /** What is said about it. */
  interface Result<T> {
    String words(T result);
  }

  private final class Bar implements Progress {
    private final String name;
    private final long begun = System.nanoTime();
    private long drawn = begun;
    private long done;
    private long total;

    Bar(String name) {
      this.name = String.format(Locale.ROOT, "%-" + NAME + "s", name);
    }

    @Override
    public void at(long nowDone, long ofTotal) {
      done = nowDone;
      total = ofTotal;
      long now = System.nanoTime();
      if (now - drawn >= REDRAW_NANOS) {
        drawn = now;
        draw();
      }
    }

    void draw() {
      if (terminal) {
        int filled = total <= 0 ? 0 : (int) (BAR * Math.min(done, total) / total);
        long percent = total <= 0 ? 0 : 100 * Math.min(done, total) / total;
        out.printf(
            Locale.ROOT,
            "\r%s [%s%s] %3d%% %8s ",
            name,
            "#".repeat(filled),
            ".".repeat(BAR - filled),
            percent,
            seconds(System.nanoTime() - begun));
        out.flush();
      }
    }

    void leave() {
      if (terminal) {
        out.println();
      }
    }

    void end(String result) {
      String line =
          String.format(
              Locale.ROOT,
              "%s %-" + RESULT + "s %8s",
              name,
              result,
              seconds(System.nanoTime() - begun));
      out.println(terminal ? "\r" + line + " ".repeat(Math.max(0, 90 - line.length())) : line);
    }
  }
}
