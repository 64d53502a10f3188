package dev.factory.receipts.jdbc;

import dev.factory.receipts.spi.StoredCheckpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The newest checkpoint of a shard: one row, compared and swapped by its size. */
final class CheckpointTable {
  private final String shard;

  CheckpointTable(String shard) {
    this.shard = shard;
  }

  Optional<StoredCheckpoint> latest(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT size, root, note FROM receipt_checkpoint WHERE shard = ?")) {
      select.setString(1, shard);
      try (ResultSet found = select.executeQuery()) {
        return found.next()
            ? Optional.of(
                new StoredCheckpoint(found.getLong(1), Rows.hash(found, 2), found.getString(3)))
            : Optional.empty();
      }
    }
  }

  boolean put(Connection connection, long before, StoredCheckpoint next) throws SQLException {
    String sql =
        before == 0
            ? "INSERT INTO receipt_checkpoint (size, root, note, shard) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (shard) DO NOTHING"
            : "UPDATE receipt_checkpoint SET size = ?, root = ?, note = ?"
                + " WHERE shard = ? AND size = ?";
    try (PreparedStatement swap = connection.prepareStatement(sql)) {
      swap.setLong(1, next.size());
      swap.setBytes(2, next.root().bytes());
      swap.setString(3, next.note());
      swap.setString(4, shard);
      if (before > 0) {
        swap.setLong(5, before);
      }
      return swap.executeUpdate() == 1;
    }
  }
}
