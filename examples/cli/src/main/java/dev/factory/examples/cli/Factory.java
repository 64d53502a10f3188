package dev.factory.examples.cli;

import dev.factory.cost.spi.BreakerOrder;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/**
 * The command {@code factory}; {@code --help} after any command tells its options, the README the
 * rest.
 */
@Command(
    name = "factory",
    sortOptions = false,
    abbreviateSynopsis = true,
    versionProvider = Version.class,
    header = "Receipts, attribution and payouts: verify, look, compute, pay, explain.",
    footer = {
      "",
      "Exit codes: 0 valid or done, 1 not valid or not found, 2 could not be checked or wrong use."
    })
public final class Factory {
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Mixin
  private final Options options;

  private Factory(Options options) {
    this.options = options;
  }

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Host.process(), args));
  }

  /** {@return the exit code} */
  static int run(Host host, String... args) {
    Session session = new Session(host, new Options());
    CommandLine line = commandLine(session);
    Failures failures = new Failures(host, Arrays.asList(args));
    line.setParameterExceptionHandler((wrong, given) -> failures.wrongUse(wrong));
    line.setExecutionExceptionHandler((failure, command, parsed) -> failures.report(failure));
    return line.execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  /** {@return all commands, by hand: whoever reads this knows the program} */
  private static CommandLine commandLine(Session session) {
    CommandLine receipts =
        new CommandLine(new ReceiptsCommand())
            .addSubcommand("verify", new VerifyCommand(session))
            .addSubcommand("list", new ListCommand(session))
            .addSubcommand("show", new ShowCommand(session))
            .addSubcommand("prove", new ProveCommand(session))
            .addSubcommand("bundle", new BundleCommand(session))
            .addSubcommand("verify-bundle", new VerifyBundleCommand(session))
            .addSubcommand("checkpoint", new CheckpointCommand(session))
            .addSubcommand("export", new ExportCommand(session))
            .addSubcommand("import", new ImportCommand(session))
            .addSubcommand("archive", new ArchiveCommand(session))
            .addSubcommand("restore", new RestoreCommand(session))
            .addSubcommand("keys", new KeysCommand(session))
            .addSubcommand("rotate", new RotateCommand(session))
            .addSubcommand("status", new StatusCommand(session));
    CommandLine attribution =
        new CommandLine(new AttributionCommand())
            .addSubcommand("import", new ImportEventsCommand(session))
            .addSubcommand("run", new AttributeCommand(session))
            .addSubcommand("report", new ReportCommand(session))
            .addSubcommand("why", new WhyCommand(session))
            .addSubcommand("recalculate", new RecalculateCommand(session))
            .addSubcommand(
                "dispute",
                new CommandLine(new DisputeCommand())
                    .addSubcommand("open", new DisputeOpenCommand(session))
                    .addSubcommand("show", new DisputeShowCommand(session))
                    .addSubcommand("accept", new DisputeAnswerCommand(session, true))
                    .addSubcommand("reject", new DisputeAnswerCommand(session, false)));
    CommandLine payouts =
        new CommandLine(new PayoutsCommand())
            .addSubcommand("calculate", new CalculateCommand(session))
            .addSubcommand("submit", new SubmitCommand(session))
            .addSubcommand("status", new PayoutStatusCommand(session))
            .addSubcommand("resolve", new ResolveCommand(session))
            .addSubcommand("write-off", new WriteOffCommand(session));
    CommandLine line =
        new CommandLine(new Factory(session.options()))
            .addSubcommand("receipts", receipts)
            .addSubcommand("attribution", attribution)
            .addSubcommand("payouts", payouts)
            .addSubcommand("cost", cost(session))
            .addSubcommand("status", new StatusCommand(session))
            .addSubcommand("completion", new CompletionCommand(session));
    line.setOut(new PrintWriter(session.host().out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(session.host().err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpAutoWidth(false);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  private static CommandLine cost(Session session) {
    CommandLine breaker =
        new CommandLine(new CostBreakerCommand(session))
            .addSubcommand(
                "force-open", new CostBreakerOrderCommand(session, BreakerOrder.Kind.FORCE_OPEN))
            .addSubcommand("reset", new CostBreakerOrderCommand(session, BreakerOrder.Kind.RESET));
    return new CommandLine(new CostCommand())
        .addSubcommand("budget", new CostBudgetCommand(session))
        .addSubcommand("metrics", new CostMetricsCommand(session))
        .addSubcommand("top", new CostTopCommand(session))
        .addSubcommand("price", new CostPriceCommand(session))
        .addSubcommand("import-prices", new CostImportPricesCommand(session))
        .addSubcommand("limits", new CostLimitsCommand(session))
        .addSubcommand("breaker", breaker);
  }
}
