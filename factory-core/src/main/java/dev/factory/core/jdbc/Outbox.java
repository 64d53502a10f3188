package dev.factory.core.jdbc;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.Journal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that wait in the host's own database until a ledger takes them, so that rows and the
 * events that speak of them are kept together or not at all.
 *
 * <p><b>Atomicity:</b> events appended through {@link #on} are there exactly if the transaction
 * commits. <b>Delivery:</b> {@link #drainTo} hands each event to the ledger at least once, and the
 * idempotency key makes it exactly once there. <b>Order:</b> the events of one transaction keep
 * their order; transactions that ran at the same time may be drained in any. <b>Threads:</b> safe
 * for use by many threads and processes; two that drain at once do the work twice and harm nothing.
 *
 * <p>Events may hold personal data and stand here in the clear until they are drained; a drained
 * event is deleted.
 */
public final class Outbox implements JournalBinding {
  private static final int BATCH = 1_000;

  private final Transactions transactions;

  /**
   * @param transactions of the database where the host's rows are
   * @throws dev.factory.core.FactoryException if its outbox table is missing; see {@link #schema}
   */
  public Outbox(Transactions transactions) {
    schema().check(transactions);
    this.transactions = transactions;
  }

  /** {@return the table of the outbox: call {@code migrate} on it once} */
  public static Schema schema() {
    return new Schema(
        "core", path -> Outbox.class.getResourceAsStream(path), List.of("V001__outbox"));
  }

  @Override
  public Journal on(Connection connection) {
    return events -> {
      try {
        insert(connection, events);
      } catch (SQLException e) {
        throw StorageException.of(e, transactions.dialect());
      }
    };
  }

  private static void insert(Connection connection, List<Event> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO factory_outbox (event) VALUES (?)")) {
      for (Event event : events) {
        insert.setString(1, new String(EventJson.write(event), StandardCharsets.UTF_8));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** {@return how many events wait} */
  public long size() {
    return transactions.read(
        connection -> {
          try (PreparedStatement count =
                  connection.prepareStatement("SELECT COUNT(*) FROM factory_outbox");
              ResultSet rows = count.executeQuery()) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  /**
   * Hands what waits to {@code ledger}, oldest first, and deletes what it took. Call it after each
   * transaction, or from time to time, and once at start for what a crash left behind.
   *
   * @return how many events were handed over; 0 if none waited
   * @throws dev.factory.core.FactoryException what the ledger threw; the events it had not taken
   *     wait on
   */
  public long drainTo(Journal ledger) {
    long drained = 0;
    for (List<Waiting> batch = oldest(); !batch.isEmpty(); batch = oldest()) {
      ledger.append(batch.stream().map(Waiting::event).toList());
      delete(batch);
      drained += batch.size();
    }
    return drained;
  }

  private List<Waiting> oldest() {
    return transactions.read(
        connection -> {
          List<Waiting> batch = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT id, event FROM factory_outbox ORDER BY id LIMIT " + BATCH)) {
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                byte[] event = rows.getString(2).getBytes(StandardCharsets.UTF_8);
                batch.add(new Waiting(rows.getLong(1), EventJson.read(event)));
              }
            }
          }
          return batch;
        });
  }

  private void delete(List<Waiting> batch) {
    transactions.write(
        connection -> {
          // by id and not by range: a transaction that started earlier may commit a lower id later
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM factory_outbox WHERE id = ?")) {
            for (Waiting waiting : batch) {
              delete.setLong(1, waiting.id());
              delete.addBatch();
            }
            return delete.executeBatch().length;
          }
        });
  }

  private record Waiting(long id, Event event) {}
}
