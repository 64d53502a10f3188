package dev.factory.examples.budgetguard;

import com.zaxxer.hikari.HikariDataSource;
import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.BudgetJson;
import dev.factory.cost.BudgetStatus;
import dev.factory.cost.Budgets;
import dev.factory.cost.jdbc.JdbcBudgetStore;
import dev.factory.cost.money.NanoMoney;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs both guards against one provider and one database, and prints what each let through.
 *
 * <p>It ends with 0 if the guarded budget held, 1 if it did not, 2 if it could not run.
 */
@Command(
    name = "budget-guard",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "One hard budget, many threads, several processes; beside it a naive guard.",
    footer = {"", "Exit codes: 0 the budget held, 1 it did not, 2 could not run."})
public final class BudgetGuard implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Option(
      names = "--limit",
      paramLabel = "USD",
      defaultValue = "2.00",
      description = "The budget of the month. Default: ${DEFAULT-VALUE}.")
  private String limit = "";

  @Option(
      names = "--nodes",
      defaultValue = "2",
      description = "Processes that call. Default: ${DEFAULT-VALUE}.")
  private int nodes;

  @Option(
      names = "--threads",
      defaultValue = "8",
      description = "Threads of each guard in each process. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--latency",
      paramLabel = "MILLIS",
      defaultValue = "100",
      description = "How long the provider takes for an answer. Default: ${DEFAULT-VALUE}.")
  private int latency;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by the command line. */
  BudgetGuard() {}

  /** Runs the program. */
  public static void main(String[] args) {
    System.exit(run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), args));
  }

  static int run(PrintWriter out, String... args) {
    return new CommandLine(new BudgetGuard()).setOut(out).execute(args);
  }

  @Override
  public Integer call() throws Exception {
    NanoMoney most = parsedLimit();
    PrintWriter out = spec.commandLine().getOut();
    out.println("starting PostgreSQL, a provider, and " + nodes + " processes ...");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        HikariDataSource source = Node.open(url(postgres));
        ScriptedProvider provider = new ScriptedProvider(Duration.ofMillis(latency))) {
      Transactions transactions = Transactions.over(source);
      JdbcBudgetStore.schema().migrate(transactions);
      NaiveGuard.prepare(transactions);
      Budgets budgets = Node.budgets(transactions, most, Clock.tickMillis(ZoneOffset.UTC));
      try (Nodes running = new Nodes(nodes, threads, url(postgres), provider.address(), limit)) {
        watch(new Books(out, budgets, most, transactions, provider, running), running);
        return conclude(out, budgets, most, provider, running);
      }
    }
  }

  private NanoMoney parsedLimit() {
    try {
      NanoMoney parsed = NanoMoney.parse(Terms.USD, limit);
      if (parsed.nanos() > 0 && nodes > 0 && threads > 0 && latency >= 0) {
        return parsed;
      }
    } catch (IllegalArgumentException notAnAmount) {
      throw new ParameterException(
          spec.commandLine(), "--limit: " + notAnAmount.getMessage(), notAnAmount);
    }
    throw new ParameterException(
        spec.commandLine(),
        "--limit, --nodes and --threads are above zero, --latency is not below");
  }

  private static String url(EmbeddedPostgres postgres) {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  private static void watch(Books books, Nodes running) throws InterruptedException {
    books.head();
    Duration waited = Duration.ZERO;
    boolean over = false;
    while (!over) {
      over = running.await(Duration.ofSeconds(1));
      waited = waited.plusSeconds(1);
      if (waited.compareTo(LONGEST) > 0) {
        throw new IllegalStateException("the processes did not end within " + LONGEST);
      }
      books.line(waited.toSeconds());
    }
  }

  private int conclude(
      PrintWriter out, Budgets budgets, NanoMoney most, ScriptedProvider provider, Nodes running) {
    out.println();
    boolean held = true;
    for (Side side : Side.values()) {
      NanoMoney bill = provider.bill(side);
      NanoMoney over = bill.minus(most);
      out.printf(
          Locale.ROOT,
          "%-8s %,d calls billed %s USD of %s, refused %,d times: %s%n",
          side.text(),
          provider.calls(side),
          Books.exact(bill),
          BudgetJson.amount(most),
          running.refusals(side),
          over.nanos() > 0 ? "OVERSPENT by " + Books.exact(over) : "the limit held");
      held &= side == Side.NAIVE || over.nanos() <= 0;
    }
    BudgetStatus status = budgets.status(Terms.CALLER).get(0);
    boolean agrees =
        status.spent().equals(provider.bill(Side.GUARDED)) && status.reserved().nanos() == 0;
    out.println(
        agrees
            ? "the ledger says the same as the provider's bill, to the billionth"
            : "the ledger says " + Books.exact(status.spent()) + ", which is not the bill");
    out.println(BudgetJson.check(status));
    return held && agrees && running.succeeded() ? 0 : 1;
  }
}
