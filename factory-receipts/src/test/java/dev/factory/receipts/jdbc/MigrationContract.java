package dev.factory.receipts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.Schema;
import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.testkit.SampleChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A database that an earlier release made, with receipts in it. */
abstract class MigrationContract {
  private static final int RECEIPTS = 300;

  /** {@return transactions on an empty database} */
  abstract Transactions empty();

  abstract Rows rows();

  /** Called when the database is of the first version and full. */
  void beforeMigration(Transactions transactions) {}

  /** Called when it is of the newest version. */
  void afterMigration(Transactions transactions) {}

  @Test
  void aLedgerOfTheFirstVersionKeepsItsReceiptsAndGainsTheRest() {
    Transactions transactions = empty();
    new Schema("receipts", JdbcReceiptStore.class::getResourceAsStream, List.of("V001__ledger"))
        .migrate(transactions);
    SampleChain chain = new SampleChain();
    List<NewReceipt> old = chain.next(RECEIPTS, "s");
    transactions.write(
        connection -> {
          rows().swapHead(connection, "main", Head.EMPTY, old.get(RECEIPTS - 1));
          rows().insert(connection, "main", old);
          return RECEIPTS;
        });
    beforeMigration(transactions);
    assertThatThrownBy(() -> new JdbcReceiptStore(transactions))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("core.schema-missing"))
        .hasMessageContaining("V002");

    assertThat(JdbcReceiptStore.schema().migrate(transactions)).isEqualTo(1);
    afterMigration(transactions);

    JdbcReceiptStore store = new JdbcReceiptStore(transactions);
    List<StoredReceipt> kept = new ArrayList<>();
    store.range(0, RECEIPTS, kept::add);
    assertThat(kept).isEqualTo(old.stream().map(NewReceipt::receipt).toList());
    assertThat(store.find(ReceiptFilter.ALL.ofType("Sample"), 0, RECEIPTS)).isEqualTo(kept);
    assertThat(store.hashes(0, 0, RECEIPTS)).isEqualTo(old.stream().map(NewReceipt::leaf).toList());
    store.append(store.head(), List.of(chain.erasing(new Erasure(7, Set.of()))));
    assertThat(store.certificates(7)).containsExactly((long) RECEIPTS);
  }
}
