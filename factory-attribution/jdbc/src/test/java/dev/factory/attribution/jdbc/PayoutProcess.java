package dev.factory.attribution.jdbc;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.Payouts;
import dev.factory.attribution.payout.Payee;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.spi.PayoutCommand;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.attribution.spi.RailCapabilities;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailOutcome;
import dev.factory.attribution.testkit.Samples;
import dev.factory.core.jdbc.Outbox;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.Period;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.PooledConnection;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process that pays January, says when it has reached a step, and waits there to be killed. Steps
 * that are named like events are reached inside the transaction that tells the event. Its rail is a
 * file of transfers, which outlives the process as a bank does, and does not look at keys.
 */
final class PayoutProcess {
  /** Where it can be killed, in the order in which a run gets there. */
  static final List<String> STEPS =
      List.of(
          "StatementClosed",
          "CommissionAccrued",
          "CommissionReleased",
          "PayoutReserved",
          "receipts",
          "PayoutSubmitted",
          "before-request",
          "after-request",
          "PayoutSettled",
          "before-mail",
          "after-mail");

  private static final Period OF_JANUARY = new Period(Samples.JANUARY, Samples.FEBRUARY);
  private static final PayoutMethod SCRIPTED = new PayoutMethod("scripted");
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");

  /** In the middle of a slice, and not at the first publisher. */
  private static final int TIMES = 30;

  private static final Instant START = Instant.parse("2026-02-02T09:00:00Z");

  private final Transactions transactions;
  private final Outbox outbox;
  private final Path transfers;
  private final Path mails;
  private final String stop;
  private final PrintStream out;
  private final Map<String, Integer> reached = new HashMap<>();

  PayoutProcess(Transactions transactions, Path rail, String stop, PrintStream out)
      throws IOException {
    this.transactions = transactions;
    this.outbox = new Outbox(transactions);
    this.stop = stop;
    this.out = out;
    Files.createDirectories(rail);
    this.transfers = rail.resolve("transfers");
    this.mails = rail.resolve("mails");
  }

  /** Takes the database, the folder of the rail and the step to stop at. */
  public static void main(String[] args) throws IOException {
    Duration later = Duration.ofHours(STEPS.indexOf(args[2]));
    new PayoutProcess(open(args[0]), Path.of(args[1]), args[2], stdout()).run(later);
  }

  private static PrintStream stdout() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }

  static Transactions open(String database) {
    if (database.startsWith("sqlite:")) {
      return Transactions.sqlite(Path.of(database.substring("sqlite:".length())));
    }
    return Transactions.over(new OneConnection(database));
  }

  /** What a pool is to a host: opening a connection takes longer than all that is done with it. */
  private static final class OneConnection extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    private final transient PooledConnection open;

    OneConnection(String url) {
      PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
      source.setUrl(url);
      try {
        this.open = source.getPooledConnection();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Connection getConnection() throws SQLException {
      return open.getConnection();
    }
  }

  PayoutReport run(Duration later) {
    SettableTime time = SettableTime.at(START.plus(later));
    Attribution attribution =
        Attribution.over(JdbcAttributionStore.over(transactions, this::journal), time);
    return Payouts.with(
            attribution,
            JdbcPayoutStore.over(transactions, this::journal),
            publisher -> Optional.of(Payee.of(publisher, SCRIPTED, "acct_" + publisher, USD)),
            time)
        .rail(new Rail())
        .mailer(this::mail)
        .receipts(() -> at("receipts"))
        .open()
        .run(OF_JANUARY, SCRIPTED);
  }

  private Journal journal(Connection connection) {
    Journal journal = outbox.on(connection);
    return events -> {
      journal.append(events);
      events.stream().map(Event::type).forEach(this::at);
    };
  }

  private void at(String step) {
    int times = step.equals("receipts") ? 1 : TIMES;
    if (step.equals(stop) && reached.merge(step, 1, Integer::sum) == times) {
      out.println(step);
      while (true) {
        LockSupport.park(this);
      }
    }
  }

  private void mail(Payout payout, String key) {
    at("before-mail");
    append(mails, key);
    at("after-mail");
  }

  List<String> transferred() throws IOException {
    return Files.readAllLines(transfers);
  }

  List<String> mailed() throws IOException {
    return Files.readAllLines(mails);
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Rail implements PayoutRail {
    @Override
    public RailCapabilities capabilities() {
      return new RailCapabilities(
          SCRIPTED, Set.of(), Duration.ofSeconds(30), Duration.ofMinutes(10), false);
    }

    @Override
    public RailOutcome submit(PayoutCommand command, String key) {
      at("before-request");
      append(transfers, command.reference().value());
      at("after-request");
      return new RailOutcome.Paid("tr-" + command.reference(), command.amount());
    }

    @Override
    public RailFinding lookup(PayoutCommand command, String key) {
      try {
        String reference = command.reference().value();
        return Files.exists(transfers) && Files.readAllLines(transfers).contains(reference)
            ? new RailFinding.Found("tr-" + reference, command.amount(), RailFinding.Stage.PAID)
            : new RailFinding.Absent();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public RailOutcome reverse(String railReference, Money amount, String key) {
      return new RailOutcome.Rejected("not-scripted");
    }
  }
}
