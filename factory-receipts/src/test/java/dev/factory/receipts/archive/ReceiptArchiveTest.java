package dev.factory.receipts.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.InMemoryReceiptStore;
import dev.factory.receipts.PayloadSelection;
import dev.factory.receipts.spi.ReceiptStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptArchiveTest {
  private static final IsoWeek W03 = IsoWeek.parse("2026-W03");
  private static final IsoWeek W04 = IsoWeek.parse("2026-W04");
  private static final IsoWeek W05 = IsoWeek.parse("2026-W05");

  @TempDir private Path folder;
  private final InMemoryReceiptStore store = new InMemoryReceiptStore();
  private final SettableTime clock = SettableTime.at("2026-01-28T10:00:00Z");
  private SampleLedger ledger = SampleLedger.in(new InMemoryReceiptStore());
  private ReceiptArchive archive = ReceiptArchive.in(Path.of(""), clock);

  @BeforeEach
  void twoWeeksAndAThirdUnderWay() {
    ledger = SampleLedger.in(store).days(13); // to Wednesday 2026-01-28
    archive = ReceiptArchive.in(folder, clock);
  }

  private Path file(IsoWeek week) {
    return folder.resolve("receipts-" + week + ".ndjson.gz");
  }

  @Test
  void aWeekIsWrittenWithItsReceiptsAndNoOthers() {
    ArchiveOutcome outcome = archive.archive(store, W04);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ArchiveOutcome.Written.class,
            written -> {
              assertThat(written.file()).isEqualTo(file(W04));
              assertThat(written.archived().first()).isEqualTo(4);
              assertThat(written.archived().count()).isEqualTo(7);
              assertThat(written.archived().ledger()).isEqualTo(SampleLedger.NAME);
              assertThat(written.archived().isFinished()).isTrue();
            });
  }

  @Test
  void allWeeksThatAreOverAreArchivedAtOnceAndCheck() {
    assertThat(archive.weeks(store)).containsExactly(W03, W04, W05);
    assertThat(archive.archiveAll(store))
        .hasSize(2)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(ArchiveOutcome.Written.class));
    assertThat(archive.check())
        .isInstanceOfSatisfying(
            ArchiveVerdict.Intact.class,
            intact -> {
              assertThat(intact.receipts()).isEqualTo(11);
              assertThat(intact.weeks()).extracting(ArchivedWeek::week).containsExactly(W03, W04);
            });
  }

  @Test
  void theRootOfTheLastFileIsThatOfTheLedger() {
    archive.archiveAll(store);
    archive.archiveSoFar(store, W05);
    assertThat(archive.check())
        .isInstanceOfSatisfying(
            ArchiveVerdict.Intact.class,
            intact -> assertThat(intact.root()).isEqualTo(SampleLedger.verify(store).root()));
  }

  @Test
  void toArchiveAgainChangesNothingAndSaysSo() throws IOException {
    archive.archive(store, W04);
    FileTime before = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(file(W04), before);
    assertThat(archive.archive(store, W04)).isInstanceOf(ArchiveOutcome.Unchanged.class);
    assertThat(Files.getLastModifiedTime(file(W04))).isEqualTo(before);
  }

  @Test
  void aWeekThatIsNotOverIsRefusedUntilAnHourAfterItsEnd() {
    clock.set(W05.end().plusSeconds(3_599));
    assertThatThrownBy(() -> archive.archive(store, W05))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.week-not-over"))
        .hasMessageContaining("2026-02-02T01:00:00Z");
    assertThat(file(W05)).doesNotExist();
    clock.set(W05.end().plusSeconds(3_600));
    assertThat(archive.archive(store, W05)).isInstanceOf(ArchiveOutcome.Written.class);
  }

  @Test
  void aReceiptOfALaterWeekEndsAWeekWhateverTheClockShows() {
    clock.set(Instant.parse("2026-01-20T00:00:00Z"));
    assertThat(archive.isOver(store, W04)).isTrue();
    assertThat(archive.isOver(store, W05)).isFalse();
  }

  @Test
  void whatIsArchivedSoFarIsReplacedWhenTheWeekIsOver() {
    archive.archiveSoFar(store, W05);
    ledger.days(6);
    assertThat(archive.archive(store, W05))
        .isInstanceOfSatisfying(
            ArchiveOutcome.Replaced.class,
            replaced -> {
              assertThat(replaced.before().count()).isEqualTo(3);
              assertThat(replaced.before().isFinished()).isFalse();
              assertThat(replaced.archived().count()).isEqualTo(7);
              assertThat(replaced.archived().isFinished()).isTrue();
            });
  }

  @Test
  void aWeekWithoutReceiptsHasNoFile() {
    assertThat(archive.archive(store, IsoWeek.parse("2025-W40")))
        .isEqualTo(new ArchiveOutcome.Nothing(IsoWeek.parse("2025-W40")));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatWasErasedSinceLeavesTheArchiveTheNextTime() throws IOException {
    archive.archive(store, W04);
    ledger.receipts.erase(
        List.of(new PayloadSelection(id(5), Set.of("user_agent")), PayloadSelection.whole(id(6))),
        "gdpr.art17");
    assertThat(archive.archive(store, W04))
        .isInstanceOfSatisfying(
            ArchiveOutcome.Replaced.class,
            replaced -> {
              assertThat(replaced.before().erased()).isZero();
              assertThat(replaced.archived().erased()).isEqualTo(2);
              assertThat(replaced.archived().root()).isEqualTo(replaced.before().root());
            });
    assertThat(Lines.of(file(W04)).get(3)).doesNotContain("payload");
    assertThat(archive.archive(store, W04)).isInstanceOf(ArchiveOutcome.Unchanged.class);
  }

  private UUID id(long seq) {
    return UUID.fromString(SampleLedger.all(store).get((int) seq).id());
  }

  @Test
  void aPayloadThatIsLostWithoutAWordIsNotArchivedAsErased() {
    ReceiptStore lossy = LossyStore.of(store, 6);
    assertThatThrownBy(() -> archive.archive(lossy, W04))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.damaged"))
        .hasMessageContaining("receipt 6");
    assertThat(file(W04)).doesNotExist();
  }

  @Test
  void theFileOfAnotherLedgerIsNeverReplaced() throws IOException {
    archive.archive(store, W04);
    byte[] before = Files.readAllBytes(file(W04));
    InMemoryReceiptStore shifted = new InMemoryReceiptStore();
    SampleLedger late = SampleLedger.in(shifted);
    late.time.advance(Duration.ofHours(1));
    late.days(13);
    assertThatThrownBy(() -> archive.archive(shifted, W04))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("receipts.archive-conflict"));
    assertThat(file(W04)).hasBinaryContent(before);
  }

  @Test
  void aFileThatIsNotWholeIsLeftForSomebodyToLookAt() throws IOException {
    archive.archive(store, W04);
    byte[] half = Arrays.copyOf(Files.readAllBytes(file(W04)), 300);
    Files.write(file(W04), half);
    assertThatThrownBy(() -> archive.archive(store, W04))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.archive-damaged"))
        .hasMessageContaining("TRUNCATED");
    assertThat(file(W04)).hasBinaryContent(half);
  }

  @Test
  void ofTwoThatWriteIntoOneFolderOneIsRefused() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> archive.archive(store, W04))
          .isInstanceOfSatisfying(
              FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.archive-busy"));
    }
    assertThat(archive.archive(store, W04)).isInstanceOf(ArchiveOutcome.Written.class);
  }

  @Test
  void onlyTheOwnerMayReadAnArchiveAndNoDraftIsLeft() throws IOException {
    archive.archive(store, W04);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(Files.getPosixFilePermissions(file(W04)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(".lock", "receipts-2026-W04.ndjson.gz");
    }
  }

  @Test
  void aDraftThatACrashLeftIsInNobodysWay() throws IOException {
    Files.writeString(folder.resolve(".draft"), "half");
    assertThat(archive.archive(store, W04)).isInstanceOf(ArchiveOutcome.Written.class);
    assertThat(folder.resolve(".draft")).doesNotExist();
  }
}
