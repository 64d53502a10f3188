package dev.factory.receipts.jdbc;

import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.ReceiptHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Hashes of the Merkle tree. Leaves have no table: each is the {@code prev_hash} of the receipt
 * after it, and the last one stands in the head.
 */
final class TreeTable {
  private final String shard;

  TreeTable(String shard) {
    this.shard = shard;
  }

  List<ReceiptHash> leaves(Connection connection, Head head, long from, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT seq, prev_hash FROM receipt WHERE shard = ? AND seq > ? ORDER BY seq LIMIT ?")) {
      select.setString(1, shard);
      select.setLong(2, from);
      select.setInt(3, limit);
      List<ReceiptHash> leaves = hashes(select, from + 1);
      if (leaves.size() < limit && from + leaves.size() + 1 == head.size()) {
        leaves.add(head.leaf());
      }
      return leaves;
    }
  }

  List<ReceiptHash> subtrees(Connection connection, int level, long from, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT position, hash FROM receipt_tree WHERE shard = ? AND level = ?"
                + " AND position >= ? ORDER BY position LIMIT ?")) {
      select.setString(1, shard);
      select.setInt(2, level);
      select.setLong(3, from);
      select.setInt(4, limit);
      return hashes(select, from);
    }
  }

  /** Stops at a gap: what comes after it would be taken for something else. */
  private static List<ReceiptHash> hashes(PreparedStatement select, long first)
      throws SQLException {
    List<ReceiptHash> hashes = new ArrayList<>();
    try (ResultSet found = select.executeQuery()) {
      while (found.next() && found.getLong(1) == first + hashes.size()) {
        hashes.add(Rows.hash(found, 2));
      }
    }
    return hashes;
  }

  void put(Connection connection, int level, long from, List<ReceiptHash> hashes)
      throws SQLException {
    if (from > 0 && subtrees(connection, level, from - 1, 1).isEmpty()) {
      throw new IllegalArgumentException(
          "hashes of level "
              + level
              + " from "
              + from
              + " on would leave a gap; nothing was written: put those before them first");
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO receipt_tree (shard, level, position, hash) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (shard, level, position) DO NOTHING")) {
      insert.setString(1, shard);
      insert.setInt(2, level);
      long position = from;
      for (ReceiptHash hash : hashes) {
        insert.setLong(3, position++);
        insert.setBytes(4, hash.bytes());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
