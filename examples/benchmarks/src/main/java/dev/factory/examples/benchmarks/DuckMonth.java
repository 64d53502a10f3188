package dev.factory.examples.benchmarks;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The same month in DuckDB, in memory, one thread: the rows in their order, no index. Its queries
 * give credit and commission of each publisher in whole millionths of a cent, the part that is left
 * over to the largest remainders as here.
 */
final class DuckMonth implements AutoCloseable {
  /** The touches of each conversion within 30 days, and its gross and pool in millionths. */
  private static final String PATHS =
      """
      SELECT c.id AS conversion, c.gross * 1000000 AS gross,
        (c.gross * 7000000 + 5) // 10 AS pool, t.publisher, t.ts, t.id
      FROM conversions c JOIN touches t
        ON t.user_key = c.user_key AND t.ts BETWEEN c.ts - 2592000000000 AND c.ts""";

  private static final String LAST =
      """
      SELECT publisher, sum(gross), sum(pool) FROM (
        SELECT arg_max(publisher, (ts, id)) AS publisher, any_value(gross) AS gross,
          any_value(pool) AS pool
        FROM (PATHS) GROUP BY conversion) GROUP BY publisher"""
          .replace("PATHS", PATHS);

  private static final String LINEAR =
      """
      SELECT publisher, sum(gross // n + (place <= gross % n)::BIGINT),
        sum(pool // n + (place <= pool % n)::BIGINT)
      FROM (SELECT *, count(*) OVER (PARTITION BY conversion) AS n,
          row_number() OVER (PARTITION BY conversion ORDER BY ts, id) AS place
        FROM (PATHS)) GROUP BY publisher"""
          .replace("PATHS", PATHS);

  /** Weights of 40 bits, as its powers are doubles; 128-bit products and exact remainders. */
  private static final String DECAY =
      """
      WITH weighed AS (
        SELECT conversion, gross::HUGEINT AS gross, pool::HUGEINT AS pool, publisher,
          row_number() OVER (PARTITION BY conversion ORDER BY ts, id) AS place,
          floor(pow(2.0, 40 - (max(ts) OVER (PARTITION BY conversion) - ts) / 604800000000.0))
            ::HUGEINT AS weight
        FROM (PATHS)),
      totalled AS (
        SELECT *, (sum(weight) OVER (PARTITION BY conversion))::HUGEINT AS total FROM weighed),
      divided AS (
        SELECT *, gross * weight // total AS gross_part, gross * weight % total AS gross_rest,
          pool * weight // total AS pool_part, pool * weight % total AS pool_rest
        FROM totalled),
      ranked AS (
        SELECT *,
          row_number() OVER (PARTITION BY conversion ORDER BY gross_rest DESC, place) AS gross_rank,
          row_number() OVER (PARTITION BY conversion ORDER BY pool_rest DESC, place) AS pool_rank,
          gross - sum(gross_part) OVER (PARTITION BY conversion) AS gross_left,
          pool - sum(pool_part) OVER (PARTITION BY conversion) AS pool_left
        FROM divided)
      SELECT publisher, sum(gross_part + (gross_rank <= gross_left)::HUGEINT),
        sum(pool_part + (pool_rank <= pool_left)::HUGEINT)
      FROM ranked GROUP BY publisher"""
          .replace("PATHS", PATHS);

  private final DuckDBConnection connection;
  private final int publishers;

  DuckMonth(MonthOfTouches month) throws SQLException {
    this.publishers = month.publishers;
    this.connection =
        DriverManager.getConnection("jdbc:duckdb:", new Properties())
            .unwrap(DuckDBConnection.class);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute(
          "CREATE TABLE touches (user_key BIGINT, ts BIGINT, id BIGINT, publisher INTEGER)");
      statement.execute(
          "CREATE TABLE conversions (user_key BIGINT, ts BIGINT, id BIGINT, gross BIGINT)");
    }
    try (DuckDBAppender rows = connection.createAppender("main", "touches")) {
      for (int row = 0; row < month.touches(); row++) {
        rows.beginRow();
        rows.append(month.touchUser[row]);
        rows.append(month.touchAt[row]);
        rows.append(month.touchId[row]);
        rows.append(month.touchPublisher[row]);
        rows.endRow();
      }
    }
    try (DuckDBAppender rows = connection.createAppender("main", "conversions")) {
      for (int row = 0; row < month.saleUser.length; row++) {
        rows.beginRow();
        rows.append(month.saleUser[row]);
        rows.append(month.saleAt[row]);
        rows.append(month.saleId[row]);
        rows.append(month.saleGross[row]);
        rows.endRow();
      }
    }
  }

  /** {@return credit and commission by publisher} */
  long[][] totals(String model) throws SQLException {
    long[][] totals = new long[2][publishers];
    String sql =
        switch (model) {
          case "last" -> LAST;
          case "linear" -> LINEAR;
          default -> DECAY;
        };
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        int publisher = rows.getInt(1);
        totals[0][publisher] = rows.getBigDecimal(2).longValueExact();
        totals[1][publisher] = rows.getBigDecimal(3).longValueExact();
      }
    }
    return totals;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
