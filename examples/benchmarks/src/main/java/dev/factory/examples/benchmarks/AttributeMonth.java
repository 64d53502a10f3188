package dev.factory.examples.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.factory.attribution.credit.ColumnKernel;
import dev.factory.attribution.credit.ConversionColumns;
import dev.factory.attribution.credit.CreditDigest;
import dev.factory.attribution.credit.PublisherTotals;
import dev.factory.attribution.credit.TouchColumns;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.CreditModel.TimeDecay;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.core.money.Rate;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many touches a second become credit and commission of publishers, exact to the millionth of a
 * cent, from unsorted rows, beside DuckDB on one thread. Before anything is measured the answers
 * are compared: to the last millionth, or, for decay, where DuckDB's powers are doubles, to two
 * millionths for each touch.
 */
public final class AttributeMonth {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "touches", "2000000",
          "publishers", "1000",
          "models", "last,linear,decay",
          "threads", "1,2",
          "duckdb", "yes",
          "rounds", "5");

  private static volatile long sunk;

  private AttributeMonth() {}

  /** Runs it; see {@code README.md} for the settings. */
  public static void main(String[] arguments) throws Exception {
    run(System.out, arguments);
  }

  static void run(PrintStream out, String... arguments) throws Exception {
    Options options = Options.parse(DEFAULTS, arguments);
    out.println("AttributeMonth " + options);
    MonthOfTouches month =
        new MonthOfTouches(options.number("touches"), options.number("publishers"));
    if (options.text("duckdb").equals("yes")) {
      try (DuckMonth duck = new DuckMonth(month)) {
        for (String model : options.list("models")) {
          beside(duck, model, month, options, out);
        }
      }
    } else {
      for (String model : options.list("models")) {
        alone(model, month, options, out);
      }
    }
  }

  private static void beside(
      DuckMonth duck, String model, MonthOfTouches month, Options options, PrintStream out)
      throws Exception {
    Work work = new Work(month, model);
    work.compare(duck.totals(model), out);
    InterleavedRuns runs = new InterleavedRuns(month.touches());
    runs.reference(
        model + ", DuckDB, threads=1",
        () -> {
          long begin = System.nanoTime();
          sunk += duck.totals(model)[0][0];
          return System.nanoTime() - begin;
        });
    for (int threads : options.numbers("threads")) {
      runs.candidate(model + ", kernel, threads=" + threads, () -> work.nanos(threads));
    }
    runs.measure(options.number("rounds"), out);
    work.memory(out);
  }

  private static void alone(String model, MonthOfTouches month, Options options, PrintStream out)
      throws Exception {
    Work work = new Work(month, model);
    InterleavedRuns runs = new InterleavedRuns(month.touches());
    List<Integer> threads = options.numbers("threads");
    runs.reference(model + ", kernel, threads=" + threads.get(0), () -> work.nanos(threads.get(0)));
    for (int more : threads.subList(1, threads.size())) {
      runs.candidate(model + ", kernel, threads=" + more, () -> work.nanos(more));
    }
    runs.measure(options.number("rounds"), out);
    work.memory(out);
  }

  /** One month under one model. */
  private static final class Work {
    final MonthOfTouches month;
    final String model;
    final TouchColumns touches;
    final ConversionColumns conversions;
    final PolicyBook policies;

    Work(MonthOfTouches month, String model) {
      this.month = month;
      this.model = model;
      this.touches = month.touchColumns();
      this.conversions = month.conversionColumns();
      CreditModel division =
          switch (model) {
            case "last" -> CreditModel.LAST_TOUCH;
            case "linear" -> CreditModel.LINEAR;
            case "decay" -> new TimeDecay(Duration.ofDays(7));
            default ->
                throw new IllegalArgumentException("models are last, linear and decay: " + model);
          };
      this.policies =
          PolicyBook.of(
              PolicyVersion.forClicks(
                  Instant.EPOCH, division, Duration.ofDays(30), Rate.parse("70%")));
    }

    PublisherTotals totals(int threads) {
      return ColumnKernel.attribute(
              touches,
              conversions,
              policies,
              threads,
              () -> new PublisherTotals(touches, month.publishers))
          .stream()
          .reduce(PublisherTotals::plus)
          .orElseThrow();
    }

    String digest(int threads) {
      return ColumnKernel.attribute(
              touches, conversions, policies, threads, () -> new CreditDigest(touches, conversions))
          .stream()
          .reduce(CreditDigest::plus)
          .orElseThrow()
          .toString();
    }

    long nanos(int threads) {
      long begin = System.nanoTime();
      sunk += totals(threads).credit(0);
      return System.nanoTime() - begin;
    }

    void compare(long[][] other, PrintStream out) {
      PublisherTotals own = totals(1);
      long allowed = model.equals("decay") ? 2L * month.touches() / month.publishers * 2 : 0;
      long worst = 0;
      for (int publisher = 0; publisher < month.publishers; publisher++) {
        worst = Math.max(worst, Math.abs(own.credit(publisher) - other[0][publisher]));
        worst = Math.max(worst, Math.abs(own.commission(publisher) - other[1][publisher]));
      }
      if (worst > allowed) {
        throw new IllegalStateException(
            model + ": the answers differ by " + worst + " millionths of a cent");
      }
      String digest = digest(1);
      if (!digest.equals(digest(2))) {
        throw new IllegalStateException(model + ": two threads give other credits than one");
      }
      out.printf(
          Locale.ROOT,
          "  %s: %,d conversions, answers of %,d publishers differ by at most %d millionths of a"
              + " cent, hash %s%n",
          model,
          own.conversions(),
          month.publishers,
          worst,
          digest);
    }

    /** What one thread allocates in all, which is more than it ever holds at once. */
    void memory(PrintStream out) {
      ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = bean.getCurrentThreadAllocatedBytes();
      sunk += totals(1).credit(0);
      long bytes = bean.getCurrentThreadAllocatedBytes() - before;
      out.printf(
          Locale.ROOT,
          "  %s: %.1f bytes a touch beyond the input, conversions and results included%n",
          model,
          (double) bytes / month.touches());
    }
  }
}
