package dev.factory.attribution.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.OrderId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.jdbc.JournalBinding;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import dev.factory.core.testkit.ReadmeCode;
import dev.factory.core.time.BillingMonth;
import dev.factory.core.time.Period;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  @TempDir private Path folder;

  @Test
  void theCodeOfTheReadmeRuns() {
    // README: begin
    Transactions db = Transactions.sqlite(folder.resolve("attribution.db"));
    JdbcAttributionStore.schema().migrate(db);
    JournalBinding journal = JournalBinding.direct(Journal.none()); // or an Outbox, or Receipts
    Attribution attribution =
        Attribution.over(JdbcAttributionStore.over(db, journal), InstantSource.system());

    Period january = BillingMonth.parse("2026-01").period();
    Rate share = Rate.parse("70%");
    attribution.publish(
        PolicyVersion.forClicks(january.start(), CreditModel.LINEAR, Duration.ofDays(30), share));

    UserKey user = new UserKey("user-1");
    OfferId offer = new OfferId("off-789");
    Instant clicked = Instant.parse("2026-01-24T12:34:56Z");
    Instant bought = Instant.parse("2026-01-25T08:00:00Z");
    EventId sale = new EventId("conv-1");
    attribution.recordTouchpoints(
        List.of(
            Touchpoint.click(
                new EventId("click-123"), user, clicked, new PublisherId("pub-456"), offer)));
    attribution.recordConversions(
        List.of(
            new Conversion(
                sale, new OrderId("7"), user, bought, Money.ofMinor("USD", 5_000), offer, "")));

    Statement statement = attribution.closeStatements(january).statements().get(0);
    assertThat(statement.payable().display()).isEqualTo("$35.00"); // 70 % of $50.00
    String why = attribution.why(sale).orElseThrow().text(); // every touch, weight and amount
    // README: end
    assertThat(why).contains("click-123 of pub-456: weight 1 of 1").contains("the same");
    db.close();
  }

  @Test
  void theReadmeShowsTheCodeThatRuns() {
    ReadmeCode.requireShown(ReadmeTest.class, "../README.md");
  }
}
