package dev.factory.examples.budgetguard;

import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.usage.UsageFormat;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;

/**
 * Checks first and adds afterwards, as most do it. It bounds the call by the same amount, reads a
 * committed sum and adds to it in one atomic statement; between the two, others do the same.
 */
final class NaiveGuard implements Guard {
  private final Transactions transactions;
  private final NanoMoney limit;
  private final ProviderClient provider;
  private final InstantSource time;

  NaiveGuard(
      Transactions transactions, NanoMoney limit, ProviderClient provider, InstantSource time) {
    this.transactions = transactions;
    this.limit = limit;
    this.provider = provider;
    this.time = time;
  }

  /** Makes its table, with nothing spent. */
  static void prepare(Transactions transactions) {
    transactions.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE naive_spend (nanos BIGINT NOT NULL)");
            return statement.executeUpdate("INSERT INTO naive_spend VALUES (0)");
          }
        });
  }

  @Override
  public boolean call(String id) {
    NanoMoney most = Terms.bound(time.instant()).amount();
    if (spent(transactions).plus(most).compareTo(limit) > 0) {
      return false;
    }
    String reply = provider.ask(Side.NAIVE, Terms.PROMPT, Terms.MOST_OUTPUT);
    NanoMoney cost = Terms.price(time.instant()).cost(UsageFormat.OPENAI.read(reply)).halfEven();
    transactions.write(connection -> add(connection, cost));
    return true;
  }

  /** {@return what it believes was spent} */
  static NanoMoney spent(Transactions transactions) {
    return transactions.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT nanos FROM naive_spend")) {
            row.next();
            return NanoMoney.ofNanos(Terms.USD, row.getLong(1));
          }
        });
  }

  private static int add(Connection connection, NanoMoney cost) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE naive_spend SET nanos = nanos + ?")) {
      update.setLong(1, cost.nanos());
      return update.executeUpdate();
    }
  }
}
