package dev.factory.cost.ledger;

import java.time.Instant;

/**
 * Names one counter. Keys are ordered by line and then by start; locks are taken in that order.
 *
 * @param line the budget and the rule of its windows, {@code tenant=acme#month:1T0@Z}
 * @param start of the window or, for a rolling window, of its cell; whole microseconds
 */
public record WindowKey(String line, Instant start) implements Comparable<WindowKey> {
  private static final String ROLLING = "rolling:";

  /** {@return whether the line has cells that are counted together} */
  public boolean isCell() {
    return line.startsWith(ROLLING, line.lastIndexOf('#') + 1);
  }

  @Override
  public int compareTo(WindowKey other) {
    int byLine = line.compareTo(other.line);
    return byLine == 0 ? start.compareTo(other.start) : byLine;
  }
}
