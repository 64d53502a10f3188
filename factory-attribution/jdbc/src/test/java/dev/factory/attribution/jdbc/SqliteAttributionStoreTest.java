package dev.factory.attribution.jdbc;

import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.testkit.AttributionStoreContract;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteAttributionStoreTest extends AttributionStoreContract {
  @TempDir private Path folder;
  private final Deque<JdbcFixture> databases = new ArrayDeque<>();

  @Override
  protected AttributionStore emptyStore() {
    Path file = folder.resolve("attribution-" + databases.size() + ".db");
    databases.push(new JdbcFixture(() -> Transactions.sqlite(file)));
    return databases.element().store();
  }

  @Override
  protected AttributionStore reopened() {
    return databases.element().second();
  }

  @Override
  protected List<Event> journaled() {
    return databases.element().journaled();
  }

  @Override
  protected AttributionStore withFailingJournal() {
    return databases.element().withFailingJournal();
  }

  @AfterEach
  void close() {
    databases.forEach(JdbcFixture::close);
  }
}
