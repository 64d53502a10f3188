package dev.factory.attribution.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.OrderId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.ReversalKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.core.money.Money;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventFilesTest extends FilesFixture {
  @Test
  void conversionsAreReadWhole() {
    Reading<Conversion> reading =
        conversions(
            "sales.csv",
            """
            event_id,order_id,user_key,at,gross,currency,offer_id,milestone
            conv-1,order-1,user-1,2026-01-24T12:34:56Z,1000,JPY,off-789,trial
            """);
    assertThat(reading.values())
        .containsExactly(
            new Conversion(
                new EventId("conv-1"),
                new OrderId("order-1"),
                new UserKey("user-1"),
                Instant.parse("2026-01-24T12:34:56Z"),
                Money.ofMinor("JPY", 1_000),
                new OfferId("off-789"),
                "trial"));
  }

  @Test
  void reversalsAreReadWhole() {
    Reading<Reversal> reading =
        reversals(
            "refunds.csv",
            """
            event_id,conversion_id,amount,currency,kind,at
            r-1,conv-1,0.005,KWD,CHARGEBACK,2026-02-01T00:00:00Z
            """);
    assertThat(reading.values())
        .containsExactly(
            new Reversal(
                new EventId("r-1"),
                new EventId("conv-1"),
                Money.ofMinor("KWD", 5),
                ReversalKind.CHARGEBACK,
                Instant.parse("2026-02-01T00:00:00Z")));
  }

  @Test
  void theFormatIsThatOfTheExtensionOrTheOneThatIsSaid() {
    assertThat(FileFormat.of(Path.of("A.CSV"))).isEqualTo(FileFormat.CSV);
    assertThat(FileFormat.of(Path.of("a.b.jsonl"))).isEqualTo(FileFormat.NDJSON);
    assertCode(
        "attribution.unknown-format", () -> touchpoints("clicks.xlsx", ""), ".csv", ".ndjson");
    Path file = Reading.write(folder.resolve("clicks.txt"), HEADER + "\n" + ROW);
    Reading<Touchpoint> reading =
        Reading.of(
            file, (path, sink, rejects) -> FILES.touchpoints(path, FileFormat.CSV, sink, rejects));
    assertThat(reading.values()).containsExactly(CLICK);
  }

  @Test
  void aFileThatIsNotThereIsAnErrorThatNamesIt() {
    assertCode(
        "attribution.file-missing",
        () -> Reading.<Touchpoint>of(folder.resolve("nothing.csv"), FILES::touchpoints),
        "nothing.csv is not there");
    assertCode(
        "attribution.file-missing",
        () ->
            Reading.<Conversion>of(
                folder,
                (path, sink, rejects) -> FILES.conversions(path, FileFormat.CSV, sink, rejects)));
  }

  @Test
  void noMessageRepeatsWhatARowHolds() {
    String secret = "s3cret";
    Reading<Touchpoint> reading =
        touchpoints(
            "t.csv",
            "event_id,user_key,at,publisher_id,offer_id,sequence,kind,ip,ip_hash\n"
                + (secret + ",").repeat(8)
                + secret
                + "\n\""
                + secret
                + "\n");
    assertThat(reading.rejects()).hasSize(2);
    assertThat(reading.rejects().toString()).doesNotContain(secret);
    assertThat(reading.rejects().get(0).raw().toString()).doesNotContain(secret);
  }
}
