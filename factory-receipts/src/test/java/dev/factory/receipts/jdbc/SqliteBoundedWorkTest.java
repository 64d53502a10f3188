package dev.factory.receipts.jdbc;

import dev.factory.core.jdbc.Transactions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/** Counts instructions of SQLite's virtual machine: some tens for each row that is looked at. */
class SqliteBoundedWorkTest extends BoundedWorkContract {
  private static final int EVERY = 100;

  @TempDir Path folder;
  private final List<Transactions> opened = new ArrayList<>();

  @Override
  Transactions empty() {
    Transactions transactions = Transactions.sqlite(folder.resolve("ledger.db"));
    opened.add(transactions);
    return transactions;
  }

  @AfterEach
  void close() {
    opened.forEach(Transactions::close);
  }

  @Override
  long cost(Connection connection, Runnable queries) throws SQLException {
    AtomicLong instructions = new AtomicLong();
    ProgressHandler counting =
        new ProgressHandler() {
          @Override
          protected int progress() {
            instructions.addAndGet(EVERY);
            return 0;
          }
        };
    ProgressHandler.setHandler(connection, EVERY, counting);
    try {
      queries.run();
    } finally {
      ProgressHandler.clearHandler(connection);
    }
    return instructions.get();
  }

  @Override
  long allowed() {
    return 12_000;
  }

  @Override
  void gatherStatistics(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE");
    }
  }
}
