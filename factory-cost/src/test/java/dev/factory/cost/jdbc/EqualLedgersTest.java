package dev.factory.cost.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.LedgerOutcome;
import dev.factory.cost.ledger.Scripts;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.spi.BudgetStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same commands on memory, SQLite and PostgreSQL, in batches cut at random. */
class EqualLedgersTest {
  private static final int SCRIPTS = 100;
  private static final int COMMANDS = 30;

  @TempDir Path folder;

  @Test
  void theSameScriptsGiveEqualOutcomesAndEqualLedgersOnEveryStore() {
    try (Transactions file = Transactions.sqlite(folder.resolve("budgets.db"));
        Transactions server =
            Transactions.over(
                new KeptConnections(PostgresServer.dataSource(PostgresServer.newDatabase())))) {
      JdbcBudgetStore.schema().migrate(file);
      JdbcBudgetStore.schema().migrate(server);
      List<BudgetStore> stores =
          List.of(
              new MemoryBudgetStore(), JdbcBudgetStore.over(file), JdbcBudgetStore.over(server));
      for (int number = 0; number < SCRIPTS; number++) {
        String prefix = "script" + number + "-";
        Scripts scripts = new Scripts(number, prefix);
        List<LedgerCommand> commands = scripts.commands(COMMANDS);
        List<List<LedgerOutcome>> outcomes = new ArrayList<>();
        for (BudgetStore store : stores) {
          outcomes.add(inBatches(store, commands, new Random(number)));
        }
        assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
        assertThat(outcomes.get(2)).isEqualTo(outcomes.get(0));
        Scripts.Picture picture = scripts.picture(stores.get(0));
        assertThat(scripts.picture(stores.get(1))).isEqualTo(picture);
        assertThat(scripts.picture(stores.get(2))).isEqualTo(picture);
      }
    }
  }

  private static List<LedgerOutcome> inBatches(
      BudgetStore store, List<LedgerCommand> commands, Random random) {
    List<LedgerOutcome> outcomes = new ArrayList<>();
    for (int from = 0; from < commands.size(); ) {
      int to = Math.min(commands.size(), from + 1 + random.nextInt(6));
      outcomes.addAll(store.apply(commands.subList(from, to)));
      from = to;
    }
    return outcomes;
  }
}
