package dev.factory.cost.report;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.budget.BudgetId;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.EventKind;
import dev.factory.cost.ledger.UsageTotal;
import dev.factory.cost.money.NanoMoney;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What was spent in some stretch of time, from the sums of a ledger: {@code
 * SpendReport.of(store.totals(from, to), currency)}.
 *
 * <p>Amounts that are only presumed, because nobody settled in time, stand under the provider and
 * model {@value #UNSETTLED} until they are settled.
 */
public final class SpendReport {
  /** Where the provider or model is not known. */
  public static final String UNSETTLED = "unsettled";

  private final CurrencyUnit currency;
  private final List<UsageTotal> totals;

  private SpendReport(CurrencyUnit currency, List<UsageTotal> totals) {
    this.currency = currency;
    this.totals = totals;
  }

  /**
   * {@return the report of what these sums say in {@code currency}; other currencies are left out}
   */
  public static SpendReport of(Collection<UsageTotal> totals, CurrencyUnit currency) {
    return new SpendReport(
        currency, totals.stream().filter(one -> one.currency().equals(currency)).toList());
  }

  /** {@return the same of what was spent with these tags} */
  public SpendReport with(SpendTags tags) {
    return new SpendReport(
        currency,
        totals.stream()
            .filter(one -> tags.values().isEmpty() || new BudgetId(tags).covers(one.tags()))
            .toList());
  }

  /** {@return all of it} */
  public Spend total() {
    return totals.stream().map(this::spend).reduce(nothing(), Spend::plus);
  }

  /** {@return what each provider bills, the most expensive first} */
  public Map<String, Spend> byProvider() {
    return by(one -> named(one.provider()));
  }

  /** {@return what each model cost, the most expensive first} */
  public Map<String, Spend> byModel() {
    return by(one -> named(one.model()));
  }

  /**
   * {@return what each value of a dimension spent, the most first; calls without one are left out}
   */
  public Map<String, Spend> by(Dimension dimension) {
    List<UsageTotal> known =
        totals.stream().filter(one -> one.tags().knows(Set.of(dimension))).toList();
    return new SpendReport(currency, known)
        .by(one -> one.tags().values().getOrDefault(dimension, ""));
  }

  /**
   * {@return the {@code most} that spent most, the most first}
   *
   * @param dimension whose values are compared
   */
  public Map<String, Spend> top(Dimension dimension, int most) {
    Map<String, Spend> top = new LinkedHashMap<>();
    for (Map.Entry<String, Spend> one : by(dimension).entrySet()) {
      if (top.size() == most) {
        break;
      }
      top.put(one.getKey(), one.getValue());
    }
    return top;
  }

  /** {@return which tags spent anything, in the order of their text} */
  public List<SpendTags> tags() {
    return totals.stream().map(UsageTotal::tags).distinct().toList();
  }

  /** {@return the currency of all amounts} */
  public CurrencyUnit currency() {
    return currency;
  }

  private Map<String, Spend> by(Function<UsageTotal, String> name) {
    Map<String, Spend> sums = new TreeMap<>();
    for (UsageTotal total : totals) {
      sums.merge(name.apply(total), spend(total), Spend::plus);
    }
    List<Map.Entry<String, Spend>> sorted = new ArrayList<>(sums.entrySet());
    sorted.sort(
        Comparator.comparing((Map.Entry<String, Spend> one) -> one.getValue().cost()).reversed());
    Map<String, Spend> named = new LinkedHashMap<>();
    sorted.forEach(one -> named.put(one.getKey(), one.getValue()));
    return named;
  }

  private static String named(String name) {
    return name.isEmpty() ? UNSETTLED : name;
  }

  private Spend spend(UsageTotal one) {
    boolean calls = one.kind() == EventKind.CHARGE;
    return new Spend(
        calls ? one.events() : 0,
        NanoMoney.ofNanos(currency, one.nanos()),
        calls ? one.tokens() : 0);
  }

  private Spend nothing() {
    return new Spend(0, NanoMoney.zero(currency), 0);
  }
}
