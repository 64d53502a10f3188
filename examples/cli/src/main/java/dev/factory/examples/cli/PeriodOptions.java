package dev.factory.examples.cli;

import dev.factory.core.FactoryException;
import dev.factory.core.time.BillingMonth;
import dev.factory.core.time.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stretch of time a command is about. */
final class PeriodOptions {
  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      description = "A month such as 2026-01, or two days or times with / between; in UTC.")
  private @Nullable String period;

  @Option(
      names = "--period-start",
      paramLabel = "TIME",
      description = "The same as the hosted API takes it: the first instant,")
  private @Nullable String start;

  @Option(
      names = "--period-end",
      paramLabel = "TIME",
      description = "and the last: 23:59:59 means that whole second.")
  private @Nullable String end;

  /**
   * {@return the period, or empty if none was given}
   *
   * @throws CliException {@code cli.usage} if it is none
   */
  Optional<Period> given(Session session) {
    if (period != null) {
      if (start != null || end != null) {
        throw usage("give --period, or --period-start and --period-end");
      }
      return Optional.of(parse(period));
    }
    if (start == null && end == null) {
      return Optional.empty();
    }
    if (start == null || end == null) {
      throw usage("--period-start and --period-end belong together");
    }
    return Optional.of(between(session, instant(start), instant(end)));
  }

  /** {@return the period that must be given; throws as {@link #given}} */
  Period required(Session session) {
    return given(session).orElseThrow(() -> usage("--period is missing, such as --period 2026-01"));
  }

  /** {@return a short name of it for files and lines: {@code 2026-01} where it is a month} */
  static String name(Period period) {
    BillingMonth month = BillingMonth.containing(period.start(), ZoneOffset.UTC);
    return month.period().equals(period)
        ? month.toString()
        : (day(period.start()) + "_" + day(period.end())).replace(':', '-');
  }

  private static String day(Instant instant) {
    String text = instant.toString();
    return text.endsWith("T00:00:00Z") ? text.substring(0, text.indexOf('T')) : text;
  }

  private static Period between(Session session, Instant first, Instant last) {
    boolean wholeSecond = last.getEpochSecond() % 60 == 59;
    try {
      if (!wholeSecond) {
        return new Period(first, last);
      }
      Period.InclusiveEnd widened = Period.ofInclusiveEnd(first, last);
      session.note(widened.note());
      return widened.period();
    } catch (IllegalArgumentException e) {
      throw usage("a period ends after it starts");
    }
  }

  private static Period parse(String text) {
    String[] ends = text.split("/", -1);
    try {
      return ends.length == 2
          ? new Period(instant(ends[0]), instant(ends[1]))
          : BillingMonth.parse(text).period();
    } catch (FactoryException | IllegalArgumentException e) {
      throw e instanceof CliException said
          ? said
          : usage(
              "--period is a month such as 2026-01, or 2026-01-01/2026-01-16, which ends where"
                  + " the second day begins");
    }
  }

  private static Instant instant(String text) {
    try {
      return text.length() == "2026-01-24".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw usage(
          "a period begins and ends at a day such as 2026-01-24, or a time such as"
              + " 2026-01-24T12:34:56Z");
    }
  }

  private static CliException usage(String problem) {
    return new CliException("cli.usage", problem + "; nothing was done");
  }
}
