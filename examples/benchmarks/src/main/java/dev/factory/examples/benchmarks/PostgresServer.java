package dev.factory.examples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Databases of a real PostgreSQL, started from Maven artifacts, that writes as in production. */
final class PostgresServer implements Database {
  private static final int POOL = 4;

  private final EmbeddedPostgres server;
  private int databases;

  PostgresServer() {
    try {
      // the embedded server would rather be fast than durable
      this.server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public String durability() throws SQLException {
    return "fsync=" + setting("fsync") + " synchronous_commit=" + setting("synchronous_commit");
  }

  private String setting(String name) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SHOW " + name)) {
      found.next();
      return found.getString(1);
    }
  }

  @Override
  public Instance empty() throws SQLException {
    String database = "ledger_" + databases++;
    administer("CREATE DATABASE " + database);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url(database));
    config.setMaximumPoolSize(POOL);
    HikariDataSource pool = new HikariDataSource(config);
    Transactions transactions = Transactions.over(pool);
    JdbcReceiptStore.schema().migrate(transactions);
    // what earlier runs left to be written is not for this one to pay
    administer("CHECKPOINT");
    return new OneDatabase(this, database, pool, transactions);
  }

  /** {@return where the newest database is, for processes of their own} */
  String latestUrl() {
    return url("ledger_" + (databases - 1));
  }

  private String url(String database) {
    return server.getJdbcUrl("postgres", database);
  }

  private void administer(String command) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  @Override
  public List<Raw> rawWays() {
    return List.of(
        new Raw("raw insert, rewritten batch", connection -> new RowBatches(connection, true)),
        new Raw("raw insert, column arrays", ColumnArrays::new),
        new Raw("raw insert, binary copy", BinaryCopy::new));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record OneDatabase(
      PostgresServer server, String name, HikariDataSource pool, Transactions transactions)
      implements Instance {

    @Override
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(server.url(name) + "&reWriteBatchedInserts=true");
    }

    @Override
    public void close() throws SQLException {
      pool.close();
      server.administer("DROP DATABASE " + name);
    }
  }
}
