package dev.factory.receipts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.testkit.SampleChain;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left of erased payloads in the very files of a database. */
abstract class CompactionContract {
  private static final int RECEIPTS = 2_000;

  /** In each payload that goes as a whole. */
  private static final String WHOLE = "whole-lAnGsTrAsSe";

  /** In each disclosure that goes. */
  private static final String PART = "cGFydC1sQW5Hc1RyQXNTZQ";

  /** In each payload that stays. */
  private static final String STAYS = "stays-AvEnUe";

  private final SampleChain chain = new SampleChain();

  /** {@return transactions on a database with the tables of the ledger} */
  abstract Transactions open();

  abstract Rows rows();

  /** {@return how often a text stands in the files of the database} */
  abstract long occurrences(String text) throws IOException;

  /** Three receipts in turn: one that goes, one of which a part goes, one that stays. */
  private JdbcReceiptStore filled(Transactions transactions) {
    JdbcReceiptStore store = new JdbcReceiptStore(transactions);
    List<NewReceipt> receipts = new ArrayList<>();
    for (int number = 0; number < RECEIPTS; number++) {
      receipts.add(
          chain.saying(
              switch (number % 3) {
                case 0 -> new StoredPayload("{\"street\":\"" + WHOLE + number + "\"}", "[]");
                case 1 -> new StoredPayload("{}", "[\"" + disclosure(number) + "\"]");
                default -> new StoredPayload("{\"street\":\"" + STAYS + number + "\"}", "[]");
              }));
    }
    append(store, receipts);
    return store;
  }

  private static String disclosure(int number) {
    return "WyJ" + PART + number;
  }

  private static void append(JdbcReceiptStore store, List<NewReceipt> receipts) {
    assertThat(store.append(store.head(), receipts)).isInstanceOf(AppendResult.Committed.class);
  }

  private NewReceipt certificate() {
    List<Erasure> erasures = new ArrayList<>();
    for (int seq = 0; seq < RECEIPTS; seq++) {
      if (seq % 3 < 2) {
        erasures.add(new Erasure(seq, seq % 3 == 0 ? Set.of() : Set.of(disclosure(seq))));
      }
    }
    return chain.erasing(erasures.toArray(Erasure[]::new));
  }

  @Test
  void leavesNoByteOfThemAndEveryByteOfTheOthers() throws IOException {
    Transactions transactions = open();
    JdbcReceiptStore store = filled(transactions);
    append(store, List.of(certificate()));
    assertThat(occurrences(WHOLE)).isPositive();
    assertThat(occurrences(PART)).isPositive();
    store.compact();
    assertThat(occurrences(WHOLE)).isZero();
    assertThat(occurrences(PART)).isZero();
    assertThat(occurrences(STAYS)).isGreaterThanOrEqualTo(RECEIPTS / 3);
  }

  @Test
  void saysSoWhenSomebodyStillLooksAtAnOldState() throws IOException {
    Transactions transactions = open();
    JdbcReceiptStore store = filled(transactions);
    transactions.read(
        connection -> {
          looks(connection);
          append(store, List.of(certificate()));
          assertThatThrownBy(
                  () ->
                      transactions.outside(
                          own -> {
                            rows().compact(own, Duration.ofMillis(300));
                            return 0;
                          }))
              .isInstanceOfSatisfying(
                  FactoryException.class,
                  e -> assertThat(e.code()).isEqualTo("receipts.compaction-blocked"));
          return 0;
        });
    store.compact();
    assertThat(occurrences(WHOLE)).isZero();
    assertThat(occurrences(PART)).isZero();
  }

  /** Begins to look, without touching the payloads. */
  private static void looks(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT size FROM receipt_head")) {
      assertThat(found.next()).isTrue();
    }
  }
}
