package dev.factory.attribution.jdbc;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.OrderId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads touchpoints and conversions from the rows of any query, one by one, for example into an
 * {@link dev.factory.attribution.credit.EventTable} or to be recorded.
 *
 * <p>Columns are found by name, in any order and letter case, and named as those of the files that
 * {@code factory-attribution-files} reads; others are skipped. Times are timestamps with a zone or
 * ISO-8601 text with an offset; {@code gross} is a decimal such as {@code 50.00}. Set a fetch size,
 * or a driver may collect all rows first.
 */
public final class EventRows {
  private final ResultSet rows;
  private final Map<String, Integer> places = new HashMap<>();
  private long number;

  private EventRows(ResultSet rows, List<String> required) throws SQLException {
    this.rows = rows;
    ResultSetMetaData columns = rows.getMetaData();
    for (int place = 1; place <= columns.getColumnCount(); place++) {
      places.put(columns.getColumnLabel(place).toLowerCase(Locale.ROOT), place);
    }
    if (!places.keySet().containsAll(required)) {
      throw new FactoryException(
          "attribution.query-columns",
          "the query lacks a column; nothing was read: it has the columns " + required);
    }
  }

  /**
   * Reads all rows as touchpoints: {@code event_id}, {@code user_key}, {@code at}, {@code
   * publisher_id}, {@code offer_id}; and if there {@code sequence} (0), {@code kind} ({@code
   * CLICK}), {@code channel}, {@code flags} (with {@code |} between them).
   *
   * @return how many there were
   * @throws FactoryException {@code attribution.query-columns} if a column is missing, when nothing
   *     was read; {@code attribution.query-row} if a value cannot be, when the sink has the rows
   *     before it
   * @throws SQLException if the driver fails
   */
  public static long touchpoints(ResultSet rows, Consumer<? super Touchpoint> sink)
      throws SQLException {
    List<String> required = List.of("event_id", "user_key", "at", "publisher_id", "offer_id");
    return new EventRows(rows, required).each(EventRows::touchpoint, sink);
  }

  /**
   * Reads all rows as conversions: {@code event_id}, {@code order_id}, {@code user_key}, {@code
   * at}, {@code gross}, {@code currency}, {@code offer_id}; and if there {@code milestone}. As
   * {@link #touchpoints}.
   */
  public static long conversions(ResultSet rows, Consumer<? super Conversion> sink)
      throws SQLException {
    List<String> required =
        List.of("event_id", "order_id", "user_key", "at", "gross", "currency", "offer_id");
    return new EventRows(rows, required).each(EventRows::conversion, sink);
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(EventRows row) throws SQLException;
  }

  private <T> long each(Reading<T> reading, Consumer<? super T> sink) throws SQLException {
    while (rows.next()) {
      number++;
      sink.accept(read(reading));
    }
    return number;
  }

  private <T> T read(Reading<T> reading) throws SQLException {
    try {
      return reading.of(this);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw wrong();
    } catch (FactoryException e) {
      throw e.code().equals("attribution.query-row") ? e : wrong();
    }
  }

  /** Without the cause, whose message may repeat a value. */
  private FactoryException wrong() {
    return new FactoryException(
        "attribution.query-row",
        "row "
            + number
            + " of the query has a value that cannot be; the rows before it were given on: mend it,"
            + " or leave it out of the query");
  }

  private Touchpoint touchpoint() throws SQLException {
    String sequence = textOr("sequence", "");
    String flags = textOr("flags", "");
    return new Touchpoint(
        new EventId(text("event_id")),
        new UserKey(text("user_key")),
        time(),
        sequence.isEmpty() ? 0 : Long.parseLong(sequence),
        TouchKind.valueOf(textOr("kind", TouchKind.CLICK.name())),
        new PublisherId(text("publisher_id")),
        new OfferId(text("offer_id")),
        textOr("channel", ""),
        flags.isEmpty() ? Set.of() : Set.of(flags.split("\\|", -1)),
        Map.of());
  }

  private Conversion conversion() throws SQLException {
    Money gross =
        Money.parse(
            CurrencyUnit.of(text("currency")), new BigDecimal(text("gross")).toPlainString());
    return new Conversion(
        new EventId(text("event_id")),
        new OrderId(text("order_id")),
        new UserKey(text("user_key")),
        time(),
        gross,
        new OfferId(text("offer_id")),
        textOr("milestone", ""));
  }

  private Instant time() throws SQLException {
    Object value = rows.getObject(place("at"));
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof String text) {
      return OffsetDateTime.parse(text).toInstant();
    }
    throw wrong();
  }

  private int place(String column) {
    Integer place = places.get(column);
    if (place == null) {
      throw new IllegalStateException("columns are checked before rows are read");
    }
    return place;
  }

  private String text(String column) throws SQLException {
    String value = rows.getString(place(column));
    if (value == null) {
      throw wrong();
    }
    return value;
  }

  private String textOr(String column, String none) throws SQLException {
    Integer place = places.get(column);
    @Nullable String value = place == null ? null : rows.getString(place);
    return value == null ? none : value;
  }
}
