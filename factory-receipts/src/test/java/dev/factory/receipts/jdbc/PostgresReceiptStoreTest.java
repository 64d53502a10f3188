package dev.factory.receipts.jdbc;

import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.testkit.ReceiptStoreContract;

class PostgresReceiptStoreTest extends ReceiptStoreContract {
  private final String database = PostgresServer.newDatabase();

  @Override
  protected ReceiptStore emptyStore() {
    JdbcReceiptStore.schema().migrate(open());
    return new JdbcReceiptStore(open());
  }

  @Override
  protected ReceiptStore reopened(ReceiptStore store) {
    return new JdbcReceiptStore(open());
  }

  @Override
  protected ReceiptStore emptyShardBeside(ReceiptStore store) {
    return new JdbcReceiptStore(open(), "beside");
  }

  private Transactions open() {
    return Transactions.over(PostgresServer.dataSource(database));
  }
}
