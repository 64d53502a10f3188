package dev.factory.cost.jdbc;

import static dev.factory.cost.testkit.Commands.NOON;
import static dev.factory.cost.testkit.Commands.USD;
import static dev.factory.cost.testkit.Commands.charge;
import static dev.factory.cost.testkit.Commands.expire;
import static dev.factory.cost.testkit.Commands.level;
import static dev.factory.cost.testkit.Commands.refund;
import static dev.factory.cost.testkit.Commands.reserve;
import static dev.factory.cost.testkit.Commands.settle;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.jdbc.JournalBinding;
import dev.factory.core.jdbc.Outbox;
import dev.factory.core.jdbc.Transactions;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.json.CanonicalJson;
import dev.factory.cost.Golden;
import dev.factory.cost.alert.Alert;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.OnCrash;
import dev.factory.cost.ledger.JournalledUsage;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.Level;
import dev.factory.cost.memory.MemoryBudgetStore;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.testkit.Commands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal is told, in the transaction of the rows. */
class JournalTest {
  private static final Level TENANT = level("tenant=acme", 100);

  @TempDir private Path folder;
  private Transactions db;
  private Outbox outbox;

  @BeforeEach
  void open() {
    db = Transactions.sqlite(folder.resolve("cost.db"));
    Outbox.schema().migrate(db);
    JdbcBudgetStore.schema().migrate(db);
    outbox = new Outbox(db);
  }

  @AfterEach
  void close() {
    db.close();
  }

  private JdbcBudgetStore store(JournalledUsage usage) {
    return JdbcBudgetStore.over(db, outbox, usage);
  }

  private List<Event> told() {
    List<Event> told = new ArrayList<>();
    outbox.drainTo(told::addAll);
    return told;
  }

  private static String lines(List<Event> events) {
    return events.stream()
        .map(
            event ->
                event.type()
                    + " "
                    + event.idempotencyKey()
                    + " "
                    + event.streams()
                    + " "
                    + new String(CanonicalJson.of(event.data()), UTF_8))
        .collect(Collectors.joining("\n"));
  }

  private static List<LedgerCommand> everything() {
    return List.of(
        reserve("r", 40, TENANT),
        settle("r", "1", 55), // more than was held
        refund("r", "back", 5),
        reserve("late", 30, TENANT),
        expire("late"),
        settle("late", "1", 10),
        reserve("lowered", 1, level("tenant=acme", 90)),
        reserve("refused", 90, TENANT));
  }

  @Test
  void everyKindOfEventIsAsItWasReleased() {
    store(JournalledUsage.EACH).apply(everything());
    Golden.assertSame("journal.txt", lines(told()));
  }

  @Test
  void theMemoryStoreTellsTheSame() {
    List<Event> told = new ArrayList<>();
    MemoryBudgetStore memory = new MemoryBudgetStore(told::addAll, JournalledUsage.EACH);
    memory.apply(everything());
    store(JournalledUsage.EACH).apply(everything());
    assertThat(lines(told)).isEqualTo(lines(told()));
  }

