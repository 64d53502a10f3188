package dev.factory.attribution.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.journal.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DuplicateReceiptsTest {
  private final DuplicateReceipts receipts = new DuplicateReceipts();

  private void click(String receipt, String click) {
    receipts.add(receipt, Event.of("ClickRecorded", receipt, Map.of("click_id", click)));
  }

  @Test
  void aClickOfTwoReceiptsIsFoundWithBoth() {
    click("r-1", "click-123");
    click("r-2", "click-124");
    click("r-3", "click-123");
    assertThat(receipts.found())
        .containsExactly(
            new DuplicateReceipts.Duplicate(
                "ClickRecorded click_id=click-123", List.of("r-1", "r-3")));
  }

  @Test
  void thePartsOfOneAttributionAreNoDuplicates() {
    for (int part = 1; part <= 2; part++) {
      receipts.add(
          "r-" + part,
          Event.of(
              "AttributionComputed",
              "key-" + part,
              Map.of("conversion_id", "conv-1", "part", part)));
    }
    receipts.add("r-3", Event.of("PolicyPublished", "p", Map.of("policy_hash", "x")));
    receipts.add("r-4", Event.of("PolicyPublished", "q", Map.of("policy_hash", "x")));
    assertThat(receipts.found()).isEmpty();
  }
}
