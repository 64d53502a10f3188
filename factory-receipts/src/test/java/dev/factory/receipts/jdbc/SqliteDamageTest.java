package dev.factory.receipts.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.IdSource;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.TrustedKeys;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A SQLite file without room, without leave to write, cut off, and with something at its end. */
class SqliteDamageTest {
  private static final int RECEIPTS = 400;
  private static final int PAGE = 4_096;

  @TempDir Path folder;
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private int events;

  private Receipts open(ReceiptStore store) {
    InstantSource clock = InstantSource.system();
    return Receipts.named("factory.example/receipts/damage")
        .store(store)
        .signer(key)
        .time(clock)
        .ids(IdSource.uuidV7(clock, new SecureRandom()))
        .open();
  }

  private List<Event> nextEvents(int count) {
    List<Event> next = new ArrayList<>();
    for (int number = events; number < events + count; number++) {
      next.add(Event.of("ClickRecorded", "click-" + number, Map.of("click_id", "c" + number), "s"));
    }
    events += count;
    return next;
  }

  private VerificationReport verify(ReceiptStore store) {
    return ReceiptVerifier.trusting(TrustedKeys.of(key.verifier())).verify(store);
  }

  private Path filled() {
    Path file = folder.resolve("ledger.db");
    try (Transactions transactions = Transactions.sqlite(file)) {
      JdbcReceiptStore.schema().migrate(transactions);
      open(new JdbcReceiptStore(transactions)).append(nextEvents(RECEIPTS - 1));
    }
    return file;
  }

  private static void assertCode(Runnable call, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(FactoryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aLedgerWithoutRoomKeepsWhatItHadAndGoesOnOnceThereIsSome() {
    SQLiteDataSource disk = new SQLiteDataSource();
    disk.setUrl("jdbc:sqlite:" + filled());
    disk.getConfig().setMaxPageCount(pages() + 20);
    Transactions transactions = Transactions.over(disk);
    JdbcReceiptStore store = new JdbcReceiptStore(transactions);
    Receipts ledger = open(store);
    List<Event> tooMany = nextEvents(600);
    assertCode(() -> ledger.append(tooMany), "core.storage-full");
    long kept = store.head().size();
    assertThat(verify(store).isValid()).isTrue();
    assertThat(verify(store).receipts()).isEqualTo(kept);
    assertCode(() -> ledger.append(tooMany), "core.storage-full");
    assertThat(store.head().size()).isEqualTo(kept);

    disk.getConfig().setMaxPageCount(1_000_000);
    assertThat(ledger.append(tooMany)).hasSize(600);
    assertThat(verify(store).isValid()).isTrue();
    assertThat(verify(store).receipts()).isEqualTo(RECEIPTS + 600);
  }

  private int pages() {
    try {
      return (int) (Files.size(folder.resolve("ledger.db")) / PAGE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLedgerThatMayOnlyBeReadIsReadAndVerifiedAndRefusesToAppend() {
    SQLiteDataSource disk = new SQLiteDataSource();
    disk.setUrl("jdbc:sqlite:" + filled());
    disk.setReadOnly(true);
    JdbcReceiptStore store = new JdbcReceiptStore(Transactions.over(disk));
    Receipts ledger = open(store);
    List<Event> one = nextEvents(1);
    assertCode(() -> ledger.append(one), "core.storage-read-only");
    assertThat(verify(store).isValid()).isTrue();
    assertThat(verify(store).receipts()).isEqualTo(RECEIPTS);
  }

  @Test
  void aFileCutOffAnywhereIsNamedAsDamagedAndNeverTakenForAShorterLedger() throws IOException {
    Path file = filled();
    byte[] whole = Files.readAllBytes(file);
    List<Integer> lengths = new ArrayList<>();
    for (int length = PAGE; length < whole.length; length += PAGE) {
      lengths.add(length);
      lengths.add(length + PAGE / 3);
    }
    lengths.add(whole.length - 1);
    lengths.add(60);
    lengths.add(0);
    for (int length : lengths) {
      cutOff(file, whole, length);
      // the end of the last page may hold nothing
      long expected = length < whole.length - PAGE ? -1 : RECEIPTS;
      assertThat(opened(file)).as("cut off at %d", length).isIn(-1L, expected);
    }
  }

  private static void cutOff(Path file, byte[] whole, int length) throws IOException {
    Files.write(file, whole);
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(length);
    }
  }

  /** {@return how many receipts a valid ledger has there; -1 if it is named as damaged} */
  private long opened(Path file) {
    try (Transactions transactions = Transactions.sqlite(file)) {
      VerificationReport report = verify(new JdbcReceiptStore(transactions));
      return report.isValid() ? report.receipts() : -1;
    } catch (FactoryException e) {
      assertThat(e.code()).isIn("core.storage-corrupt", "core.schema-missing");
      return -1;
    }
  }

  @Test
  void whatFollowsTheEndOfAFileIsNamedAsDamageOrLeftAlone() throws IOException {
    Path file = filled();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    for (int more : new int[] {1, 100, PAGE, 3 * PAGE + 5}) {
      byte[] garbage = new byte[more];
      random.nextBytes(garbage);
      byte[] longer = Arrays.copyOf(whole, whole.length + more);
      System.arraycopy(garbage, 0, longer, whole.length, more);
      Files.write(file, longer);
      assertThat(opened(file)).as("%d bytes more", more).isIn((long) RECEIPTS, -1L);
    }
  }

  @Test
  void aLogCutOffAnywhereLosesWholeTransactionsFromItsEndOnly() throws IOException {
    Path original = folder.resolve("ledger.db");
    List<StoredReceipt> all = new ArrayList<>();
    try (Transactions transactions = Transactions.sqlite(original)) {
      JdbcReceiptStore.schema().migrate(transactions);
      JdbcReceiptStore store = new JdbcReceiptStore(transactions);
      Receipts ledger = open(store);
      for (int list = 0; list < 20; list++) {
        ledger.append(nextEvents(5));
      }
      store.range(0, Long.MAX_VALUE, all::add);
      copyCutOff(original, all);
    }
  }

  private void copyCutOff(Path original, List<StoredReceipt> all) throws IOException {
    byte[] log = Files.readAllBytes(folder.resolve("ledger.db-wal"));
    Path copy = Files.createDirectory(folder.resolve("copy")).resolve("ledger.db");
    Random random = new Random(7);
    List<Integer> seen = new ArrayList<>();
    for (int cut = 0; cut < 40; cut++) {
      Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(copy.resolveSibling("ledger.db-shm"));
      cutOff(
          copy.resolveSibling("ledger.db-wal"),
          log,
          log.length / 2 + random.nextInt(log.length / 2));
      try (Transactions transactions = Transactions.sqlite(copy)) {
        JdbcReceiptStore store = new JdbcReceiptStore(transactions);
        List<StoredReceipt> left = new ArrayList<>();
        store.range(0, Long.MAX_VALUE, left::add);
        assertThat(left).isEqualTo(all.subList(0, left.size()));
        assertThat(verify(store).isValid()).isTrue();
        assertThat(left.size() % 5).isEqualTo(1);
        seen.add(left.size());
      }
    }
    assertThat(seen).anyMatch(size -> size < all.size());
  }
}
