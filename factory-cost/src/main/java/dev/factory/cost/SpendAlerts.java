package dev.factory.cost;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.time.CalendarWindow;
import dev.factory.core.time.Period;
import dev.factory.cost.alert.Alert;
import dev.factory.cost.alert.AlertRule;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetId;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.UsageTotal;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.report.SpendForecast;
import dev.factory.cost.report.SpendReport;
import dev.factory.cost.spi.AlertStore;
import dev.factory.cost.spi.BudgetStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells somebody about spending, in time and once.
 *
 * <p>Somebody calls {@link #check} every minute or so, on any number of nodes; no thread is started
 * here. Whatever the rules find is raised through the {@link AlertStore}, which keeps each alert
 * once for its rule, subject, window and level, and only who kept it tells it on. Days are looked
 * at by when the ledger learned of spending, to a quarter of an hour.
 *
 * <p><b>Threads:</b> safe for use by many threads.
 */
public final class SpendAlerts {
  private static final Duration ACTIVE = Duration.ofDays(2);
  private static final int DAYS_OF_A_FORECAST = 28;

  private final Budgets budgets;
  private final AlertStore raised;
  private final CurrencyUnit currency;
  private final List<AlertRule> rules;
  private final Consumer<Alert> listener;

  private SpendAlerts(
      Budgets budgets,
      AlertStore raised,
      CurrencyUnit currency,
      List<AlertRule> rules,
      Consumer<Alert> listener) {
    this.budgets = budgets;
    this.raised = raised;
    this.currency = currency;
    this.rules = rules;
    this.listener = listener;
  }

  /**
   * {@return alerts by {@code rules}}
   *
   * @param budgets whose spending is watched, told the time by theirs
   * @param raised remembers what was told
   * @param currency of the spending that rules without a budget look at
   * @param rules each with a name of its own
   * @throws IllegalArgumentException if two rules have one name
   */
  public static SpendAlerts over(
      Budgets budgets, AlertStore raised, CurrencyUnit currency, AlertRule... rules) {
    List<AlertRule> all = List.of(rules);
    if (all.stream().map(AlertRule::name).distinct().count() < all.size()) {
      throw new IllegalArgumentException("two rules have the same name");
    }
    return new SpendAlerts(budgets, raised, currency, all, alert -> {});
  }

  /**
   * {@return the same alerts, told to {@code listener} as well}
   *
   * @param listener is called by the thread that checks, once for an alert; after a crash of the
   *     process not at all, so {@link AlertStore#raised} and the journal are what to rely on
   */
  public SpendAlerts tellingTo(Consumer<Alert> listener) {
    return new SpendAlerts(budgets, raised, currency, rules, this.listener.andThen(listener));
  }

  /**
   * Looks at everybody who spent anything within two days.
   *
   * @return what was raised now, and by nobody before
   * @throws dev.factory.core.FactoryException if a store failed; call again
   */
  public List<Alert> check() {
    Instant now = budgets.now();
    Facts facts = new Facts(now);
    Collection<SpendTags> active =
        SpendReport.of(facts.between(now.minus(ACTIVE), now), currency).tags();
    return raise(facts, active);
  }

  /** {@return the same for spending with these tags alone; rules without a budget see all} */
  public List<Alert> check(Collection<SpendTags> tags) {
    return raise(new Facts(budgets.now()), tags);
  }

  private List<Alert> raise(Facts facts, Collection<SpendTags> tags) {
    Map<String, BudgetStatus> standing = new LinkedHashMap<>();
    for (SpendTags one : tags) {
      budgets.status(one).forEach(status -> standing.put(status.budget().line(), status));
    }
    List<Alert> found = new ArrayList<>();
    for (AlertRule rule : rules) {
      if (rule instanceof AlertRule.BudgetShare share) {
        standing.values().forEach(status -> found.addAll(of(share, status, facts.now)));
      } else if (rule instanceof AlertRule.Forecast forecast) {
        standing.values().forEach(status -> of(forecast, status, facts).ifPresent(found::add));
      } else if (rule instanceof AlertRule.DayOverDay days) {
        found.addAll(of(days, facts));
      } else if (rule instanceof AlertRule.Threshold threshold) {
        of(threshold, facts).ifPresent(found::add);
      }
    }
    List<Alert> news = raised.raise(found);
    news.forEach(listener);
    return news;
  }

  private static List<Alert> of(AlertRule.BudgetShare rule, BudgetStatus status, Instant now) {
    Budget budget = status.budget();
    return rule.of(
        budget.line(),
        budget.policy().window().startFor(now),
        budget.policy().thresholds(),
        status.spent(),
        status.limit(),
        now);
  }

  private Optional<Alert> of(AlertRule.Forecast rule, BudgetStatus status, Facts facts) {
    Budget budget = status.budget();
    return forecast(status, facts)
        .flatMap(
            forecast ->
                rule.of(
                    budget.line(),
                    budget.policy().window().startFor(facts.now),
                    forecast,
                    status.limit(),
                    facts.now));
  }

  /**
   * {@return what a budget's window will have spent when it ends; empty if it does not end, or if
   * there are not two full days to go by}
   */
  public Optional<SpendForecast> forecast(BudgetStatus status) {
    return forecast(status, new Facts(budgets.now()));
  }

  private Optional<SpendForecast> forecast(BudgetStatus status, Facts facts) {
    BudgetWindow window = status.budget().policy().window();
    Optional<Instant> end = window.endOf(facts.now);
    if (end.isEmpty() || !(window instanceof BudgetWindow.Calendar calendar)) {
      return Optional.empty();
    }
    CalendarWindow daily = CalendarWindow.daily(calendar.calendar().zone(), 0);
    Period day = daily.containing(facts.now);
    List<NanoMoney> days = new ArrayList<>();
    for (int back = 0; back < DAYS_OF_A_FORECAST; back++) {
      day = daily.previous(day);
      days.add(facts.spent(status.budget().id(), day.start(), day.end()));
    }
    // days before the first spending say nothing of those to come
    while (!days.isEmpty() && days.get(days.size() - 1).nanos() == 0) {
      days.remove(days.size() - 1);
    }
    return days.size() < 2
        ? Optional.empty()
        : Optional.of(
            SpendForecast.of(status.spent(), days, Duration.between(facts.now, end.get())));
  }

  private List<Alert> of(AlertRule.DayOverDay rule, Facts facts) {
    Period today = rule.days().containing(facts.now);
    Period before = rule.days().previous(today);
    Instant until = before.end();
    if (rule.sameTimeOfDay()) {
      // the quarter of an hour that is not over counts as a whole on both sides
      Instant same =
          UsageTotal.slot(before.start().plus(Duration.between(today.start(), facts.now)))
              .plus(UsageTotal.SLOT);
      until = same.isBefore(before.end()) ? same : before.end();
    }
    Set<BudgetId> subjects = new LinkedHashSet<>();
    for (SpendTags tags :
        SpendReport.of(facts.between(today.start(), facts.now), currency).tags()) {
      if (tags.knows(rule.by())) {
        subjects.add(BudgetId.of(tags, rule.by()));
      }
    }
    List<Alert> found = new ArrayList<>();
    for (BudgetId subject : subjects) {
      rule.of(
              subject.text(),
              today.start(),
              facts.spent(subject, today.start(), facts.now),
              facts.spent(subject, before.start(), until),
              facts.now)
          .ifPresent(found::add);
    }
    return found;
  }

  private Optional<Alert> of(AlertRule.Threshold rule, Facts facts) {
    Period period = rule.window().containing(facts.now);
    NanoMoney spent = facts.spent(new BudgetId(rule.of()), period.start(), facts.now);
    return rule.of(period.start(), spent, facts.now);
  }

  /** What the ledger says during one check; each stretch of time is read once. */
  private final class Facts {
    private final Instant now;
    private final Map<Period, List<UsageTotal>> read = new LinkedHashMap<>();

    private Facts(Instant now) {
      this.now = now;
    }

    /** Up to now means what is recorded by now: the quarter of an hour that is not over, too. */
    private List<UsageTotal> between(Instant from, Instant to) {
      BudgetStore store = budgets.store();
      Instant end =
          to.equals(now) ? UsageTotal.slot(to).plus(UsageTotal.SLOT) : UsageTotal.slot(to);
      Instant start = UsageTotal.slot(from);
      return start.isBefore(end)
          ? read.computeIfAbsent(
              new Period(start, end), any -> store.totals(any.start(), any.end()))
          : List.of();
    }

    private NanoMoney spent(BudgetId subject, Instant from, Instant to) {
      return SpendReport.of(between(from, to), currency).with(subject.tags()).total().cost();
    }
  }
}
