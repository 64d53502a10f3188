package dev.factory.cost.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.factory.core.json.CanonicalJson;
import dev.factory.cost.ledger.WindowKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** SQLite has one writer at a time, so its rows need no locks. */
final class SqliteSql implements Sql {
  /** Of one length, so that the order of texts is the order of times. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Override
  public String isAny(String column) {
    return column + " IN (SELECT value FROM json_each(?))";
  }

  @Override
  public void setTexts(PreparedStatement statement, int index, Collection<String> values)
      throws SQLException {
    statement.setString(index, new String(CanonicalJson.ofValue(values), UTF_8));
  }

  @Override
  public String keys() {
    return "(SELECT json_extract(value, '$[0]') AS line, json_extract(value, '$[1]') AS start"
        + " FROM json_each(?)) AS k";
  }

  @Override
  public void setKeys(PreparedStatement statement, Collection<WindowKey> keys) throws SQLException {
    List<List<String>> pairs =
        keys.stream().map(key -> List.of(key.line(), TIME.format(key.start()))).toList();
    statement.setString(1, new String(CanonicalJson.ofValue(pairs), UTF_8));
  }

  @Override
  public void setTime(PreparedStatement statement, int index, Instant value) throws SQLException {
    statement.setString(index, TIME.format(value));
  }

  @Override
  public Instant time(ResultSet row, int column) throws SQLException {
    return Instant.parse(row.getString(column));
  }

  @Override
  public String forUpdate(String table) {
    return "";
  }
}
