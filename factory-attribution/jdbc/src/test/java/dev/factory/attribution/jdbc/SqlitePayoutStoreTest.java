package dev.factory.attribution.jdbc;

import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.testkit.PayoutStoreContract;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlitePayoutStoreTest extends PayoutStoreContract {
  @TempDir private Path folder;
  private final Deque<PayoutDatabase> databases = new ArrayDeque<>();

  @Override
  protected PayoutStore emptyStore() {
    Path file = folder.resolve("payouts-" + databases.size() + ".db");
    databases.push(new PayoutDatabase(() -> Transactions.sqlite(file)));
    return databases.element().store();
  }

  @Override
  protected PayoutStore reopened() {
    return databases.element().store();
  }

  @Override
  protected List<Event> journaled() {
    return databases.element().journaled();
  }

  @AfterEach
  void close() {
    databases.forEach(PayoutDatabase::close);
  }
}
