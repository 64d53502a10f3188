package dev.factory.receipts.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.InMemoryReceiptStore;
import dev.factory.receipts.archive.ArchiveFault.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to files on their way through the years, each with a verdict of its own. */
class ArchiveFaultTest {
  private static final String W03 = "receipts-2026-W03.ndjson.gz";
  private static final String W04 = "receipts-2026-W04.ndjson.gz";
  private static final String W05 = "receipts-2026-W05.ndjson.gz";

  @TempDir private Path folder;
  private ReceiptArchive archive =
      ReceiptArchive.in(Path.of(""), SettableTime.at("1970-01-01T00:00:00Z"));

  @BeforeEach
  void threeWeeks() {
    InMemoryReceiptStore store = new InMemoryReceiptStore();
    SampleLedger ledger = SampleLedger.in(store).days(18);
    archive = ReceiptArchive.in(folder, ledger.time);
    archive.archiveAll(store);
    assertThat(archive.check()).isInstanceOf(ArchiveVerdict.Intact.class);
  }

  private void assertFault(String file, long seq, Kind kind) {
    assertThat(archive.check())
        .isEqualTo(new ArchiveVerdict.Broken(new ArchiveFault(file, seq, kind)));
  }

  private List<String> lines(String file) throws IOException {
    return new ArrayList<>(Lines.of(folder.resolve(file)));
  }

  private void write(String file, List<String> lines) throws IOException {
    Lines.write(folder.resolve(file), lines);
  }

  @Test
  void theFirstOrAMiddleFileIsMissing() throws IOException {
    Files.move(folder.resolve(W04), folder.resolve("elsewhere"));
    assertFault(W05, 4, Kind.MISSING);
    Files.delete(folder.resolve(W03));
    assertFault(W05, 0, Kind.MISSING);
  }

  @Test
  void aFileIsThereUnderTwoNames() throws IOException {
    Files.copy(folder.resolve(W04), folder.resolve("receipts-2026-W06.ndjson.gz"));
    assertFault("receipts-2026-W06.ndjson.gz", 18, Kind.WRONG_WEEK);
  }

  @Test
  void aFileOverlapsTheOneBefore() throws IOException {
    InMemoryReceiptStore store = new InMemoryReceiptStore();
    SampleLedger ledger = SampleLedger.in(store).days(18);
    Path other = folder.resolve("other");
    ledger.time.advance(Duration.ofDays(7));
    ledger.days(1);
    ReceiptArchive.in(other, ledger.time).archiveSoFar(store, IsoWeek.parse("2026-W07"));
    List<String> head = new ArrayList<>(Lines.of(other.resolve("receipts-2026-W07.ndjson.gz")));
    write("receipts-2026-W07.ndjson.gz", head);
    assertThat(archive.check()).isInstanceOf(ArchiveVerdict.Broken.class);
    // the same receipts again, in a file that says it is of the next week
    List<String> again = lines(W05);
    again.set(0, again.get(0).replace("2026-W05", "2026-W06"));
    write("receipts-2026-W06.ndjson.gz", again);
    assertFault("receipts-2026-W06.ndjson.gz", 11, Kind.OVERLAP);
  }

