package dev.factory.attribution.jdbc;

import dev.factory.core.jdbc.Dialect;
import dev.factory.core.money.CurrencyUnit;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The parameters of one statement, set from left to right. */
final class Parameters {
  private final PreparedStatement statement;
  private final Session session;
  private int index;

  Parameters(PreparedStatement statement, Session session) {
    this.statement = statement;
    this.session = session;
  }

  Parameters text(@Nullable String value) {
    return set(
        at -> {
          if (value == null) {
            statement.setNull(at, Types.VARCHAR);
          } else {
            statement.setString(at, value);
          }
        });
  }

  Parameters number(long value) {
    return set(at -> statement.setLong(at, value));
  }

  Parameters time(Instant value) {
    return session.dialect() == Dialect.SQLITE
        ? text(Row.TIME.format(value))
        : set(at -> statement.setObject(at, value.atOffset(ZoneOffset.UTC)));
  }

  Parameters timeOrNull(@Nullable Instant value) {
    if (value != null) {
      return time(value);
    }
    int type = session.dialect() == Dialect.SQLITE ? Types.VARCHAR : Types.TIMESTAMP_WITH_TIMEZONE;
    return set(at -> statement.setNull(at, type));
  }

  Parameters currency(CurrencyUnit value) {
    return text(value.code()).number(value.exponent());
  }

  /** The parameter of {@link Session#isAny}. */
  Parameters any(Collection<String> values) {
    return set(at -> statement.setObject(at, session.anyOf(values)));
  }

  private Parameters set(Setter setter) {
    index++;
    try {
      setter.set(index);
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
    return this;
  }

  @FunctionalInterface
  private interface Setter {
    void set(int at) throws SQLException;
  }
}