  @Test
  void manyCallsOfOneTransactionAreOneEventWithTheirSumAndHash() {
    JdbcBudgetStore store = store(JournalledUsage.BATCHED);
    store.apply(
        List.of(
            reserve("a", 10, TENANT),
            reserve("b", 10, TENANT),
            settle("a", "1", 4),
            settle("b", "1", 3)));
    assertThat(told())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("UsageBatchSettled");
              assertThat(event.data().get("events")).isEqualTo(2L);
              assertThat(String.valueOf(event.data().get("nanos"))).isEqualTo("{USD=7}");
            });
  }

  @Test
  void usageCanBeLeftOutAndWhatAnAuditorMustKnowCannot() {
    store(JournalledUsage.NONE).apply(everything());
    assertThat(told())
        .extracting(Event::type)
        .containsExactly("EstimateBreached", "LimitChanged", "BudgetExceeded");
  }

  @Test
  void aBudgetThatRefusesIsToldOnceInItsWindowHoweverOftenAndByWhomItRefuses() {
    JdbcBudgetStore store = store(JournalledUsage.NONE);
    JdbcBudgetStore other = store(JournalledUsage.NONE);
    for (int call = 0; call < 3; call++) {
      store.apply(List.of(reserve("r" + call, 101, TENANT)));
      other.apply(List.of(reserve("s" + call, 101, TENANT)));
    }
    assertThat(told()).extracting(Event::type).containsExactly("BudgetExceeded");
    assertThat(JdbcAlertStore.over(db).raised(NOON, NOON.plusSeconds(1), 10))
        .extracting(Alert::rule)
        .containsExactly(Alert.EXCEEDED);
  }

  @Test
  void whatIsRepeatedIsNotToldAgain() {
    JdbcBudgetStore store = store(JournalledUsage.EACH);
    store.apply(List.of(reserve("r", 10, TENANT), settle("r", "1", 4)));
    store.apply(List.of(reserve("r", 10, TENANT), settle("r", "1", 4)));
    assertThat(told()).hasSize(1);
  }

  @Test
  void rowsAreNotKeptIfTheJournalFails() {
    JournalBinding failing =
        JournalBinding.direct(
            events -> {
              if (!events.isEmpty()) {
                throw new IllegalStateException("the journal is down");
              }
            });
    JdbcBudgetStore store = JdbcBudgetStore.over(db, failing, JournalledUsage.EACH);
    store.apply(List.of(reserve("r", 10, TENANT)));
    assertThatThrownBy(() -> store.apply(List.of(settle("r", "1", 4))))
        .hasMessage("the journal is down");
    assertThat(store.events("r")).isEmpty();
    assertThat(store.reservation("r").orElseThrow().held()).isEqualTo(10);
    assertThat(store.totals(NOON, NOON.plusSeconds(900))).isEmpty();
  }

  @Test
  void aPersonsBudgetIsPersonalDataOfThatPerson() {
    Level person = level("tenant=acme/user=u-7", 100);
    LedgerCommand.Reserve known = reserve("r", 10, OnCrash.CHARGE, List.of(person));
    LedgerCommand reserve =
        new LedgerCommand.Reserve(
            "r",
            known.levels(),
            USD,
            10,
            "book@1",
            NOON,
            known.deadline(),
            OnCrash.CHARGE,
            Commands.TAGS.with(Dimension.USER, "u-7"));
    store(JournalledUsage.EACH)
        .apply(List.of(reserve, settle("r", "1", 4), reserve("s", 200, person)));
    List<Event> told = told();
    assertThat(told.get(0).subjects()).containsExactly(new SubjectRef("u-7", Set.of("budgets")));
    assertThat(told.get(1).subjects()).containsExactly(new SubjectRef("u-7", Set.of("subject")));
  }

  @Test
  void anAlertIsToldInTheTransactionThatKeepsIt() {
    Alert alert =
        new Alert(
            "budget",
            "tenant=acme#lifetime",
            NOON,
            80,
            NanoMoney.ofNanos(USD, 81),
            NanoMoney.ofNanos(USD, 100),
            NOON);
    JdbcAlertStore alerts = JdbcAlertStore.over(db, outbox);
    alerts.raise(List.of(alert, alert));
    alerts.raise(List.of(alert));
    Golden.assertSame("journal-alert.txt", lines(told()));
  }

  @Test
  void anIdThatIsTooLongForAKeyIsHashed() {
    String id = "x".repeat(300);
    JdbcBudgetStore store = store(JournalledUsage.EACH);
    store.apply(
        List.of(
            reserve("r", 10, TENANT), new LedgerCommand.Settle("r", charge(id, 4), true, NOON)));
    assertThat(told().get(0).idempotencyKey()).startsWith("usage:sha256:").hasSize(77);
  }
}
