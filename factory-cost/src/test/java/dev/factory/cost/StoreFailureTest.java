package dev.factory.cost;

import static dev.factory.cost.BudgetsTest.COMPANY;
import static dev.factory.cost.BudgetsTest.MONTH;
import static dev.factory.cost.BudgetsTest.atMost;
import static dev.factory.cost.BudgetsTest.cost;
import static dev.factory.cost.BudgetsTest.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.jdbc.StorageException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testing.SettableTime;
import dev.factory.cost.SpendDecision.Granted;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetId;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetSource;
import dev.factory.cost.budget.OnStoreFailure;
import dev.factory.cost.jdbc.JdbcBudgetStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real store whose database goes away and comes back. */
class StoreFailureTest {
  @TempDir private Path folder;

  private final SettableTime time = SettableTime.at("2026-01-15T12:00:00Z");
  private final Switched database = new Switched();

  @BeforeEach
  void migrate() {
    database.url = "jdbc:sqlite:" + folder.resolve("budgets.db");
    JdbcBudgetStore.schema().migrate(Transactions.over(database));
  }

  private Budgets budgets(OnStoreFailure onFailure) {
    return Budgets.over(
        JdbcBudgetStore.over(Transactions.over(database)),
        BudgetSource.of(
            new Budget(
                BudgetId.tenant("company-123"),
                BudgetPolicy.hard(usd("100"), MONTH).withStoreFailure(onFailure))),
        time);
  }

  @Test
  void closedLetsNothingThrough() {
    Budgets budgets = budgets(OnStoreFailure.closed());
    database.down = true;
    assertThatThrownBy(() -> budgets.reserve("r", COMPANY, atMost("1")))
        .isInstanceOf(StorageException.class);
    assertThat(budgets.reconcile()).isZero();
    database.down = false;
    assertThat(budgets.reservation("r")).isEmpty();
  }

  @Test
  void openLetsItsBoundThroughAndRecordsItAfterwardsEvenAboveTheLimit() {
    Budgets budgets = budgets(OnStoreFailure.open(usd("5")));
    Hold before = ((Granted) budgets.reserve("before", COMPANY, atMost("98"))).hold();
    database.down = true;
    Hold held = ((Granted) budgets.reserve("r", COMPANY, atMost("3"))).hold();
    assertThat(held.recorded()).isFalse();
    assertThat(budgets.reserve("r", COMPANY, atMost("3"))).isInstanceOf(Granted.class);
    assertThatThrownBy(() -> budgets.reserve("s", COMPANY, atMost("2.01")))
        .isInstanceOf(StorageException.class);
    Hold second = ((Granted) budgets.reserve("t", COMPANY, atMost("2"))).hold();
    budgets.release(second);
    assertThat(budgets.settle("r", cost("r/1", "2.5", time.instant())).charged())
        .isEqualTo(usd("2.5"));
    assertThat(budgets.reconcile()).isEqualTo(1);

    database.down = false;
    assertThat(budgets.reconcile()).isZero();
    budgets.settle("before", cost("before/1", "98", time.instant()));
    assertThat(before.recorded()).isTrue();
    assertThat(budgets.status(COMPANY).get(0).remaining()).isEqualTo(usd("-0.5"));
    assertThat(budgets.reservation("t")).isEmpty();
  }

  private static final class Switched implements DataSource {
    private String url = "";
    private volatile boolean down;

    @Override
    public Connection getConnection() throws SQLException {
      if (down) {
        throw new SQLException("the database is away", "08001", 14);
      }
      return DriverManager.getConnection(url);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
      throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
      throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
      throw new SQLFeatureNotSupportedException("no timeout");
    }

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
