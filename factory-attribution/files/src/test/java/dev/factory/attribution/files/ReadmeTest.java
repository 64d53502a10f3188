package dev.factory.attribution.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.event.AddressHash;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.memory.MemoryAttributionStore;
import dev.factory.core.journal.Journal;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.testkit.ReadmeCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  @TempDir private Path folder;

  @Test
  void theCodeOfTheReadmeRuns() {
    Attribution attribution =
        Attribution.over(
            new MemoryAttributionStore(Journal.none()), SettableTime.at("2026-02-01T00:00:00Z"));
    byte[] secret = new byte[32];
    Reading.write(
        folder.resolve("clicks.csv"),
        """
        event_id,user_key,at,publisher_id,offer_id,ip
        click-123,user-1,2026-01-24T12:34:56Z,pub-456,off-789,192.0.2.1
        click-124,user-1,yesterday,pub-456,off-789,192.0.2.1
        """);
    // README: begin
    EventFiles files = EventFiles.hashing(AddressHash.keyed(secret)); // ip is never kept
    try (RejectsFile rejects = RejectsFile.at(folder.resolve("clicks.rejects.csv"))) {
      RecordingSink<Touchpoint> sink = new RecordingSink<>(attribution::recordTouchpoints, rejects);
      FileSummary summary = files.touchpoints(folder.resolve("clicks.csv"), sink, rejects);
      assertThat(summary.rows()).isEqualTo(2);
      assertThat(sink.recorded()).isEqualTo(1);
      assertThat(rejects.count()).isEqualTo(1); // mend the file and read it again
    }
    // README: end
    assertThat(folder.resolve("clicks.rejects.csv"))
        .content()
        .contains("2026-01-24T12:34:56Z\",click-124,user-1,yesterday");
  }

  @Test
  void theReadmeShowsTheCodeThatRuns() {
    ReadmeCode.requireShown(ReadmeTest.class, "README.md");
  }
}