  @Test
  void everyCutIsATruncation() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve(W05));
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(folder.resolve(W05), Arrays.copyOf(whole, length));
      assertThat(archive.check())
          .as("cut to " + length)
          .isInstanceOfSatisfying(
              ArchiveVerdict.Broken.class,
              broken -> {
                assertThat(broken.fault().file()).isEqualTo(W05);
                assertThat(broken.fault().kind()).isEqualTo(Kind.TRUNCATED);
              });
    }
  }

  @Test
  void aFileCutBetweenItsLinesIsATruncationToo() throws IOException {
    List<String> lines = lines(W04);
    write(W04, lines.subList(0, lines.size() - 1));
    assertFault(W04, 11, Kind.TRUNCATED);
    write(W04, lines.subList(0, 4));
    assertFault(W04, 7, Kind.TRUNCATED);
  }

  @Test
  void everyFlippedByteIsFoundOrChangesNothingThatIsRead() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve(W04));
    List<String> said = lines(W04);
    int harmless = 0;
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x10;
      Files.write(folder.resolve(W04), changed);
      ArchiveVerdict verdict = archive.check();
      if (verdict instanceof ArchiveVerdict.Intact) {
        // time and system in the header of gzip, and the bits that fill its last byte
        assertThat(lines(W04)).isEqualTo(said);
        harmless++;
      } else {
        assertThat(((ArchiveVerdict.Broken) verdict).fault().file()).as("byte " + i).isEqualTo(W04);
      }
    }
    assertThat(harmless).isLessThanOrEqualTo(8);
  }

  @Test
  void everyChangedCharacterOfEveryLineIsFoundAtItsReceipt() throws IOException {
    List<String> lines = lines(W04);
    for (int line = 0; line < lines.size(); line++) {
      String text = lines.get(line);
      // every position would be thousands of files: a step that shares no factor with their forms
      for (int at = 0; at < text.length(); at += 13) {
        char other = text.charAt(at) == 'x' ? 'y' : 'x';
        List<String> changed = new ArrayList<>(lines);
        changed.set(line, text.substring(0, at) + other + text.substring(at + 1));
        write(W04, changed);
        ArchiveVerdict verdict = archive.check();
        assertThat(verdict)
            .as("line " + line + ", character " + at)
            .isInstanceOf(ArchiveVerdict.Broken.class);
        assertThat(((ArchiveVerdict.Broken) verdict).fault().file()).isEqualTo(W04);
      }
    }
  }

  @Test
  void receiptsRemovedRepeatedOrSwappedAreFound() throws IOException {
    List<String> lines = lines(W04);
    List<String> removed = new ArrayList<>(lines);
    removed.remove(3);
    write(W04, removed);
    assertFault(W04, 6, Kind.WRONG_CHAIN);
    List<String> repeated = new ArrayList<>(lines);
    repeated.add(3, lines.get(2));
    write(W04, repeated);
    assertFault(W04, 6, Kind.WRONG_CHAIN);
    List<String> swapped = new ArrayList<>(lines);
    Collections.swap(swapped, 3, 4);
    write(W04, swapped);
    assertFault(W04, 6, Kind.WRONG_CHAIN);
  }

  @Test
  void somethingAfterTheEndIsDamage() throws IOException {
    List<String> lines = lines(W04);
    lines.add("{}");
    write(W04, lines);
    assertFault(W04, 11, Kind.DAMAGED);
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(Files.readAllBytes(folder.resolve(W03)));
    two.write(Lines.gzip("more\n".getBytes(StandardCharsets.UTF_8)));
    Files.write(folder.resolve(W03), two.toByteArray());
    assertFault(W03, 4, Kind.DAMAGED);
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() throws IOException {
    Files.write(folder.resolve(W03), Lines.gzip(new byte[LineReader.LONGEST + (1 << 17)]));
    assertFault(W03, 0, Kind.DAMAGED);
  }

  @Test
  void theFileOfAnotherLedgerIsNamed() throws IOException {
    List<String> lines = lines(W04);
    lines.replaceAll(line -> line.replace(SampleLedger.NAME, "factory.example/receipts/other"));
    write(W04, lines);
    assertFault(W04, 4, Kind.OTHER_LEDGER);
  }

  @Test
  void aLaterFormatIsNotGuessedAt() throws IOException {
    List<String> lines = lines(W03);
    lines.set(0, lines.get(0).replace("factory-archive/v1", "factory-archive/v2"));
    write(W03, lines);
    assertFault(W03, 0, Kind.UNKNOWN_FORMAT);
  }

  @Test
  void anotherFileInTheFolderIsPassedOver() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.writeString(folder.resolve("receipts-2026-W99.ndjson.gz"), "no such week");
    assertThat(archive.check()).isInstanceOf(ArchiveVerdict.Intact.class);
  }
}
