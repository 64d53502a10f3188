package dev.factory.cost.price;

import dev.factory.cost.usage.UsageUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What some models of one provider cost for some time.
 *
 * @param provider who bills it, {@code openai}
 * @param model which models
 * @param serviceTier {@link PriceSelector#STANDARD} or another; never empty
 * @param region where it holds; empty if everywhere
 * @param from since when
 * @param to until when, not included; null if no end is known
 * @param daily in which part of the day; null if all day. It goes before a row for all day
 * @param prices of units; not empty. What has no price of its own: {@code CACHE_READ}, {@code
 *     CACHE_WRITE} and {@code CACHE_WRITE_LONG} cost what {@code INPUT} does, {@code REASONING}
 *     what {@code OUTPUT} does, {@code REQUEST} nothing; of sound without a price the cost is
 *     unknown
 * @param limits of the models
 * @param source where the price was read, an address
 * @param checked on which day
 */
public record PriceRow(
    String provider,
    ModelPattern model,
    String serviceTier,
    String region,
    Instant from,
    @Nullable Instant to,
    @Nullable DailyWindow daily,
    Map<UsageUnit, TieredPrice> prices,
    ModelLimits limits,
    String source,
    LocalDate checked) {

  /** Copies the prices; refuses a row without provider, tier, prices or source. */
  public PriceRow {
    if (provider.isEmpty() || serviceTier.isEmpty() || source.isEmpty()) {
      throw new IllegalArgumentException("a price has a provider, a service tier and a source");
    }
    if (prices.isEmpty()) {
      throw new IllegalArgumentException("a price row has at least one price");
    }
    if (to != null && !to.isAfter(from)) {
      throw new IllegalArgumentException("a price ends after it begins");
    }
    prices = Collections.unmodifiableMap(new EnumMap<>(prices));
  }

  /** {@return what one of {@code unit} costs; null if this row does not say} */
  public @Nullable TieredPrice price(UsageUnit unit) {
    TieredPrice own = prices.get(unit);
    if (own != null) {
      return own;
    }
    return switch (unit) {
      case CACHE_READ, CACHE_WRITE, CACHE_WRITE_LONG -> prices.get(UsageUnit.INPUT);
      case REASONING -> prices.get(UsageUnit.OUTPUT);
      default -> null;
    };
  }

  /** {@return whether it holds at {@code at}} */
  public boolean holdsAt(Instant at) {
    return !at.isBefore(from)
        && (to == null || at.isBefore(to))
        && (daily == null || daily.contains(at));
  }

  boolean fits(PriceSelector wanted) {
    return provider.equals(wanted.provider())
        && serviceTier.equals(wanted.serviceTier())
        && (region.isEmpty() || region.equals(wanted.region()))
        && model.matches(wanted.model());
  }

  /** Whether both hold at some instant for the same pattern, so that neither goes before. */
  boolean contradicts(PriceRow other) {
    boolean same =
        provider.equals(other.provider)
            && model.equals(other.model)
            && serviceTier.equals(other.serviceTier)
            && region.equals(other.region);
    boolean together =
        (to == null || to.isAfter(other.from)) && (other.to == null || other.to.isAfter(from));
    DailyWindow own = daily;
    DailyWindow its = other.daily;
    boolean bothAllDay = own == null && its == null;
    boolean daysMeet = bothAllDay || (own != null && its != null && own.overlaps(its));
    return same && together && daysMeet;
  }
}
