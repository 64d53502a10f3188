package dev.factory.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.json.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListCommandTest {
  @TempDir private static Path folder;
  private static SampleLedger ledger = new SampleLedger(Path.of(""));

  @BeforeAll
  static void writeLedger() throws IOException {
    ledger = SampleLedger.in(folder);
  }

  private static Run list(String... more) {
    return Run.on(
        ledger,
        Stream.concat(Stream.of("receipts", "list"), Stream.of(more)).toArray(String[]::new));
  }

  /** The positions listed, in their order. */
  private static List<Long> positions(String... more) {
    List<Long> positions = new ArrayList<>();
    for (Map<?, ?> receipt : receipts(page(more))) {
      positions.add((Long) receipt.get("seq"));
    }
    return positions;
  }

  private static Map<String, @Nullable Object> page(String... more) {
    Run run = list(Stream.concat(Stream.of("--json"), Stream.of(more)).toArray(String[]::new));
    assertThat(run.code()).isZero();
    return CanonicalJson.parseObject(run.out().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Map<?, ?>> receipts(Map<String, @Nullable Object> page) {
    List<Map<?, ?>> receipts = new ArrayList<>();
    if (page.get("receipts") instanceof List<?> listed) {
      listed.forEach(receipt -> receipts.add((Map<?, ?>) receipt));
    }
    return receipts;
  }

  @Test
  void theNewestTenAreListedAndHowToGoOn() throws IOException {
    assertThat(list().out()).isEqualTo(SampleLedger.golden("list.txt"));
  }

  @Test
  void machinesGetTheReceiptsThemselves() throws IOException {
    assertThat(list("--limit", "1", "--json").out()).isEqualTo(SampleLedger.golden("list.json"));
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    List<Long> all = new ArrayList<>();
    Map<String, @Nullable Object> page = page("--limit", "5");
    while (page.get("next_cursor") instanceof String cursor) {
      receipts(page).forEach(receipt -> all.add((Long) receipt.get("seq")));
      page = page("--limit", "5", "--cursor", cursor);
    }
    receipts(page).forEach(receipt -> all.add((Long) receipt.get("seq")));
    assertThat(all).containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);
  }

  @Test
  void aPublisherATypeAndATimeNarrowIt() {
    assertThat(positions("--publisher", "pub-789")).containsExactly(11L, 9L, 7L, 5L, 3L, 1L);
    assertThat(positions("--type", "AttributionComputed")).containsExactly(12L, 8L, 4L);
    assertThat(positions("--stream", "publisher_id=pub-456", "--type", "ClickRecorded"))
        .containsExactly(10L, 6L, 2L);
    // half open: the receipt of midnight is of the day that begins
    assertThat(positions("--start", "2026-01-24", "--end", "2026-01-25"))
        .containsExactly(5L, 4L, 3L, 2L);
    assertThat(positions("--start", "2026-01-26T12:00:00Z")).containsExactly(12L);
    assertThat(positions("--type", "PayoutMade")).isEmpty();
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    List<List<String>> wrong =
        List.of(
            List.of("--limit", "0"),
            List.of("--limit", "1001"),
            List.of("--limit", "many"),
            List.of("--start", "yesterday"),
            List.of("--start", "2026-02-30"),
            List.of("--start", "2026-01-25", "--end", "2026-01-24"),
            List.of("--cursor", "x"),
            List.of("--publisher", "a", "--stream", "b"));
    for (List<String> args : wrong) {
      Run run = list(args.toArray(String[]::new));
      assertThat(run.code()).as(args.toString()).isEqualTo(ExitCode.COULD_NOT);
      assertThat(run.err()).as(args.toString()).contains("[cli.usage]").hasLineCount(1);
    }
  }
}
