package dev.factory.examples.quickstart;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.jdbc.JdbcAttributionStore;
import dev.factory.core.jdbc.Outbox;
import dev.factory.core.jdbc.Transactions;
import dev.factory.receipts.PublicKey;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One SQLite file with everything in it: the rows of attribution, the receipts, and between them
 * the outbox, in which an event is written by the transaction that writes the rows it speaks of.
 */
final class Ledger implements AutoCloseable {
  static final String NAME = "factory.example/receipts/quickstart";

  private final Transactions transactions;
  private final ExecutorService signers;
  private final JdbcReceiptStore receiptStore;
  private final Receipts receipts;
  private final JdbcAttributionStore attributionStore;
  private final Attribution attribution;
  private final Outbox outbox;

  private Ledger(Transactions transactions, Keys keys, InstantSource time) {
    this.transactions = transactions;
    migrate(transactions);
    KeyCheck.require(transactions, keys.address());
    this.outbox = new Outbox(transactions);
    this.receiptStore = new JdbcReceiptStore(transactions);
    this.attributionStore = JdbcAttributionStore.over(transactions, outbox);
    this.attribution = Attribution.over(attributionStore, time);
    this.signers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      this.receipts =
          Receipts.named(NAME)
              .store(receiptStore)
              .signer(keys.signing())
              .time(time)
              .executor(signers)
              .open();
    } catch (RuntimeException e) {
      signers.shutdown();
      throw e;
    }
  }

  /** {@return the ledger in this file, which is made if it is missing} */
  static Ledger open(Path database, Keys keys, InstantSource time) throws IOException {
    if (!Files.exists(database)) {
      // SQLite takes an empty file for a new database, and gives its other files the same owner
      OwnerOnly.create(database);
    }
    Transactions transactions = Transactions.sqlite(database);
    try {
      return new Ledger(transactions, keys, time);
    } catch (RuntimeException e) {
      transactions.close();
      throw e;
    }
  }

  private static void migrate(Transactions transactions) {
    Outbox.schema().migrate(transactions);
    JdbcReceiptStore.schema().migrate(transactions);
    JdbcAttributionStore.schema().migrate(transactions);
    KeyCheck.schema().migrate(transactions);
  }

  /** {@return what a database says when it is verified with this key alone; it is only read} */
  static VerificationReport verify(Path database, PublicKey key, Screen.Progress progress) {
    try (Transactions transactions = Transactions.sqlite(database)) {
      return verify(new JdbcReceiptStore(transactions), key, progress);
    }
  }

  private static VerificationReport verify(
      JdbcReceiptStore store, PublicKey key, Screen.Progress progress) {
    long size = store.head().size();
    return ReceiptVerifier.trusting(TrustedKeys.of(key))
        .reporting(done -> progress.at(done, size))
        .verify(store);
  }

  VerificationReport verify(PublicKey key, Screen.Progress progress) {
    return verify(receiptStore, key, progress);
  }

  /** Gives a receipt to every event that waits, and returns how many there were. */
  long drain() {
    return outbox.drainTo(receipts.asJournal());
  }

  Receipts receipts() {
    return receipts;
  }

  Attribution attribution() {
    return attribution;
  }

  JdbcAttributionStore attributionStore() {
    return attributionStore;
  }

  @Override
  public void close() {
    signers.shutdown();
    transactions.close();
  }
}
