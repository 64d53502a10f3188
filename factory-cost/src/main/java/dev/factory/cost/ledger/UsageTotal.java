package dev.factory.cost.ledger;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.budget.SpendTags;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What events of one sort add up to.
 *
 * @param tags on whose behalf
 * @param provider who bills it; empty for amounts that are only presumed, and their corrections
 * @param model what was used; empty likewise
 * @param kind why spending changed
 * @param currency of the amount
 * @param events how many there are; an event that stands for several calls counts as so many
 * @param nanos by how much they changed spending together, in billionths
 * @param input tokens of input
 * @param output tokens of output
 */
public record UsageTotal(
    SpendTags tags,
    String provider,
    String model,
    EventKind kind,
    CurrencyUnit currency,
    long events,
    long nanos,
    long input,
    long output)
    implements Comparable<UsageTotal> {

  /**
   * Sums are kept for each quarter of an hour: the longest stretch that no time zone's days cut.
   */
  public static final Duration SLOT = Duration.ofMinutes(15);

  private static final Comparator<UsageTotal> BY_SORT =
      Comparator.comparing((UsageTotal one) -> one.tags().text())
          .thenComparing(UsageTotal::provider)
          .thenComparing(UsageTotal::model)
          .thenComparing(UsageTotal::kind)
          .thenComparing(one -> one.currency().code())
          .thenComparing(one -> one.currency().exponent());

  /** {@return the sum of one event} */
  public static UsageTotal of(UsageEvent event, SpendTags tags) {
    Charge charge = event.charge();
    return new UsageTotal(
        tags,
        charge.provider(),
        charge.model(),
        event.kind(),
        charge.exact().currency(),
        charge.calls(),
        event.nanos(),
        charge.usage().input(),
        charge.usage().output());
  }

  /** {@return the same with one entry for each sort, ascending} */
  public static List<UsageTotal> sum(Collection<UsageTotal> totals) {
    TreeMap<UsageTotal, UsageTotal> sums = new TreeMap<>();
    for (UsageTotal total : totals) {
      sums.merge(total, total, UsageTotal::plus);
    }
    return List.copyOf(sums.values());
  }

  /** {@return the start of the quarter of an hour around {@code at}} */
  public static Instant slot(Instant at) {
    long seconds = SLOT.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  /**
   * Refuses an instant at which no sum begins.
   *
   * @throws IllegalArgumentException if {@code at} is not a whole quarter of an hour
   */
  public static void requireSlot(Instant at) {
    if (!slot(at).equals(at)) {
      throw new IllegalArgumentException("sums begin and end at whole quarters of an hour, UTC");
    }
  }

  /** {@return input and output together} */
  public long tokens() {
    return Math.addExact(input, output);
  }

  /** Orders by sort, whatever the amounts are: by tags, provider, model, kind and currency. */
  @Override
  public int compareTo(UsageTotal other) {
    return BY_SORT.compare(this, other);
  }

  private UsageTotal plus(UsageTotal other) {
    return new UsageTotal(
        tags,
        provider,
        model,
        kind,
        currency,
        Math.addExact(events, other.events),
        Math.addExact(nanos, other.nanos),
        Math.addExact(input, other.input),
        Math.addExact(output, other.output));
  }
}
