package dev.factory.examples.benchmarks;

import dev.factory.cost.BudgetStatus;
import java.io.PrintStream;
import java.util.Locale;

/** What {@link OverspendRun} found in all its budgets. */
final class OverspendVerdict {
  private static final long LIMIT = OverspendTerms.LIMIT;
  private static final long MOST_UNUSED = LIMIT / 1_000;

  private int budgets;
  private int withLeases;
  private long passed;
  private long refused;
  private long refusedWithoutLeases;
  private long falseDenials;
  private long exceeded;
  private long unknownToTheLedger;
  private long largestBill;
  private long mostUnused;
  private long leastUnused = Long.MAX_VALUE;
  private long presumed;
  private long naiveBills;
  private long naiveExceeded;
  private long naiveLargest;

  void add(OverspendDiary.Told told, BudgetStatus[] months, boolean leased) {
    budgets++;
    withLeases += leased ? 1 : 0;
    passed += told.passed();
    refused += told.refusals();
    if (!leased) {
      refusedWithoutLeases += told.refusals();
      falseDenials += told.falseDenials();
    }
    for (int month = 0; month < 2; month++) {
      long billed = told.billed(month);
      long spent = months[month].spent().nanos();
      long unused = months[month].available().nanos();
      largestBill = Math.max(largestBill, billed);
      exceeded += billed > LIMIT ? 1 : 0;
      unknownToTheLedger += billed > spent ? 1 : 0;
      presumed += spent - billed;
      mostUnused = Math.max(mostUnused, unused);
      leastUnused = Math.min(leastUnused, unused);
      naiveBills += told.naive(month) > 0 ? 1 : 0;
      naiveExceeded += told.naive(month) > LIMIT ? 1 : 0;
      naiveLargest = Math.max(naiveLargest, told.naive(month));
    }
  }

  void print(PrintStream out) {
    line(
        out,
        "budgets filled: %d, in two months each; %d of them also by lease",
        budgets,
        withLeases);
    line(out, "calls: %,d let through, %,d refused", passed, refused);
    line(
        out,
        "bills above their limit: %d; the largest is %s %% of it",
        exceeded,
        percent(largestBill));
    line(out, "bills of which the ledger does not know all: %d", unknownToTheLedger);
    line(out, "left unused when full: at most %s %%", percent(mostUnused));
    line(
        out,
        "counted as spent for calls whose process was killed: %s %% of all",
        percent(presumed / (2L * budgets)));
    line(
        out,
        "false denials without leases: %d of %,d refusals",
        falseDenials,
        refusedWithoutLeases);
    line(
        out,
        "naive guard: %d of %d bills above their limit; the largest is %s %% of it",
        naiveExceeded,
        naiveBills,
        percent(naiveLargest));
  }

  /**
   * Fails if anything is not as promised.
   *
   * @throws IllegalStateException naming what is not
   */
  void require() {
    require(exceeded == 0, "a bill exceeds its limit");
    require(unknownToTheLedger == 0, "the ledger does not know of all that was billed");
    require(leastUnused >= 0, "a budget has less than nothing left");
    require(mostUnused <= MOST_UNUSED, "more than 0.1 % is left unused");
    require(falseDenials == 0, "a call was refused although there was room");
    require(naiveExceeded > 0, "the naive guard held: the run was too easy to prove anything");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  private static String percent(long nanos) {
    return String.format(Locale.ROOT, "%.3f", 100.0 * nanos / LIMIT);
  }
}
