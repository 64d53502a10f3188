package dev.factory.examples.benchmarks;

import dev.factory.core.jdbc.Transactions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * One thread with a guard that checks first and adds afterwards, over a durable table and with the
 * same bound: what {@link OverspendRun} shows beside the real one.
 */
final class NaiveSpending {
  private static final int GIVE_UP = 10;

  private final Transactions transactions;
  private final Path folder;
  private final String name;
  private final Random random = new Random();

  NaiveSpending(Transactions transactions, Path folder, String name) {
    this.transactions = transactions;
    this.folder = folder;
    this.name = name;
  }

  static void prepare(Transactions transactions) {
    transactions.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                "CREATE TABLE naive_spend (budget INTEGER, month INTEGER, nanos BIGINT NOT NULL,"
                    + " PRIMARY KEY (budget, month))");
          }
        });
  }

  void run(int first) {
    for (int budget = first; !OverspendSpender.stopped(folder); budget++) {
      try (OverspendDiary diary = OverspendDiary.open(folder, budget, name)) {
        for (int month = 0; month < 2; month++) {
          use(budget, month, diary);
        }
      }
    }
  }

  private void use(int budget, int month, OverspendDiary diary) {
    int refused = 0;
    for (int call = 0; refused < GIVE_UP && !OverspendSpender.stopped(folder); call++) {
      long spent =
          OverspendSpender.patiently(() -> transactions.read(one -> spent(one, budget, month)));
      if (spent + OverspendTerms.MOST > OverspendTerms.LIMIT) {
        refused++;
        continue;
      }
      refused = 0;
      long cost = random.nextLong(OverspendTerms.MOST + 1);
      diary.naive(budget + ":" + name + ":" + call, month, cost);
      OverspendSpender.callTheProvider();
      OverspendSpender.patiently(() -> transactions.write(one -> add(one, budget, month, cost)));
    }
  }

  private static long spent(Connection connection, int budget, int month) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT nanos FROM naive_spend WHERE budget = ? AND month = ?")) {
      select.setInt(1, budget);
      select.setInt(2, month);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0L;
      }
    }
  }

  private static int add(Connection connection, int budget, int month, long cost)
      throws SQLException {
    try (PreparedStatement add =
        connection.prepareStatement(
            "INSERT INTO naive_spend VALUES (?, ?, ?) ON CONFLICT (budget, month)"
                + " DO UPDATE SET nanos = naive_spend.nanos + EXCLUDED.nanos")) {
      add.setInt(1, budget);
      add.setInt(2, month);
      add.setLong(3, cost);
      return add.executeUpdate();
    }
  }
}
