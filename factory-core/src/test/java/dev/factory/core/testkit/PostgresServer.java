package dev.factory.core.testkit;

import dev.factory.core.jdbc.Transactions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A real PostgreSQL from Maven artifacts, on a free port with a temporary folder; one for each test
 * JVM, stopped with it. Each test takes a database of its own.
 */
public final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresServer() {}

  private static final class Running {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setServerConfig("fsync", "on")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** {@return the name of a new, empty database} */
  public static String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return name;
  }

  /** {@return a data source that opens a new connection each time} */
  public static DataSource dataSource(String database) {
    return Running.SERVER.getDatabase("postgres", database);
  }

  /** {@return a URL for a process of its own, user and all} */
  public static String url(String database) {
    return Running.SERVER.getJdbcUrl("postgres", database);
  }

  /** {@return transactions on a new, empty database} */
  public static Transactions newTransactions() {
    return Transactions.over(dataSource(newDatabase()));
  }
}
