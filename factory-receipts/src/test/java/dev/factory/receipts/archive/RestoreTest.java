package dev.factory.receipts.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.testkit.PostgresServer;
import dev.factory.receipts.InMemoryReceiptStore;
import dev.factory.receipts.PayloadSelection;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.archive.ArchiveFault.Kind;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import dev.factory.receipts.spi.ReceiptStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
  @TempDir private Path folder;
  private final InMemoryReceiptStore store = new InMemoryReceiptStore();
  private SampleLedger ledger = SampleLedger.in(new InMemoryReceiptStore());
  private ReceiptArchive archive =
      ReceiptArchive.in(Path.of(""), SettableTime.at("1970-01-01T00:00:00Z"));

  @BeforeEach
  void fourWeeks() {
    ledger = SampleLedger.in(store).days(24);
    archive = ReceiptArchive.in(folder, ledger.time);
    archiveAll();
  }

  private void archiveAll() {
    archive.archiveAll(store);
    archive.archiveSoFar(store, IsoWeek.of(ledger.time.instant()));
  }

  private static RestoreOutcome restore(ReceiptArchive archive, ReceiptStore target) {
    return archive.restore(target, done -> {});
  }

  private static long restored(RestoreOutcome outcome) {
    assertThat(outcome).isInstanceOf(RestoreOutcome.Restored.class);
    return ((RestoreOutcome.Restored) outcome).written();
  }

  @Test
  void anEmptyStoreHoldsTheSameReceiptsAfterwardsAndVerifies() {
    InMemoryReceiptStore target = new InMemoryReceiptStore();
    assertThat(restored(restore(archive, target))).isEqualTo(25);
    assertThat(SampleLedger.all(target)).isEqualTo(SampleLedger.all(store));
    VerificationReport report = SampleLedger.verify(target);
    assertThat(report.isValid()).isTrue();
    assertThat(report.root()).isEqualTo(SampleLedger.verify(store).root());
    assertThat(target.streamHeads(Set.of("publisher_id=pub-0", "publisher_id=pub-1")))
        .isEqualTo(store.streamHeads(Set.of("publisher_id=pub-0", "publisher_id=pub-1")));
  }

  @Test
  void databasesAreRestoredToo() throws IOException {
    List<Transactions> databases =
        List.of(
            Transactions.sqlite(folder.resolve("restored.db")), PostgresServer.newTransactions());
    for (Transactions database : databases) {
      try (database) {
        JdbcReceiptStore.schema().migrate(database);
        JdbcReceiptStore target = new JdbcReceiptStore(database);
        assertThat(restored(restore(archive, target))).isEqualTo(25);
        assertThat(SampleLedger.all(target)).isEqualTo(SampleLedger.all(store));
        assertThat(SampleLedger.verify(target).isValid()).isTrue();
      }
    }
  }

  @Test
  void theLedgerGoesOnFromWhereItWas() {
    InMemoryReceiptStore target = new InMemoryReceiptStore();
    restore(archive, target);
    SampleLedger.in(target).time.set(ledger.time.instant());
    assertThat(target.head()).isEqualTo(store.head());
  }

  @Test
  void toRestoreAgainWritesNothing() {
    InMemoryReceiptStore target = new InMemoryReceiptStore();
    restore(archive, target);
    assertThat(restored(restore(archive, target))).isZero();
  }

  @Test
  void aRestoreThatWasInterruptedGoesOn() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    for (String week : List.of("2026-W03", "2026-W04")) {
      String name = "receipts-" + week + ".ndjson.gz";
      Files.copy(folder.resolve(name), first.resolve(name));
    }
    InMemoryReceiptStore target = new InMemoryReceiptStore();
    assertThat(restored(restore(ReceiptArchive.in(first, ledger.time), target))).isEqualTo(11);
    assertThat(restored(restore(archive, target))).isEqualTo(14);
    assertThat(SampleLedger.all(target)).isEqualTo(SampleLedger.all(store));
  }

  @Test
  void aStoreThatHoldsSomethingElseIsLeftAsItIs() {
    InMemoryReceiptStore longer = new InMemoryReceiptStore();
    SampleLedger.in(longer).days(30);
    assertNotEmpty(longer);
    InMemoryReceiptStore other = new InMemoryReceiptStore();
    SampleLedger late = SampleLedger.in(other);
    late.time.advance(Duration.ofHours(1));
    late.days(3);
    assertNotEmpty(other);
  }

  private void assertNotEmpty(ReceiptStore target) {
    long size = target.head().size();
    assertThatThrownBy(() -> restore(archive, target))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("receipts.restore-not-empty"));
    assertThat(target.head().size()).isEqualTo(size);
  }

  @Test
  void nothingIsWrittenOfArchivesThatAreNotWhole() throws IOException {
    Files.delete(folder.resolve("receipts-2026-W04.ndjson.gz"));
    InMemoryReceiptStore target = new InMemoryReceiptStore();
    assertThat(restore(archive, target))
        .isEqualTo(
            new RestoreOutcome.Refused(
                new ArchiveFault("receipts-2026-W05.ndjson.gz", 4, Kind.MISSING), 0));
    assertThat(target.head().size()).isZero();
  }

  @Test
  void aFolderWithoutArchivesRestoresNothing() {
    ReceiptArchive empty = ReceiptArchive.in(folder.resolve("none"), ledger.time);
    assertThat(restore(empty, new InMemoryReceiptStore()))
        .isEqualTo(new RestoreOutcome.Refused(new ArchiveFault("none", 0, Kind.MISSING), 0));
  }

  @Test
  void whatWasErasedAfterItWasArchivedStaysErased() {
    List<UUID> ids = new ArrayList<>();
    SampleLedger.all(store).forEach(stored -> ids.add(UUID.fromString(stored.id())));
    ledger.receipts.erase(
        List.of(
            new PayloadSelection(ids.get(2), Set.of("user_agent")),
            PayloadSelection.whole(ids.get(5))),
        "gdpr.art17");
    // the files of W03 and W04 are the old ones, which have it all
    archive.archiveSoFar(store, IsoWeek.of(ledger.time.instant()));
    InMemoryReceiptStore target = new InMemoryReceiptStore();
    restored(restore(archive, target));
    assertThat(SampleLedger.all(target)).isEqualTo(SampleLedger.all(store));
    assertThat(target.certificates(2)).isEqualTo(store.certificates(2)).hasSize(1);
    VerificationReport report = SampleLedger.verify(target);
    assertThat(report.isValid()).isTrue();
    assertThat(report.payloads()).isEqualTo(SampleLedger.verify(store).payloads());
  }

  @Test
  void whatWasErasedBeforeItWasArchivedStaysErasedAndKeepsItsCertificate() {
    List<UUID> ids = new ArrayList<>();
    SampleLedger.all(store).forEach(stored -> ids.add(UUID.fromString(stored.id())));
    ledger.receipts.erase(
        List.of(
            new PayloadSelection(ids.get(2), Set.of("user_agent")),
            PayloadSelection.whole(ids.get(5))),
        "gdpr.art17");
    archiveAll();
    InMemoryReceiptStore target = new InMemoryReceiptStore();
    restored(restore(archive, target));
    assertThat(SampleLedger.all(target)).isEqualTo(SampleLedger.all(store));
    assertThat(target.certificates(2)).isEqualTo(store.certificates(2));
    assertThat(target.certificates(5)).isEqualTo(store.certificates(5));
    assertThat(SampleLedger.verify(target).isValid()).isTrue();
  }
}
