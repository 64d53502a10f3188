package dev.factory.receipts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.testkit.SampleChain;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What each query costs in a ledger of 20,000 receipts, as the database itself counts it. The
 * ledger is as uneven as it gets: one type and one stream at its beginning, others at its end only.
 */
abstract class BoundedWorkContract {
  private static final int RECEIPTS = 20_000;
  private static final int LATE = 300;
  private static final int LIMIT = 10;

  /** A query plans anew for its values at first, and once for all values after some repetitions. */
  private static final int REPETITIONS = 12;

  /** {@return transactions on an empty database} */
  abstract Transactions empty();

  /** {@return what {@code queries} cost, run in the transaction of {@code connection}} */
  abstract long cost(Connection connection, Runnable queries) throws SQLException;

  /** The most one query may cost: far less than looking at every receipt. */
  abstract long allowed();

  /** Lets the planner know how values are spread. */
  abstract void gatherStatistics(Connection connection) throws SQLException;

  @Test
  void noQueryLooksAtMoreThanItReturnsAndAFewRowsBeside() {
    Transactions transactions = empty();
    JdbcReceiptStore.schema().migrate(transactions);
    JdbcReceiptStore store = new JdbcReceiptStore(transactions);
    List<NewReceipt> receipts = fill(store);
    Map<String, Consumer<ReceiptStore>> queries = queries(receipts);
    queries.forEach((name, query) -> assertBounded(transactions, name, query));
    transactions.write(
        connection -> {
          gatherStatistics(connection);
          return 0;
        });
    queries.forEach((name, query) -> assertBounded(transactions, name, query));
  }

  @Test
  void lookingAtEveryReceiptIsSeenToCostMore() {
    Transactions transactions = empty();
    JdbcReceiptStore.schema().migrate(transactions);
    fill(new JdbcReceiptStore(transactions));
    assertThat(cost(transactions, 1, store -> store.range(0, RECEIPTS, receipt -> {})))
        .isGreaterThan(allowed() * 5);
  }

  private void assertBounded(Transactions transactions, String name, Consumer<ReceiptStore> query) {
    assertThat(cost(transactions, REPETITIONS, query) / REPETITIONS)
        .as(name)
        .isLessThanOrEqualTo(allowed());
  }

  private long cost(Transactions transactions, int repetitions, Consumer<ReceiptStore> query) {
    return transactions.write(
        connection -> {
          ReceiptStore store = new JdbcReceiptStore(transactions.joining(connection));
          return cost(
              connection, () -> IntStream.range(0, repetitions).forEach(i -> query.accept(store)));
        });
  }

  private static List<NewReceipt> fill(ReceiptStore store) {
    SampleChain chain = new SampleChain().ofType("Early");
    List<NewReceipt> receipts = new ArrayList<>();
    for (int number = 0; number < RECEIPTS; number++) {
      boolean late = number >= RECEIPTS - LATE;
      chain.ofType(late ? "Late" : "Early").acceptedAt(at(number));
      receipts.addAll(chain.next(1, late ? "late" : "early", "all", "one-of-many=" + number % 50));
    }
    for (int from = 0; from < RECEIPTS; from += 1_000) {
      Head head = store.head();
      assertThat(store.append(head, receipts.subList(from, from + 1_000)))
          .isInstanceOf(AppendResult.Committed.class);
    }
    store.putHashes(1, 0, receipts.stream().limit(2_000).map(NewReceipt::leaf).toList());
    return receipts;
  }

  private static Instant at(int number) {
    return SampleChain.ACCEPTED_AT.plusSeconds(number);
  }

  private static Map<String, Consumer<ReceiptStore>> queries(List<NewReceipt> receipts) {
    ReceiptFilter all = ReceiptFilter.ALL;
    int end = RECEIPTS - LATE;
    Map<String, Consumer<ReceiptStore>> queries = new LinkedHashMap<>();
    queries.put("head", ReceiptStore::head);
    queries.put("by id", s -> s.byId(UUID.fromString(receipts.get(end).receipt().id())));
    queries.put("by key", s -> s.byIdempotencyKeys(Set.of("sample-7", "sample-19000", "none")));
    queries.put("heads", s -> s.streamHeads(Set.of("all", "early", "late", "none")));
    queries.put("all heads", s -> s.streamHeadsAt(RECEIPTS, (key, head) -> {}));
    queries.put("a range", s -> s.range(end, end + LIMIT, receipt -> {}));
    queries.put("a stream", s -> s.stream("all", end, LIMIT));
    queries.put("certificates", s -> s.certificates(end));
    queries.put("leaves", s -> s.hashes(0, end, LIMIT));
    queries.put("last leaves", s -> s.hashes(0, RECEIPTS - 3, LIMIT));
    queries.put("subtrees", s -> s.hashes(1, 1_500, LIMIT));
    queries.put("put again", s -> s.putHashes(1, 1_500, List.of(ReceiptHash.ZERO)));
    queries.put("checkpoint", ReceiptStore::latestCheckpoint);
    find(queries, "anything", all);
    find(queries, "of a type at the end", all.ofType("Late"));
    find(queries, "of a type at the beginning", all.ofType("Early"));
    find(queries, "of no type", all.ofType("None"));
    find(queries, "in a time", all.accepted(at(9_000), at(9_003)));
    find(queries, "of a type in a time without it", all.ofType("Late").accepted(null, at(end)));
    find(queries, "of a stream", all.inStream("all"));
    find(queries, "of a stream in a time", all.inStream("all").accepted(at(9_000), at(9_003)));
    find(queries, "of a stream before a time", all.inStream("all").accepted(null, at(5)));
    find(queries, "of a late stream in an early time", all.inStream("late").accepted(null, at(9)));
    find(queries, "of a stream and a type", all.inStream("one-of-many=7").ofType("Early"));
    return queries;
  }

  private static void find(
      Map<String, Consumer<ReceiptStore>> queries, String name, ReceiptFilter filter) {
    int end = RECEIPTS - LATE;
    for (long from : new long[] {0, 10_000, end}) {
      queries.put(name + " from " + from, s -> s.find(filter, from, LIMIT));
      queries.put(name + " before " + from, s -> s.findBackwards(filter, from, LIMIT));
    }
    queries.put(name + ", the newest", s -> s.findBackwards(filter, Long.MAX_VALUE, LIMIT));
  }
}
