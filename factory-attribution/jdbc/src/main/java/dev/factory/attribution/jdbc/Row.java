package dev.factory.attribution.jdbc;

import dev.factory.core.jdbc.Dialect;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The row a result stands at, by column names. */
final class Row {
  /** Of one length, so that SQLite's order of texts is the order of times. */
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final ResultSet rows;
  private final Dialect dialect;

  Row(ResultSet rows, Dialect dialect) {
    this.rows = rows;
    this.dialect = dialect;
  }

  String text(String column) {
    String value = textOrNull(column);
    if (value == null) {
      throw new IllegalStateException("the column " + column + " must not be null");
    }
    return value;
  }

  @Nullable String textOrNull(String column) {
    return get(() -> rows.getString(column));
  }

  long number(String column) {
    Long value = get(() -> rows.getLong(column));
    return value == null ? 0 : value;
  }

  @Nullable Instant timeOrNull(String column) {
    if (dialect == Dialect.SQLITE) {
      String text = textOrNull(column);
      return text == null ? null : Instant.parse(text);
    }
    OffsetDateTime value = get(() -> rows.getObject(column, OffsetDateTime.class));
    return value == null ? null : value.toInstant();
  }

  Instant time(String column) {
    Instant value = timeOrNull(column);
    if (value == null) {
      throw new IllegalStateException("the column " + column + " must not be null");
    }
    return value;
  }

  CurrencyUnit currency() {
    return new CurrencyUnit(text("currency"), (int) number("currency_exponent"));
  }

  Money minor(String column) {
    return new Money(currency(), number(column));
  }

  MicroMoney micro(String column) {
    return new MicroMoney(currency(), number(column));
  }

  private <T> @Nullable T get(Getter<T> getter) {
    try {
      return getter.get();
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  @FunctionalInterface
  private interface Getter<T> {
    @Nullable T get() throws SQLException;
  }
}
