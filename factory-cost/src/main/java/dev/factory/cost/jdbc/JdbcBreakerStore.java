package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.Dialect;
import dev.factory.core.jdbc.Schema;
import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.spi.BreakerOrder;
import dev.factory.cost.spi.BreakerStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders to breakers in SQLite or PostgreSQL: the table {@code breaker_order}, one row for each
 * name.
 */
public final class JdbcBreakerStore implements BreakerStore {
  private static final String GIVE =
      """
      INSERT INTO breaker_order (name, kind, revision, given_at, who, why)
      VALUES (?, ?, 1, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET
        kind = excluded.kind,
        revision = breaker_order.revision + 1,
        given_at = excluded.given_at,
        who = excluded.who,
        why = excluded.why
      RETURNING revision""";
  private static final String ALL =
      "SELECT name, kind, revision, given_at, who, why FROM breaker_order ORDER BY name";

  private final Transactions transactions;
  private final Sql sql;

  private JdbcBreakerStore(Transactions transactions) {
    this.transactions = transactions;
    this.sql = transactions.dialect() == Dialect.SQLITE ? new SqliteSql() : new PostgresSql();
  }

  /**
   * {@return the orders in a database}
   *
   * @throws dev.factory.core.FactoryException if the table is missing or of another release; see
   *     {@link #schema}
   */
  public static JdbcBreakerStore over(Transactions transactions) {
    schema().check(transactions);
    return new JdbcBreakerStore(transactions);
  }

  /** {@return the table of the orders: call {@code migrate} on it once} */
  public static Schema schema() {
    return new Schema(
        "cost-breakers",
        path -> JdbcBreakerStore.class.getResourceAsStream(path),
        List.of("V001__breakers"));
  }

  @Override
  public List<BreakerOrder> orders() {
    return transactions.read(
        connection -> {
          List<BreakerOrder> orders = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(ALL);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              orders.add(
                  new BreakerOrder(
                      rows.getString(1),
                      BreakerOrder.Kind.valueOf(rows.getString(2)),
                      rows.getLong(3),
                      sql.time(rows, 4),
                      rows.getString(5),
                      rows.getString(6)));
            }
          }
          return orders;
        });
  }

  @Override
  public BreakerOrder give(
      String name, BreakerOrder.Kind kind, Instant at, String who, String why) {
    Instant given = at.truncatedTo(ChronoUnit.MICROS);
    BreakerOrder first = new BreakerOrder(name, kind, 1, given, who, why);
    return transactions.write(
        connection -> {
          try (PreparedStatement give = connection.prepareStatement(GIVE)) {
            give.setString(1, first.name());
            give.setString(2, kind.name());
            sql.setTime(give, 3, given);
            give.setString(4, who);
            give.setString(5, why);
            try (ResultSet row = give.executeQuery()) {
              row.next();
              return new BreakerOrder(name, kind, row.getLong(1), given, who, why);
            }
          }
        });
  }
}
