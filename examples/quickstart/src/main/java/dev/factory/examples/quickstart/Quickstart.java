package dev.factory.examples.quickstart;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.core.FactoryException;
import dev.factory.core.money.Rate;
import dev.factory.core.time.BillingMonth;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the quickstart; {@code --help} tells its options, its README the rest.
 *
 * <p>It ends with 0 if all was done, 1 if the ledger is not valid, 2 if it could not run, 3 if some
 * rows were rejected and everything else was done.
 */
@Command(
    name = "quickstart",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Reads clicks and conversions, and ends with payouts that can be proved.",
    description = {
      "",
      "Without options it makes and reads a sample, January 2026. Everything is kept in one folder;"
          + " running it again changes nothing, and completes what was interrupted.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 the ledger is not valid, 2 could not run, 3 done but some rows were"
          + " rejected."
    })
public final class Quickstart implements Callable<Integer> {
  private static final Pattern WINDOW = Pattern.compile("([0-9]{1,6})([dhms])");
  private static final Path SAMPLE_FOLDER = Path.of("factory-quickstart");

  @Option(names = "--clicks", paramLabel = "FILE", description = "Clicks: .csv, .ndjson or .jsonl.")
  private @Nullable Path clicks;

  @Option(names = "--conversions", paramLabel = "FILE", description = "Conversions, likewise.")
  private @Nullable Path conversions;

  @Option(names = "--refunds", paramLabel = "FILE", description = "Refunds, likewise; optional.")
  private @Nullable Path refunds;

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      defaultValue = "2026-01",
      description = "The month to close, in UTC. Default: ${DEFAULT-VALUE}.")
  private String month = "";

  @Option(
      names = "--publisher",
      paramLabel = "ID",
      description = "Whose revenue report is printed. Default: pub-456, or who is paid most.")
  private @Nullable String publisher;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = "linear",
      description = "How credit is divided: linear or last-touch. Default: ${DEFAULT-VALUE}.")
  private String model = "";

  @Option(
      names = "--window",
      paramLabel = "TIME",
      defaultValue = "30d",
      description = "How long a click counts: 30d, 36h, 90m, 45s. Default: ${DEFAULT-VALUE}.")
  private String window = "";

  @Option(
      names = "--share",
      paramLabel = "RATE",
      defaultValue = "70%",
      description = "The publishers' part: 70%%, 0.7 or 7/10. Default: 70%%.")
  private String share = "";

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description =
          "Where everything is kept. Default: factory-quickstart, for own files its folder own.")
  private @Nullable Path folder;

  @Option(
      names = "--tamper",
      description = "Also change one byte in a copy of the ledger and show that it is found.")
  private boolean tamper;

  @Option(names = "--help", usageHelp = true, description = "Show this and do nothing.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  @Spec private @Nullable CommandSpec spec;

  private final Host host;

  private Quickstart(Host host) {
    this.host = host;
  }

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Host.process(), args));
  }

  /** {@return the exit code} */
  static int run(Host host, String... args) {
    CommandLine line = new CommandLine(new Quickstart(host));
    line.setOut(new PrintWriter(host.out(), true, StandardCharsets.UTF_8));
    line.setUsageHelpAutoWidth(false);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setParameterExceptionHandler(
        (wrong, given) -> {
          host.err().println("Could not run: " + wrong.getMessage() + "; --help shows the options");
          return ExitCode.COULD_NOT_RUN;
        });
    line.setExecutionExceptionHandler((failure, command, parsed) -> Failures.report(failure, host));
    return line.execute(args);
  }

  @Override
  public Integer call() throws Exception {
    return new MainJob(host, settings()).run();
  }

  private Settings settings() {
    try {
      return new Settings(
          files(),
          BillingMonth.parse(month),
          publisher == null ? null : new PublisherId(publisher),
          creditModel(),
          window(),
          share(),
          folder(),
          tamper);
    } catch (FactoryException | IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable InputFiles files() {
    if (clicks == null && conversions == null && refunds == null) {
      return null;
    }
    if (clicks == null || conversions == null) {
      throw wrong("own files are --clicks and --conversions, and --refunds if there are any");
    }
    return new InputFiles(
        host.folder().resolve(clicks),
        host.folder().resolve(conversions),
        refunds == null ? null : host.folder().resolve(refunds));
  }

  private Path folder() {
    if (folder != null) {
      return host.folder().resolve(folder);
    }
    // the sample's ledger and a user's own never become one by accident
    Path sample = host.folder().resolve(SAMPLE_FOLDER);
    return clicks == null ? sample : sample.resolve("own");
  }

  private CreditModel creditModel() {
    return switch (model) {
      case "linear" -> CreditModel.LINEAR;
      case "last-touch" -> CreditModel.LAST_TOUCH;
      default -> throw wrong("--model is linear or last-touch, not \"" + model + "\"");
    };
  }

  private Duration window() {
    Matcher matcher = WINDOW.matcher(window);
    if (!matcher.matches()) {
      throw wrong(
          "--window is a whole number and d, h, m or s, such as 30d, not \"" + window + "\"");
    }
    long length = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "d" -> Duration.ofDays(length);
      case "h" -> Duration.ofHours(length);
      case "m" -> Duration.ofMinutes(length);
      default -> Duration.ofSeconds(length);
    };
  }

  private Rate share() {
    Rate rate = Rate.parse(share);
    if (!rate.isAtMostOne()) {
      throw wrong("--share is at most 100%, not \"" + share + "\"");
    }
    return rate;
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(), problem);
  }
}
