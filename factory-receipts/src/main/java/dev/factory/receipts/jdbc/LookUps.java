package dev.factory.receipts.jdbc;

import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Receipts by position, id and idempotency key, and the ends of streams. */
final class LookUps {
  private static final int FETCH = 1_000;

  private final Rows rows;
  private final String shard;

  LookUps(Rows rows, String shard) {
    this.rows = rows;
    this.shard = shard;
  }

  /** {@return how many were shown} */
  long range(Connection connection, long from, long to, Consumer<StoredReceipt> visitor)
      throws SQLException {
    long shown = 0;
    // payloads have the bounds too, so that a join of both in order begins at the first one
    try (PreparedStatement select =
        connection.prepareStatement(
            Rows.COLUMNS
                + " FROM receipt r LEFT JOIN receipt_payload p ON p.shard = ?"
                + " AND p.seq = r.seq AND p.seq >= ? AND p.seq < ?"
                + " WHERE r.shard = ? AND r.seq >= ? AND r.seq < ? ORDER BY r.seq")) {
      for (int parameter = 1; parameter <= 4; parameter += 3) {
        select.setString(parameter, shard);
        select.setLong(parameter + 1, from);
        select.setLong(parameter + 2, to);
      }
      select.setFetchSize(FETCH);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          visitor.accept(rows.receipt(found));
          shown++;
        }
      }
    }
    return shown;
  }

  Optional<StoredReceipt> byId(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(rows.select() + " WHERE r.id = ? AND r.shard = ?")) {
      rows.setId(select, 1, id);
      select.setString(2, shard);
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(rows.receipt(found)) : Optional.empty();
      }
    }
  }

  Map<String, StoredReceipt> byIdempotencyKeys(Connection connection, Collection<String> keys)
      throws SQLException {
    Map<String, StoredReceipt> byKey = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            rows.select() + " WHERE r.shard = ? AND " + rows.isAnyOf("r.idem_key"))) {
      select.setString(1, shard);
      rows.forEachMatch(
          select,
          2,
          keys,
          found -> {
            StoredReceipt receipt = rows.receipt(found);
            byKey.put(receipt.idempotencyKey(), receipt);
          });
    }
    return byKey;
  }

  Map<String, StreamHead> streamHeads(Connection connection, Collection<String> keys)
      throws SQLException {
    Map<String, StreamHead> heads = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(rows.streamHeads())) {
      select.setString(1, shard);
      rows.forEachMatch(
          select,
          2,
          keys,
          found ->
              heads.put(
                  found.getString(1), new StreamHead(found.getLong(2) + 1, Rows.hash(found, 3))));
    }
    return heads;
  }
}
