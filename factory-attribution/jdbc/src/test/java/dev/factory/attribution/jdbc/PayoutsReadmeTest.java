package dev.factory.attribution.jdbc;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.Payouts;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.rail.FileRail;
import dev.factory.attribution.spi.Payees;
import dev.factory.core.jdbc.Outbox;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testkit.ReadmeCode;
import dev.factory.core.time.BillingMonth;
import dev.factory.core.time.Period;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayoutsReadmeTest {
  @TempDir private Path folder;

  @Test
  void theCodeOfTheReadmePays() throws Exception {
    Transactions db = Transactions.sqlite(folder.resolve("attribution.db"));
    JdbcAttributionStore.schema().migrate(db);
    Outbox.schema().migrate(db);
    Journal receipts = Journal.none();
    InstantSource clock = InstantSource.fixed(FEBRUARY);
    Attribution attribution =
        Attribution.over(JdbcAttributionStore.over(db, new Outbox(db)), clock);
    attribution.publish(LINEAR);
    attribution.recordTouchpoints(List.of(click("click-123", "user-1", day(1), "pub-456")));
    attribution.recordConversions(List.of(conversion("c", "user-1", day(2), usd(5_000))));

    // README: begin
    JdbcPayoutStore.schema().migrate(db);
    Outbox outbox = new Outbox(db);
    PayoutMethod bank = new PayoutMethod("bank");
    CurrencyUnit usd = CurrencyUnit.of("USD");
    Payees payees = publisher -> Optional.of(Payee.of(publisher, bank, "DE02 1203 0000", usd));
    FileRail rail = FileRail.in(folder.resolve("bank"), bank, Set.of()); // or a StripeRail
    Payouts payouts =
        Payouts.with(attribution, JdbcPayoutStore.over(db, outbox), payees, clock)
            .rail(rail)
            .receipts(() -> outbox.drainTo(receipts)) // no money moves without a receipt
            .open();

    Period january = BillingMonth.parse("2026-01").period();
    PayoutReport plan = payouts.plan(january, bank); // what a run would pay; changes nothing
    PayoutReport run = payouts.run(january, bank); // after a crash: call it again
    Optional<Path> file = rail.batch("2026-01"); // reference, 35.00, USD, destination
    // README: end

    assertThat(plan.payouts().get(0).amount()).isEqualTo(usd(3_500));
    assertThat(run.payouts().get(0).id()).isEqualTo(plan.payouts().get(0).id());
    assertThat(Files.readString(file.orElseThrow())).contains("35.00,USD,\"DE02 1203 0000\"");
    db.close();
  }

  @Test
  void theReadmeShowsTheCodeThatRuns() {
    ReadmeCode.requireShown(PayoutsReadmeTest.class, "../README.md");
  }
}
