package dev.factory.attribution.jdbc;

import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.usd;
import static java.io.OutputStream.nullOutputStream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.ledger.Balance;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.core.jdbc.JournalBinding;
import dev.factory.core.jdbc.Outbox;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.testkit.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed in the middle of a run over a thousand publishers. */
class PayoutCrashTest {
  private static final int PUBLISHERS = 1_000;

  @TempDir private Path folder;

  @Test
  void onSqliteARunThatIsKilledAtEveryStepPaysEachPublisherOnce() throws IOException {
    runKilledAtEveryStep("sqlite:" + folder.resolve("payouts.db"));
  }

  @Test
  void onPostgresARunThatIsKilledAtEveryStepPaysEachPublisherOnce() throws IOException {
    runKilledAtEveryStep(PostgresServer.url(PostgresServer.newDatabase()));
  }

  private void runKilledAtEveryStep(String database) throws IOException {
    try (Transactions transactions = PayoutProcess.open(database)) {
      Stream.of(JdbcAttributionStore.schema(), JdbcPayoutStore.schema(), Outbox.schema())
          .forEach(schema -> schema.migrate(transactions));
      recordSales(transactions);
      Set<String> killedIn = new HashSet<>();
      for (String step : PayoutProcess.STEPS) {
        killedIn.add(killAt(database, step));
      }
      assertThat(killedIn).containsExactlyInAnyOrderElementsOf(PayoutProcess.STEPS);
      assertCompleted(transactions);
    }
  }

  private static void recordSales(Transactions transactions) {
    Attribution attribution =
        Attribution.over(
            JdbcAttributionStore.over(transactions, JournalBinding.direct(Journal.none())),
            SettableTime.at(day(31)));
    attribution.publish(LINEAR);
    List<Touchpoint> touches = new ArrayList<>();
    List<Conversion> sales = new ArrayList<>();
    for (int number = 0; number < PUBLISHERS; number++) {
      touches.add(click("t-" + number, "u-" + number, day(9), "pub-" + number));
      sales.add(conversion("c-" + number, "u-" + number, day(10), usd(1_000 + number)));
    }
    attribution.recordTouchpoints(touches);
    attribution.recordConversions(sales);
  }

  /** {@return the step that the process reported last before it was killed, as kill -9 does} */
  private String killAt(String database, String step) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PayoutProcess.class.getName(),
                database,
                folder.resolve("rail").toString(),
                step)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String line = out.readLine();
      process.destroyForcibly().onExit().join();
      assertThat(process.exitValue()).as("killed and not ended at %s", step).isNotZero();
      return String.valueOf(line);
    }
  }

  private void assertCompleted(Transactions transactions) throws IOException {
    PrintStream nowhere = new PrintStream(nullOutputStream(), true, UTF_8);
    PayoutProcess last = new PayoutProcess(transactions, folder.resolve("rail"), "", nowhere);
    PayoutReport report = last.run(Duration.ofDays(1));
    assertThat(report.isComplete()).isTrue();
    assertThat(report.payouts()).hasSize(PUBLISHERS);
    List<String> ids = report.payouts().stream().map(payout -> payout.id().value()).toList();
    assertThat(last.transferred()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(new HashSet<>(last.mailed())).hasSize(PUBLISHERS);
    assertThat(last.mailed().size()).as("one mail may be given again").isBetween(1_000, 1_001);
    assertThat(settled(transactions)).isEqualTo(PUBLISHERS);
    JdbcPayoutStore.over(transactions, new Outbox(transactions))
        .<Boolean>reading(
            view -> {
              assertBalanced(view);
              return true;
            });
  }

  private static void assertBalanced(PayoutView view) {
    Map<CurrencyUnit, Long> sums = new HashMap<>();
    for (Balance balance : view.balances()) {
      sums.merge(balance.amount().currency(), balance.amount().micro(), Math::addExact);
    }
    assertThat(sums.values()).isNotEmpty().allMatch(sum -> sum == 0);
  }

  private static long settled(Transactions transactions) {
    List<Event> events = new ArrayList<>();
    new Outbox(transactions).drainTo(events::addAll);
    return events.stream().filter(event -> event.type().equals("PayoutSettled")).count();
  }
}
