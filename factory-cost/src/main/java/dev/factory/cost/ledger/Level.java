package dev.factory.cost.ledger;

import java.time.Instant;

/**
 * One budget on the way of a reservation, as it stands at that moment.
 *
 * @param window the counter the money is held in
 * @param countedFrom the start of the oldest counter of the line that bears on it; the window's own
 *     unless it is a cell. Cells after the window count too: another node's clock may be ahead
 * @param limit billionths of the currency's unit, zero or more
 * @param hard whether reaching the limit refuses
 */
public record Level(WindowKey window, Instant countedFrom, long limit, boolean hard)
    implements Comparable<Level> {

  /** Refuses a negative limit and a count that begins after the window. */
  public Level {
    if (limit < 0) {
      throw new IllegalArgumentException("a limit is zero or more, not " + limit);
    }
    if (countedFrom.isAfter(window.start())) {
      throw new IllegalArgumentException("the window itself is always counted");
    }
  }

  @Override
  public int compareTo(Level other) {
    return window.compareTo(other.window);
  }
}
