package dev.factory.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SqliteJdbcTest extends JdbcContract {
  @TempDir Path folder;
  private final List<Transactions> opened = new ArrayList<>();

  @Override
  Transactions open() {
    Transactions transactions = Transactions.sqlite(folder.resolve("test.db"));
    opened.add(transactions);
    return transactions;
  }

  @AfterEach
  void close() {
    opened.forEach(Transactions::close);
  }

  private static String pragma(Transactions transactions, String name) {
    return transactions.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement("PRAGMA " + name);
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
          }
        });
  }

  @Nested
  class AFile {
    @Test
    void isWrittenAheadAndSyncedToTheDisk() {
      Transactions transactions = open();
      assertThat(transactions.dialect()).isEqualTo(Dialect.SQLITE);
      assertThat(pragma(transactions, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(transactions, "synchronous")).isEqualTo("2"); // FULL
    }

    @Test
    void ofAHostsDataSourceIsTreatedTheSame() {
      SQLiteDataSource dataSource = new SQLiteDataSource();
      dataSource.setUrl("jdbc:sqlite:" + folder.resolve("host.db"));
      Transactions transactions = Transactions.over(dataSource);
      assertThat(transactions.dialect()).isEqualTo(Dialect.SQLITE);
      assertThat(pragma(transactions, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(transactions, "synchronous")).isEqualTo("2");
    }

    @Test
    void thatIsNoDatabaseIsRefusedByName() throws IOException {
      Path text = Files.writeString(folder.resolve("notes.txt"), "hello ".repeat(500));
      assertThatThrownBy(() -> Transactions.sqlite(text))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.code()).isEqualTo("core.storage-corrupt"))
          .hasMessageContaining("notes.txt")
          .hasMessageContaining("(SQLite error 26)");
      assertThat(Files.readString(text)).startsWith("hello");
    }

    @Test
    void inAFolderThatDoesNotExistIsRefusedByName() {
      assertThatThrownBy(() -> Transactions.sqlite(folder.resolve("none/test.db")))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("none")
          .hasMessageContaining("check");
    }

    @Test
    void thatHasNoRoomLeftSaysSoAndKeepsWhatItHad() {
      Transactions transactions = open();
      String filler = "x".repeat(10_000);
      assertThatThrownBy(
              () ->
                  transactions.write(
                      connection -> {
                        Transactions.execute(connection, "PRAGMA max_page_count = 20");
                        Transactions.execute(connection, "CREATE TABLE f (t TEXT)");
                        for (int i = 0; i < 100; i++) {
                          Transactions.execute(
                              connection, "INSERT INTO f VALUES ('" + filler + "')");
                        }
                        return 0;
                      }))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.code()).isEqualTo("core.storage-full"))
          .hasMessageContaining("make room");
      assertThat(pragma(transactions, "integrity_check")).isEqualTo("ok");
      transactions.write(
          connection -> {
            Transactions.execute(connection, "INSERT INTO t VALUES ('small', 1)");
            return 0;
          });
    }

    @Test
    void isNotUsedAfterItWasClosed() {
      Transactions transactions = open();
      transactions.close();
      assertThatThrownBy(() -> transactions.read(connection -> 1)).hasMessageContaining("closed");
    }

    @Test
    void keepsNoSideFilesOnceItIsClosed() throws IOException {
      Path file = folder.resolve("alone.db");
      try (Transactions transactions = Transactions.sqlite(file)) {
        Outbox.schema().migrate(transactions);
      }
      try (var files = Files.list(folder)) {
        assertThat(files.filter(path -> path.getFileName().toString().startsWith("alone")))
            .containsExactly(file);
      }
    }
  }
}
