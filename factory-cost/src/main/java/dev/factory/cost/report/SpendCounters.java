package dev.factory.cost.report;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.ledger.EventKind;
import dev.factory.cost.ledger.UsageTotal;
import dev.factory.cost.money.NanoMoney;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * The counters of the operations guide, read from the ledger: {@code q2q_requests_total}, {@code
 * q2q_cost_dollars} and {@code q2q_tokens_total}, in the text format that Prometheus reads, by
 * provider and model.
 *
 * <p><b>They only grow</b>, over restarts too and alike on all nodes: they count charges, and no
 * refund or correction takes anything away. What is more than an hour old is read once and then
 * remembered.
 *
 * <p><b>Threads:</b> safe for use by many threads.
 */
public final class SpendCounters {
  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Duration SETTLED = Duration.ofHours(1);

  private final BiFunction<Instant, Instant, List<UsageTotal>> totals;
  private final CurrencyUnit currency;
  private final InstantSource time;
  private final String prefix;
  private Instant rememberedTo = Instant.EPOCH;
  private List<UsageTotal> remembered = List.of();

  private SpendCounters(
      BiFunction<Instant, Instant, List<UsageTotal>> totals,
      CurrencyUnit currency,
      InstantSource time,
      String prefix) {
    this.totals = totals;
    this.currency = currency;
    this.time = time;
    this.prefix = prefix;
  }

  /**
   * {@return counters with the prefix {@code q2q_}}
   *
   * @param totals sums of a ledger from one whole quarter of an hour to another, {@code
   *     store::totals}
   * @param currency what is counted; other currencies are left out
   */
  public static SpendCounters of(
      BiFunction<Instant, Instant, List<UsageTotal>> totals,
      CurrencyUnit currency,
      InstantSource time) {
    return new SpendCounters(totals, currency, time, "q2q_");
  }

  /**
   * {@return the same counters under other names}
   *
   * @param other before {@code requests_total}; letters, digits and underscores
   */
  public SpendCounters withPrefix(String other) {
    if (!PREFIX.matcher(other).matches()) {
      throw new IllegalArgumentException(
          "a prefix has letters, digits, colons and underscores and does not begin with a digit");
    }
    return new SpendCounters(totals, currency, time, other);
  }

  /** {@return the counters as they are now, in the text format 0.0.4; one line for each model} */
  public String text() {
    Map<String, Spend> spends = read();
    StringBuilder text = new StringBuilder();
    metric(text, "requests_total", "Calls that a provider charged.", spends, this::requests);
    metric(text, "cost_dollars", "What they cost, before refunds.", spends, this::cost);
    metric(text, "tokens_total", "Tokens of input and output.", spends, this::tokens);
    return text.toString();
  }

  private String requests(Spend spend) {
    return Long.toString(spend.count());
  }

  private String cost(Spend spend) {
    return spend.cost().decimal(9).toPlainString();
  }

  private String tokens(Spend spend) {
    return Long.toString(spend.tokens());
  }

  /** A formatted value of one spend. */
  @FunctionalInterface
  private interface Value {
    String of(Spend spend);
  }

  private void metric(
      StringBuilder text, String name, String help, Map<String, Spend> spends, Value value) {
    String whole = prefix + name;
    text.append("# HELP ").append(whole).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(whole).append(" counter\n");
    spends.forEach(
        (labels, spend) ->
            text.append(whole).append(labels).append(' ').append(value.of(spend)).append('\n'));
  }

  private synchronized Map<String, Spend> read() {
    Instant now = time.instant();
    Instant settled = UsageTotal.slot(now.minus(SETTLED));
    if (settled.isAfter(rememberedTo)) {
      List<UsageTotal> all = new ArrayList<>(remembered);
      all.addAll(charges(rememberedTo, settled));
      remembered = UsageTotal.sum(all);
      rememberedTo = settled;
    }
    Map<String, Spend> spends = new TreeMap<>();
    List<UsageTotal> all = new ArrayList<>(remembered);
    // clocks differ: what another node's has already recorded counts too
    all.addAll(charges(rememberedTo, UsageTotal.slot(now.plus(SETTLED))));
    for (UsageTotal total : all) {
      spends.merge(labels(total), spend(total), Spend::plus);
    }
    return spends;
  }

  private List<UsageTotal> charges(Instant from, Instant to) {
    return totals.apply(from, to).stream()
        .filter(one -> one.kind() == EventKind.CHARGE && one.currency().equals(currency))
        .toList();
  }

  private Spend spend(UsageTotal total) {
    return new Spend(total.events(), NanoMoney.ofNanos(currency, total.nanos()), total.tokens());
  }

  private static String labels(UsageTotal total) {
    return "{provider=\""
        + escaped(total.provider())
        + "\",model=\""
        + escaped(total.model())
        + "\"}";
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
