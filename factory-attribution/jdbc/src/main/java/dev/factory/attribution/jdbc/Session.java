package dev.factory.attribution.jdbc;

import dev.factory.core.jdbc.Dialect;
import dev.factory.core.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Statements on one connection, inside one transaction. */
final class Session {
  private static final int FETCH = 1_000;

  private final Connection connection;
  private final Dialect dialect;

  Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }

  /** {@return the test that a column is one of the values of one parameter, see {@link #anyOf}} */
  String isAny() {
    return dialect == Dialect.SQLITE ? " IN (SELECT value FROM json_each(?)) " : " = ANY (?) ";
  }

  /** {@return the parameter of {@link #isAny}} */
  Object anyOf(Collection<String> values) throws SQLException {
    return dialect == Dialect.SQLITE
        ? new String(CanonicalJson.ofValue(values), StandardCharsets.UTF_8)
        : connection.createArrayOf("text", values.toArray());
  }

  <T> List<T> list(String sql, Binding binding, Function<Row, T> reader) {
    List<T> result = new ArrayList<>();
    each(sql, binding, row -> result.add(reader.apply(row)));
    return result;
  }

  /** Gives each row to {@code sink} while the database still looks for the next. */
  void each(String sql, Binding binding, Consumer<Row> sink) {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCH);
      binding.bind(new Parameters(select, this));
      try (ResultSet rows = select.executeQuery()) {
        Row row = new Row(rows, dialect);
        while (rows.next()) {
          sink.accept(row);
        }
      }
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  /** {@return how many rows the statement changed} */
  int update(String sql, Binding binding) {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      binding.bind(new Parameters(update, this));
      return update.executeUpdate();
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  /** {@return how many rows the statement changed for each of the items, in their order} */
  <T> int[] batch(String sql, Collection<T> items, BiConsumer<Parameters, T> binding) {
    if (items.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (T item : items) {
        binding.accept(new Parameters(update, this), item);
        update.addBatch();
      }
      return update.executeBatch();
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  /** Sets the parameters of a statement. */
  @FunctionalInterface
  interface Binding {
    /** No parameters. */
    Binding NONE = parameters -> {};

    void bind(Parameters parameters);
  }
}
