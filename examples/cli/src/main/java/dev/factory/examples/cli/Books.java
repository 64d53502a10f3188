package dev.factory.examples.cli;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.jdbc.JdbcAttributionStore;
import dev.factory.attribution.jdbc.JdbcPayoutStore;
import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.Outbox;
import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of attribution and payouts in one database with the receipts that tell of them, and
 * between them the outbox: an event is written there by the transaction that writes its rows.
 */
final class Books {
  private final JdbcReceiptStore receiptStore;
  private final Outbox outbox;
  private final JdbcAttributionStore attributionStore;
  private final JdbcPayoutStore payoutStore;
  private final Attribution attribution;
  private final @Nullable Receipts ledger;

  private Books(
      Transactions transactions, String shard, InstantSource time, @Nullable Receipts ledger) {
    this.receiptStore = new JdbcReceiptStore(transactions, shard);
    this.outbox = new Outbox(transactions);
    this.attributionStore = JdbcAttributionStore.over(transactions, outbox);
    this.payoutStore = JdbcPayoutStore.over(transactions, outbox);
    this.attribution = Attribution.over(attributionStore, time);
    this.ledger = ledger;
  }

  /** What a command does with them. */
  @FunctionalInterface
  interface Work {
    int with(Books books) throws IOException;
  }

  /**
   * {@return the exit code of {@code work}, which only reads}
   *
   * @throws CliException {@code cli.no-books} if the database has a ledger and none of the tables
   */
  static int reading(Session session, Work work) throws IOException {
    try (Transactions transactions = Database.connect(Location.of(session))) {
      return work.with(over(transactions, session, null));
    }
  }

  private static Books over(Transactions transactions, Session session, @Nullable Receipts ledger) {
    try {
      return new Books(transactions, session.options().shard(), session.host().time(), ledger);
    } catch (FactoryException e) {
      if (e.code().equals("core.schema-missing")) {
        throw new CliException(
            "cli.no-books",
            "the database has no clicks, conversions and payouts; nothing was done: \"factory"
                + " attribution import\" makes their tables");
      }
      throw e;
    }
  }

  /** {@return the exit code of {@code work}, which may write; of a dry run, nothing is kept} */
  static int writing(Session session, WritingOptions options, Work work) throws IOException {
    return options.dryRun()
        ? trying(session, work)
        : writing(session, Location.of(session), options.key(session), null, work);
  }

  /**
   * {@return the same, in a database that is made if it is missing}
   *
   * @param name of the ledger to begin in an empty database; its key is made too if it is missing
   */
  static int beginning(Session session, WritingOptions options, String name, Work work)
      throws IOException {
    Location location = Location.of(session).creating();
    if (options.dryRun()) {
      return tryingFrom(session, location, work);
    }
    Path keyFile = options.keyFile(session);
    boolean first = location instanceof Location.SqliteFile file && !Files.exists(file.file());
    if (first && !Files.exists(keyFile)) {
      SigningKey.generate(new SecureRandom()).savePem(keyFile);
    }
    return writing(session, location, SigningKey.loadPem(keyFile), name, work);
  }

  private static int writing(
      Session session, Location location, SigningKey key, @Nullable String name, Work work)
      throws IOException {
    try (Transactions transactions = Database.connect(location)) {
      return Alone.in(location, transactions, () -> alone(session, transactions, key, name, work));
    }
  }

  private static int alone(
      Session session, Transactions transactions, SigningKey key, @Nullable String name, Work work)
      throws IOException {
    if (name != null) {
      JdbcReceiptStore.schema().migrate(transactions);
    }
    JdbcReceiptStore store = new JdbcReceiptStore(transactions, session.options().shard());
    migrate(transactions);
    ExecutorService signers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Receipts ledger =
          Receipts.named(name == null ? Genesis.of(store).ledger() : name)
              .store(store)
              .signer(key)
              .time(session.host().time())
              .executor(signers)
              .open();
      Books books = over(transactions, session, ledger);
      // what a command that was killed had written and not told
      books.drain();
      int code = work.with(books);
      books.drain();
      return code;
    } finally {
      signers.shutdown();
    }
  }

  private static void migrate(Transactions transactions) {
    Outbox.schema().migrate(transactions);
    JdbcAttributionStore.schema().migrate(transactions);
    JdbcPayoutStore.schema().migrate(transactions);
  }

  /** Does the work inside one transaction, which is then undone. */
  private static int trying(Session session, Work work) throws IOException {
    try (Transactions transactions = Database.connect(Location.of(session))) {
      // so that a file without a ledger is refused as it would be
      Genesis.of(new JdbcReceiptStore(transactions, session.options().shard()));
      return undone(session, transactions, work);
    }
  }

  private static int tryingFrom(Session session, Location location, Work work) throws IOException {
    boolean nothing = location instanceof Location.SqliteFile file && !Files.exists(file.file());
    if (!nothing) {
      try (Transactions transactions = Database.connect(location)) {
        return undone(session, transactions, work);
      }
    }
    Path elsewhere = Files.createTempFile("factory-dry-run", ".db");
    try (Transactions transactions = Transactions.sqlite(elsewhere)) {
      return undone(session, transactions, work);
    } finally {
      Files.delete(elsewhere);
    }
  }

  private static int undone(Session session, Transactions transactions, Work work)
      throws IOException {
    try {
      return transactions.<Integer>write(
          connection -> {
            Transactions inside = transactions.joining(connection);
            JdbcReceiptStore.schema().migrate(inside);
            migrate(inside);
            try {
              throw new Undone(work.with(over(inside, session, null)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (Undone undone) {
      return undone.code;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Has a transaction undone when its work is done. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    Undone(int code) {
      super("undone", null, false, false);
      this.code = code;
    }
  }

  /** Gives a receipt to every event that waits; in a dry run, to none. */
  void drain() {
    if (ledger != null) {
      outbox.drainTo(ledger.asJournal());
    }
  }

  /** {@return whether what is done is kept} */
  boolean areKept() {
    return ledger != null;
  }

  /** {@return the ledger, open for signing; only where the books were opened for writing} */
  Receipts ledger() {
    if (ledger == null) {
      throw new IllegalStateException("books that are only read, or tried, sign nothing");
    }
    return ledger;
  }

  JdbcReceiptStore receiptStore() {
    return receiptStore;
  }

  Attribution attribution() {
    return attribution;
  }

  JdbcAttributionStore attributionStore() {
    return attributionStore;
  }

  JdbcPayoutStore payoutStore() {
    return payoutStore;
  }
}
