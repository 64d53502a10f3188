package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.Dialect;
import dev.factory.cost.ledger.WindowKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;

/** Where the two databases differ. */
interface Sql {

  static Sql of(Dialect dialect) {
    return dialect == Dialect.SQLITE ? new SqliteSql() : new PostgresSql();
  }

  /** A condition with one parameter, for {@link #setTexts}. */
  String isAny(String column);

  void setTexts(PreparedStatement statement, int index, Collection<String> values)
      throws SQLException;

  /** A table {@code k (line, start)} made of parameters, for {@link #setKeys}. */
  String keys();

  void setKeys(PreparedStatement statement, Collection<WindowKey> keys) throws SQLException;

  void setTime(PreparedStatement statement, int index, Instant value) throws SQLException;

  Instant time(ResultSet row, int column) throws SQLException;

  /** Locks the rows of {@code table} in the order in which the query sorts them. */
  String forUpdate(String table);
}
