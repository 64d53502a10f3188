package dev.factory.cost.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.IdSource;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.cost.BudgetStatus;
import dev.factory.cost.Budgets;
import dev.factory.cost.LeaseTerms;
import dev.factory.cost.LeasedBudgets;
import dev.factory.cost.LeasedDecision;
import dev.factory.cost.SpendDecision;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetId;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.Charge;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.usage.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Four processes spend from one budget on one PostgreSQL, some by lease, with clocks that differ,
 * and are killed again and again. What the provider bills is counted outside of the database.
 */
class OverspendTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final long MOST_OF_A_CALL = 10_000_000; // a cent
  private static final long LIMIT = 2_500 * MOST_OF_A_CALL;
  private static final int PROCESSES = 4;
  private static final int KILLS = 6;
  private static final SpendTags CALLER =
      SpendTags.tenant("acme").with(Dimension.FEATURE, "search");

  @TempDir Path folder;

  @Test
  void processesThatAreKilledNeverSpendMoreThanTheLimit() throws Exception {
    String database = PostgresServer.newDatabase();
    Budgets budgets = budgets(PostgresServer.dataSource(database), Duration.ZERO);
    List<Process> running = new ArrayList<>();
    for (int number = 0; number < PROCESSES; number++) {
      running.add(start(database, number));
    }
    for (int kill = 0; kill < KILLS; kill++) {
      int victim = kill % PROCESSES;
      if (!running.get(victim).waitFor(1_500, TimeUnit.MILLISECONDS)) {
        running.get(victim).destroyForcibly().waitFor();
        running.set(victim, start(database, PROCESSES + kill));
      }
      budgets.expire();
    }
    for (Process process : running) {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
    spendTheRest(budgets);

    long bill = bill();
    BudgetStatus tenant = budgets.status(SpendTags.tenant("acme")).get(0);
    assertThat(bill).isLessThanOrEqualTo(LIMIT).isGreaterThan(LIMIT / 2);
    assertThat(bill).isLessThanOrEqualTo(tenant.spent().plus(tenant.reserved()).nanos());
    assertThat(tenant.available().nanos()).isBetween(0L, LIMIT / 1_000);
  }

  private void spendTheRest(Budgets budgets) throws IOException {
    int call = 0;
    while (spend(budgets, folder.resolve("rest"), "rest-" + call, MOST_OF_A_CALL)) {
      call++;
    }
  }

  private long bill() throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        sum += Files.readAllLines(file).stream().mapToLong(Long::parseLong).sum();
      }
    }
    return sum;
  }

  private Process start(String database, int number) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Spender.class.getName(),
            PostgresServer.url(database),
            folder.resolve("bill-" + number).toString(),
            Integer.toString(number))
        .inheritIO()
        .start();
  }

  static Budgets budgets(DataSource source, Duration clockAhead) {
    Transactions transactions = Transactions.over(new KeptConnections(source));
    JdbcBudgetStore.schema().migrate(transactions);
    BudgetPolicy policy = BudgetPolicy.hard(NanoMoney.ofNanos(USD, LIMIT), BudgetWindow.lifetime());
    BudgetId feature = new BudgetId(CALLER);
    return Budgets.over(
            JdbcBudgetStore.over(transactions),
            BudgetSource.of(
                new Budget(BudgetId.tenant("acme"), policy), new Budget(feature, policy)),
            InstantSource.offset(InstantSource.system(), clockAhead))
        .settlingWithin(Duration.ofSeconds(3));
  }

  /** One call: hold, be billed by the provider, settle. Returns whether it was let through. */
  static boolean spend(Budgets budgets, Path bill, String id, long cost) throws IOException {
    Bound bound = new Bound.AtMost(NanoMoney.ofNanos(USD, MOST_OF_A_CALL), 0, 0, "book@1");
    if (!(budgets.reserve(id, CALLER, bound) instanceof SpendDecision.Granted)) {
      return false;
    }
    write(bill, cost);
    budgets.settle(id, charge(id, cost));
    return true;
  }

  private static Charge charge(String id, long cost) {
    ExactCost exact = ExactCost.of(NanoMoney.ofNanos(USD, cost));
    return new Charge(
        id + "/1",
        "local",
        "scripted",
        Usage.NONE,
        exact,
        "book@1",
        InstantSource.system().instant());
  }

  private static void write(Path bill, long cost) throws IOException {
    Files.writeString(bill, cost + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** One of the processes. */
  static final class Spender {
    private static final int GIVE_UP = 20;

    public static void main(String[] args) throws IOException {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(args[0]);
      int number = Integer.parseInt(args[2]);
      Random random = new Random(number);
      Budgets budgets = budgets(source, Duration.ofSeconds(number % 3 * 2L));
      Path bill = Path.of(args[1]);
      LeasedBudgets leased =
          LeasedBudgets.over(
              budgets,
              new LeaseTerms(
                  PROCESSES, NanoMoney.ofNanos(USD, 20 * MOST_OF_A_CALL), Duration.ofSeconds(4)),
              IdSource.uuidV7(InstantSource.system(), new SecureRandom()));
      int refused = 0;
      for (int call = 0; refused < GIVE_UP; call++) {
        String id = number + "-" + call;
        long cost = random.nextLong(MOST_OF_A_CALL + 1);
        boolean passed =
            number % 2 == 0 ? spend(budgets, bill, id, cost) : spendLeased(leased, bill, id, cost);
        refused = passed ? 0 : refused + 1;
        if (call % 100 == 0) {
          budgets.expire();
          leased.flush();
        }
      }
      leased.close();
    }

    private static boolean spendLeased(LeasedBudgets leased, Path bill, String id, long cost)
        throws IOException {
      if (!(leased.path(CALLER).reserve(NanoMoney.ofNanos(USD, MOST_OF_A_CALL))
          instanceof LeasedDecision.Granted granted)) {
        return false;
      }
      write(bill, cost);
      granted.hold().settle(charge(id, cost));
      return true;
    }
  }
}
