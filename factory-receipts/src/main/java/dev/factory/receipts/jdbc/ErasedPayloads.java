package dev.factory.receipts.jdbc;

import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.StoredPayload;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What receipts of erasure do to the payloads before them. */
final class ErasedPayloads {
  private final Rows rows;
  private final String shard;

  ErasedPayloads(Rows rows, String shard) {
    this.rows = rows;
    this.shard = shard;
  }

  /** Applies the erasures of a receipt that was just inserted. */
  void apply(Connection connection, NewReceipt certificate) throws SQLException {
    if (certificate.erasures().isEmpty()) {
      return;
    }
    List<Erasure> whole = certificate.erasures().stream().filter(Erasure::isWhole).toList();
    List<Erasure> parts = certificate.erasures().stream().filter(e -> !e.isWhole()).toList();
    if (!whole.isEmpty()) {
      delete(connection, whole);
    }
    if (!parts.isEmpty()) {
      replace(connection, parts);
    }
    remember(connection, certificate);
  }

  private void delete(Connection connection, List<Erasure> whole) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM receipt_payload WHERE shard = ? AND seq = ?")) {
      delete.setString(1, shard);
      for (Erasure erasure : whole) {
        delete.setLong(2, erasure.seq());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  private void replace(Connection connection, List<Erasure> parts) throws SQLException {
    Map<Long, StoredPayload> payloads = locked(connection, parts);
    // one receipt may be named twice
    for (Erasure erasure : parts) {
      payloads.computeIfPresent(
          erasure.seq(), (seq, payload) -> payload.without(erasure.disclosures()));
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE receipt_payload SET disclosures = ? WHERE shard = ? AND seq = ?")) {
      update.setString(2, shard);
      for (Map.Entry<Long, StoredPayload> payload : payloads.entrySet()) {
        update.setString(1, payload.getValue().disclosures());
        update.setLong(3, payload.getKey());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private Map<Long, StoredPayload> locked(Connection connection, List<Erasure> parts)
      throws SQLException {
    Map<Long, StoredPayload> payloads = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT seq, data, disclosures FROM receipt_payload WHERE shard = ? AND "
                + rows.isAnyOf("seq")
                + rows.lock())) {
      select.setString(1, shard);
      rows.forEachPosition(
          select,
          2,
          parts.stream().map(Erasure::seq).distinct().toList(),
          row ->
              payloads.put(row.getLong(1), new StoredPayload(row.getString(2), row.getString(3))));
    }
    return payloads;
  }

  private void remember(Connection connection, NewReceipt certificate) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO receipt_erasure (shard, seq, certificate) VALUES (?, ?, ?)"
                + " ON CONFLICT (shard, seq, certificate) DO NOTHING")) {
      insert.setString(1, shard);
      insert.setLong(3, certificate.receipt().seq());
      for (Erasure erasure : certificate.erasures()) {
        insert.setLong(2, erasure.seq());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  List<Long> certificates(Connection connection, long seq) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT certificate FROM receipt_erasure WHERE shard = ? AND seq = ?"
                + " ORDER BY certificate")) {
      select.setString(1, shard);
      select.setLong(2, seq);
      List<Long> certificates = new ArrayList<>();
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          certificates.add(found.getLong(1));
        }
      }
      return certificates;
    }
  }
}
