package dev.factory.cost.jdbc;

import dev.factory.cost.ledger.WindowKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;

final class PostgresSql implements Sql {

  @Override
  public String isAny(String column) {
    return column + " = ANY (?)";
  }

  @Override
  public void setTexts(PreparedStatement statement, int index, Collection<String> values)
      throws SQLException {
    statement.setArray(
        index, statement.getConnection().createArrayOf("text", values.toArray(new String[0])));
  }

  @Override
  public String keys() {
    return "unnest(?, ?::text[]::timestamptz[]) AS k (line, start)";
  }

  @Override
  public void setKeys(PreparedStatement statement, Collection<WindowKey> keys) throws SQLException {
    setTexts(statement, 1, keys.stream().map(WindowKey::line).toList());
    setTexts(statement, 2, keys.stream().map(key -> key.start().toString()).toList());
  }

  @Override
  public void setTime(PreparedStatement statement, int index, Instant value) throws SQLException {
    statement.setObject(index, value.atOffset(ZoneOffset.UTC));
  }

  @Override
  public Instant time(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  @Override
  public String forUpdate(String table) {
    return " FOR UPDATE OF " + table;
  }
}
