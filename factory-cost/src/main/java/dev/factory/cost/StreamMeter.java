package dev.factory.cost;

import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.money.UnitPrice;

/**
 * Watches a streamed answer that is cheaper to hold in parts than at once: counts what was
 * delivered as an upper bound of its tokens, asks for more before the held part is used up, and
 * says when to stop.
 *
 * <p>A token is at least one byte, so the bytes that came are never fewer than the tokens billed
 * for them. What a provider thinks without showing it is not among them: hold it from the start.
 *
 * <p>When {@link #delivered} says {@link Verdict#STOP}, cancel the call upstream and settle what it
 * reports: the provider bills what it made, whether or not anybody reads on. The task that talks to
 * the provider settles, not the connection of the client, which may be gone.
 *
 * <p><b>Threads:</b> for one thread at a time.
 */
public final class StreamMeter {
  private static final int EXTEND_AT_PERCENT = 90;

  private final Budgets budgets;
  private final UnitPrice perToken;
  private final NanoMoney step;
  private final long before;
  private Hold hold;
  private long bytes;
  private boolean refused;

  private StreamMeter(
      Budgets budgets, Hold hold, NanoMoney before, UnitPrice perToken, NanoMoney step) {
    this.budgets = budgets;
    this.hold = hold;
    this.before = before.nanos();
    this.perToken = perToken;
    this.step = step;
  }

  /** Whether to read on. */
  public enum Verdict {
    /** What was delivered is covered. */
    GO_ON,
    /** No more can be held: cancel upstream, then settle what is reported. */
    STOP
  }

  /**
   * {@return a meter for one answer}
   *
   * @param hold covers {@code before} and the first part of the answer
   * @param before the most that everything but the visible answer costs: input, and reasoning
   * @param perToken the dearest price of a token of the answer
   * @param step how much more to hold each time, above zero
   */
  public static StreamMeter over(
      Budgets budgets, Hold hold, NanoMoney before, UnitPrice perToken, NanoMoney step) {
    if (step.nanos() <= 0) {
      throw new IllegalArgumentException("a meter extends by an amount above zero");
    }
    hold.amount().minus(before); // of one currency
    return new StreamMeter(budgets, hold, before, perToken, step);
  }

  /**
   * Counts a piece of the answer, and holds more if 90 percent of what is held is used.
   *
   * @param more bytes of UTF-8 that came, zero or more
   * @return whether to read on
   */
  public Verdict delivered(long more) {
    if (more < 0) {
      throw new IllegalArgumentException("a stream delivers zero or more bytes, not " + more);
    }
    bytes = Math.addExact(bytes, more);
    while (!refused && usedPercentIsHigh()) {
      SpendDecision decision = budgets.extend(hold, hold.amount().plus(step));
      if (decision instanceof SpendDecision.Granted granted) {
        hold = granted.hold();
      } else {
        refused = true;
      }
    }
    // what is held already may still be used up
    return refused && atMost() > hold.amount().nanos() - tenth() ? Verdict.STOP : Verdict.GO_ON;
  }

  /** {@return what is held now, to be settled} */
  public Hold hold() {
    return hold;
  }

  /** {@return the most that the call can have cost so far} */
  public NanoMoney atMostSoFar() {
    return new NanoMoney(hold.amount().currency(), atMost());
  }

  private boolean usedPercentIsHigh() {
    return atMost() > hold.amount().nanos() - tenth();
  }

  private long tenth() {
    return hold.amount().nanos() / 100 * (100 - EXTEND_AT_PERCENT);
  }

  private long atMost() {
    long femtos = perToken.times(bytes);
    return Math.addExact(before, -Math.floorDiv(-femtos, 1_000_000L));
  }
}
