package dev.factory.cost.budget;

import dev.factory.core.time.CalendarWindow;
import dev.factory.core.time.Cycle;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** In which stretch of time a limit holds. A new stretch is a new counter; none is ever reset. */
public sealed interface BudgetWindow {

  /**
   * {@return the name under which counters of this rule are kept, the same for equal rules}
   *
   * <p>Changing the rule of a budget begins new counters; the old ones stay as they were.
   */
  String code();

  /** {@return the start of the counter that spending reserved at {@code at} belongs to} */
  Instant startFor(Instant at);

  /** {@return the start of the oldest counter that bears on a reservation at {@code at}} */
  Instant countedFrom(Instant at);

  /** {@return when the stretch around {@code at} is over; empty if that cannot be said} */
  Optional<Instant> endOf(Instant at);

  /** {@return until when {@link #startFor} answers as it does at {@code at}} */
  Instant counterEnd(Instant at);

  /** {@return each calendar day, week, month or year, as {@code calendar} cuts them} */
  static BudgetWindow calendar(CalendarWindow calendar) {
    return new Calendar(calendar);
  }

  /** {@return each stretch of {@code length}, wherever it begins} */
  static BudgetWindow rolling(Duration length) {
    return new Rolling(length);
  }

  /** {@return all of time} */
  static BudgetWindow lifetime() {
    return new Lifetime();
  }

  /**
   * Calendar windows.
   *
   * @param calendar how time is cut
   */
  record Calendar(CalendarWindow calendar) implements BudgetWindow {
    @Override
    public String code() {
      return cycle() + "T" + calendar.hour() + "@" + calendar.zone().getId();
    }

    private String cycle() {
      Cycle cycle = calendar.cycle();
      if (cycle instanceof Cycle.Monthly monthly) {
        return "month:" + monthly.day();
      }
      if (cycle instanceof Cycle.Weekly weekly) {
        return "week:" + weekly.day().name().toLowerCase(Locale.ROOT);
      }
      if (cycle instanceof Cycle.Yearly yearly) {
        return "year:" + yearly.day();
      }
      return "day:";
    }

    @Override
    public Instant startFor(Instant at) {
      return calendar.containing(at).start();
    }

    @Override
    public Instant countedFrom(Instant at) {
      return startFor(at);
    }

    @Override
    public Optional<Instant> endOf(Instant at) {
      return Optional.of(counterEnd(at));
    }

    @Override
    public Instant counterEnd(Instant at) {
      return calendar.containing(at).end();
    }
  }

  /**
   * The last {@code length} at any moment, counted in 64 cells. The oldest cell counts as a whole,
   * so the limit holds exactly in every stretch of that length, and spending stops counting up to a
   * 64th of the length late.
   *
   * @param length one second or more
   */
  record Rolling(Duration length) implements BudgetWindow {
    private static final int CELLS = 64;

    /** Refuses less than a second, and what microseconds do not hold. */
    public Rolling {
      if (length.compareTo(Duration.ofSeconds(1)) < 0
          || length.compareTo(Duration.ofDays(36_500)) > 0) {
        throw new IllegalArgumentException("a rolling window is one second to a hundred years");
      }
    }

    @Override
    public String code() {
      return "rolling:" + length;
    }

    @Override
    public Instant startFor(Instant at) {
      long cell = cellMicros();
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
      return Instant.EPOCH.plus(Math.floorDiv(micros, cell) * cell, ChronoUnit.MICROS);
    }

    @Override
    public Instant countedFrom(Instant at) {
      return startFor(at.minus(length));
    }

    /** Empty: what frees money is old spending, which may have been none. */
    @Override
    public Optional<Instant> endOf(Instant at) {
      return Optional.empty();
    }

    @Override
    public Instant counterEnd(Instant at) {
      return startFor(at).plus(cellMicros(), ChronoUnit.MICROS);
    }

    private long cellMicros() {
      long micros = length.dividedBy(Duration.of(1, ChronoUnit.MICROS));
      return (micros + CELLS - 1) / CELLS;
    }
  }

  /** One counter for ever. */
  record Lifetime() implements BudgetWindow {
    @Override
    public String code() {
      return "lifetime";
    }

    @Override
    public Instant startFor(Instant at) {
      return Instant.EPOCH;
    }

    @Override
    public Instant countedFrom(Instant at) {
      return Instant.EPOCH;
    }

    @Override
    public Instant counterEnd(Instant at) {
      return Instant.MAX;
    }

    @Override
    public Optional<Instant> endOf(Instant at) {
      return Optional.empty();
    }
  }
}
