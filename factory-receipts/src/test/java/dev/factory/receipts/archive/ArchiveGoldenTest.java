package dev.factory.receipts.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.InMemoryReceiptStore;
import dev.factory.receipts.PayloadSelection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive written today must say what it said in version 1, and what it said must restore. */
class ArchiveGoldenTest {
  private static final String NAME = "receipts-2026-W04.ndjson";

  @TempDir private Path folder;

  @Test
  void anArchiveIsWrittenAsItWasInVersion1() throws IOException {
    InMemoryReceiptStore store = new InMemoryReceiptStore();
    SampleLedger ledger = SampleLedger.in(store).days(6);
    List<UUID> ids =
        SampleLedger.all(store).stream().map(stored -> UUID.fromString(stored.id())).toList();
    ledger.receipts.erase(
        List.of(
            new PayloadSelection(ids.get(4), Set.of("user_agent")),
            PayloadSelection.whole(ids.get(5))),
        "gdpr.art17");
    ReceiptArchive archive = ReceiptArchive.in(folder, ledger.time);
    archive.archiveAll(store);
    archive.archiveSoFar(store, IsoWeek.parse("2026-W04"));
    List<String> written = Lines.of(folder.resolve(NAME + ".gz"));
    assertThat(String.join("\n", written) + "\n").isEqualTo(SampleLedger.golden(NAME));
  }

  @Test
  void anArchiveOfVersion1IsRead() throws IOException {
    Path file = folder.resolve(NAME + ".gz");
    Files.write(file, Lines.gzip(SampleLedger.golden(NAME).getBytes(StandardCharsets.UTF_8)));
    ArchivedWeek week =
        ArchiveReader.single(ArchiveFile.in(folder, IsoWeek.parse("2026-W04"))).summary();
    assertThat(week.first()).isEqualTo(4);
    assertThat(week.count()).isEqualTo(4);
    assertThat(week.erased()).isEqualTo(2);
  }
}
