package dev.factory.attribution.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.memory.MemoryAttributionStore;
import dev.factory.core.journal.Journal;
import dev.factory.core.testing.SettableTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingSinkTest {
  private final Attribution attribution =
      Attribution.over(
          new MemoryAttributionStore(Journal.none()), SettableTime.at("2026-02-01T00:00:00Z"));
  private final List<Reject> rejects = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void whatTheStoreRefusesIsGivenBackWithItsRow() {
    Path clicks =
        Reading.write(
            folder.resolve("clicks.csv"),
            """
            event_id,user_key,at,publisher_id,offer_id
            c-1,u,2026-01-24T12:34:56Z,p,o
            c-1,u,2026-01-24T12:34:56Z,p,o
            c-1,u,2026-01-24T12:34:56Z,p,other
            """);
    RecordingSink<Touchpoint> sink =
        new RecordingSink<>(attribution::recordTouchpoints, rejects::add);
    EventFiles.withoutAddresses().touchpoints(clicks, sink, rejects::add);
    assertThat(List.of(sink.recorded(), sink.duplicates(), sink.refused()))
        .containsExactly(1L, 1L, 1L);
    assertThat(rejects)
        .extracting(Reject::message)
        .containsExactly(
            "clicks.csv:4: event_id: is taken by an event with other content, which stays as it"
                + " was; allowed: an id of its own, or the very same content");
    assertThat(rejects.get(0).raw().text()).isEqualTo("c-1,u,2026-01-24T12:34:56Z,p,other");
  }

  @Test
  void reversalsSayWhichColumnIsToBeMended() {
    EventFiles files = EventFiles.withoutAddresses();
    files.conversions(
        Reading.write(
            folder.resolve("sales.csv"),
            """
            event_id,order_id,user_key,at,gross,currency,offer_id
            s-1,o,u,2026-01-24T12:34:56Z,10.00,USD,off
            """),
        new RecordingSink<>(attribution::recordConversions, rejects::add),
        rejects::add);
    RecordingSink<Reversal> sink = new RecordingSink<>(attribution::recordReversals, rejects::add);
    files.reversals(
        Reading.write(
            folder.resolve("refunds.csv"),
            """
            event_id,conversion_id,amount,currency,kind,at
            r-1,s-2,1.00,USD,REFUND,2026-01-25T00:00:00Z
            r-2,s-1,1.00,EUR,REFUND,2026-01-25T00:00:00Z
            r-3,s-1,10.01,USD,REFUND,2026-01-25T00:00:00Z
            r-4,s-1,10.00,USD,REFUND,2026-01-25T00:00:00Z
            """),
        sink,
        rejects::add);
    assertThat(rejects)
        .extracting(Reject::column)
        .containsExactly("conversion_id", "currency", "amount");
    assertThat(sink.recorded()).isEqualTo(1);
    assertThat(attribution.why(new EventId("s-2"))).isEmpty();
  }
}
