package dev.factory.receipts.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.testkit.ReceiptStoreContract;
import java.util.concurrent.atomic.AtomicInteger;

/** One database for all tests, each of which takes shards of its own. */
class PostgresReceiptStoreTest extends ReceiptStoreContract {
  private static final AtomicInteger SHARDS = new AtomicInteger();

  private String shard = "";

  private static final class Shared {
    static final String DATABASE = PostgresServer.newDatabase();

    static {
      JdbcReceiptStore.schema().migrate(open());
    }

    static Transactions open() {
      return Transactions.over(PostgresServer.dataSource(DATABASE));
    }
  }

  @Override
  protected ReceiptStore emptyStore() {
    shard = "shard-" + SHARDS.incrementAndGet();
    return reopened();
  }

  @Override
  protected ReceiptStore reopened(ReceiptStore store) {
    return reopened();
  }

  private ReceiptStore reopened() {
    return new JdbcReceiptStore(Shared.open(), shard);
  }

  @Override
  protected ReceiptStore emptyShardBeside(ReceiptStore store) {
    return new JdbcReceiptStore(Shared.open(), "shard-" + SHARDS.incrementAndGet());
  }
}
