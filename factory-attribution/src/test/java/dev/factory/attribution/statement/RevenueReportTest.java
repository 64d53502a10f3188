package dev.factory.attribution.statement;

import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.Golden;
import dev.factory.attribution.event.PublisherId;
import dev.factory.core.money.Money;
import dev.factory.core.time.BillingMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevenueReportTest {
  private static final RevenueReport GUIDE =
      new RevenueReport(
          new PublisherId("pub-456"),
          BillingMonth.parse("2026-01"),
          12_500,
          487,
          43,
          usd(215_000),
          usd(150_500),
          List.of());

  @Test
  void theJsonIsThatOfTheOperationsGuide() {
    String hash = "sha256:" + "ab".repeat(32);
    Golden.assertSame("revenue-report.json", GUIDE.withReceipts(List.of(hash)).toJson() + "\n");
  }

  @Test
  void theFeeIsTheComplement() {
    assertThat(GUIDE.platformFee()).isEqualTo(usd(64_500));
  }

  @Test
  void whatCannotBeReportedIsRefused() {
    assertThatThrownBy(() -> GUIDE.withReceipts(List.of("abc")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sha256:");
    assertThatThrownBy(
            () ->
                new RevenueReport(
                    GUIDE.publisherId(), GUIDE.period(), -1, 0, 0, usd(0), usd(0), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new RevenueReport(
                    GUIDE.publisherId(),
                    GUIDE.period(),
                    0,
                    0,
                    0,
                    usd(0),
                    Money.ofMinor("EUR", 0),
                    List.of()))
        .hasMessageContaining("one currency");
  }
}
