package dev.factory.attribution.jdbc;

import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.credit.ColumnKernel;
import dev.factory.attribution.credit.EventTable;
import dev.factory.attribution.credit.PublisherTotals;
import dev.factory.attribution.credit.TouchColumns;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.testkit.Samples;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventRowsTest {
  private static final String CLICKS =
      """
      SELECT 'pub-456' AS publisher_id, 't-1' AS EVENT_ID, 'u' AS user_key, 'off-789' AS offer_id,
        '2026-01-10T13:00:00+01:00' AS at, 7 AS sequence, 'a|b' AS flags, 'ignored' AS other
      UNION ALL SELECT 'pub-999', 't-2', 'u', 'off-789', '2026-01-11T12:00:00Z', NULL, '', NULL""";

  private static final String SALES =
      """
      SELECT 'c-1' AS event_id, 'order-c-1' AS order_id, 'u' AS user_key, 50.00 AS gross,
        'USD' AS currency, 'off-789' AS offer_id, '2026-01-12T12:00:00Z' AS at""";

  private static <T> List<T> read(String sql, Reader<T> reader) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> read = new ArrayList<>();
      reader.read(rows, read);
      return read;
    }
  }

  @FunctionalInterface
  private interface Reader<T> {
    void read(ResultSet rows, List<T> into) throws SQLException;
  }

  private static List<Touchpoint> touchpoints(String sql) throws SQLException {
    return EventRowsTest.<Touchpoint>read(
        sql, (rows, into) -> assertThat(EventRows.touchpoints(rows, into::add)).isEqualTo(2));
  }

  private static void assertRefused(String code, String sql) {
    assertThatThrownBy(() -> touchpoints(sql))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasNoCause();
            });
  }

  @Test
  void rowsAreTouchpointsByTheNamesOfTheirColumns() throws SQLException {
    Touchpoint first = click("t-1", "u", day(10), "pub-456").withFlags(Set.of("a", "b"));
    assertThat(touchpoints(CLICKS))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("sequence")
        .containsExactly(first, click("t-2", "u", day(11), "pub-999"));
    assertThat(touchpoints(CLICKS)).extracting(Touchpoint::sequence).containsExactly(7L, 0L);
  }

  @Test
  void aQueryGoesStraightIntoColumns() throws SQLException {
    EventTable table = new EventTable(CurrencyUnit.of("USD"));
    touchpoints(CLICKS).forEach(table::add);
    List<Conversion> sales =
        EventRowsTest.<Conversion>read(
            SALES, (rows, into) -> EventRows.conversions(rows, into::add));
    assertThat(sales).containsExactly(conversion("c-1", "u", day(12), usd(5_000)));
    sales.forEach(table::add);
    TouchColumns touches = table.touches();
    PublisherTotals totals =
        ColumnKernel.attribute(
                touches,
                table.conversions(),
                PolicyBook.of(Samples.LINEAR),
                1,
                () -> new PublisherTotals(touches, table.publishers().size()))
            .get(0);
    assertThat(totals.commission(0)).isEqualTo(1_750_000_000L);
    assertThat(totals.commission(1)).isEqualTo(1_750_000_000L);
  }

  @Test
  void timestampsOfPostgresAreTimes() throws SQLException {
    List<Conversion> sales = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(PostgresServer.url(PostgresServer.newDatabase()));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                SALES.replace("'2026-01-12T12:00:00Z'", "timestamptz '2026-01-12T12:00:00Z'"))) {
      assertThat(EventRows.conversions(rows, sales::add)).isEqualTo(1);
    }
    assertThat(sales).containsExactly(conversion("c-1", "u", day(12), usd(5_000)));
  }

  @Test
  void aMissingColumnAndAWrongValueAreToldWithoutTheValue() {
    assertRefused("attribution.query-columns", "SELECT 't-1' AS event_id");
    assertRefused("attribution.query-row", CLICKS.replace("'2026-01-11T12:00:00Z'", "'soon'"));
    assertRefused("attribution.query-row", CLICKS.replace("'t-2'", "NULL"));
    assertRefused("attribution.query-row", CLICKS.replace("'pub-999'", "''"));
  }
}
