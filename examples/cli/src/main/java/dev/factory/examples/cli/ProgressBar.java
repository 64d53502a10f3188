package dev.factory.examples.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** One line that is written over while something is under way, and gone afterwards. Thread-safe. */
final class ProgressBar implements LongConsumer, AutoCloseable {
  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

  private final Host host;
  private final boolean shown;
  private final String what;
  private final long total;
  private long drawnAt = System.nanoTime();
  private int drawn;

  /**
   * @param shown whether it is; if not, it does nothing
   * @param total what {@link #accept} ends with, at least 0
   */
  ProgressBar(Host host, boolean shown, String what, long total) {
    this.host = host;
    this.shown = shown;
    this.what = what;
    this.total = total;
  }

  @Override
  public synchronized void accept(long done) {
    long now = System.nanoTime();
    if (shown && now - drawnAt >= REDRAW_NANOS) {
      drawnAt = now;
      draw(Math.min(done, total));
    }
  }

  private void draw(long done) {
    int filled = total == 0 ? 0 : (int) (WIDTH * done / total);
    String line =
        String.format(
            Locale.ROOT,
            "%s [%s%s] %3d%% %,d of %,d",
            what,
            "#".repeat(filled),
            ".".repeat(WIDTH - filled),
            total == 0 ? 0 : 100 * done / total,
            done,
            total);
    host.err().print("\r" + line);
    host.err().flush();
    drawn = line.length();
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    if (drawn > 0) {
      host.err().print("\r" + " ".repeat(drawn) + "\r");
      host.err().flush();
      drawn = 0;
    }
  }
}
