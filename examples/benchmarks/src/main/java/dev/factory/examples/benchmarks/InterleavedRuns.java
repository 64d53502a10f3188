package dev.factory.examples.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Ways to do one job, run in turn, A B A B, so that whatever else the machine does meets all of
 * them. Each is judged by its rate beside the reference of the same round.
 */
final class InterleavedRuns {
  private static final int BAR = 40;

  private final int items;
  private final List<Way> ways = new ArrayList<>();

  /**
   * @param items how many items one run handles
   */
  InterleavedRuns(int items) {
    this.items = items;
  }

  /** One run, with a set-up that is not counted. */
  interface Run {
    /** {@return nanoseconds that the job took} */
    long nanos() throws Exception;
  }

  private static final class Way {
    final String name;
    final Run run;
    final boolean reference;
    double[] rates = {};

    Way(String name, Run run, boolean reference) {
      this.name = name;
      this.run = run;
      this.reference = reference;
    }

    double median() {
      return medianOf(rates);
    }
  }

  /** Adds a way that others are compared with; of several, the fastest is. */
  void reference(String name, Run run) {
    ways.add(new Way(name, run, true));
  }

  /** Adds a way to be compared. */
  void candidate(String name, Run run) {
    ways.add(new Way(name, run, false));
  }

  /**
   * Runs every way once to warm up, then in turn.
   *
   * @param rounds how often each is measured
   */
  void measure(int rounds, PrintStream out) throws Exception {
    for (Way way : ways) {
      way.rates = new double[rounds];
      way.run.nanos();
    }
    for (int round = 0; round < rounds; round++) {
      for (Way way : ways) {
        way.rates[round] = items * 1e9 / way.run.nanos();
        out.printf(
            Locale.ROOT, "  round %d: %,9.0f/s  %s%n", round + 1, way.rates[round], way.name);
      }
    }
    report(out);
  }

  private void report(PrintStream out) {
    Way best =
        ways.stream()
            .filter(way -> way.reference)
            .reduce((a, b) -> a.median() >= b.median() ? a : b)
            .orElseThrow();
    out.printf(
        Locale.ROOT, "  %-44s %9s %9s %9s  %s%n", "", "median/s", "min", "max", "of reference");
    for (Way way : ways) {
      double[] ratios = new double[way.rates.length];
      Arrays.setAll(ratios, round -> 100 * way.rates[round] / best.rates[round]);
      out.printf(
          Locale.ROOT,
          "  %-44s %,9.0f %,9.0f %,9.0f  %s%n",
          way.name,
          way.median(),
          Arrays.stream(way.rates).min().orElseThrow(),
          Arrays.stream(way.rates).max().orElseThrow(),
          way == best
              ? "is the reference"
              : String.format(
                  Locale.ROOT,
                  "%.0f %% (%.0f to %.0f)",
                  medianOf(ratios),
                  Arrays.stream(ratios).min().orElseThrow(),
                  Arrays.stream(ratios).max().orElseThrow()));
    }
    chart(best, out);
  }

  /** One bar for each way, the fastest as long as a line allows. */
  private void chart(Way best, PrintStream out) {
    double fastest = ways.stream().mapToDouble(Way::median).max().orElseThrow();
    for (Way way : ways) {
      int length = (int) Math.max(1, Math.round(BAR * way.median() / fastest));
      out.printf(
          Locale.ROOT,
          "  %-44s %-" + BAR + "s %.1fx%n",
          way.name,
          "#".repeat(length),
          way.median() / best.median());
    }
  }

  private static double medianOf(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
