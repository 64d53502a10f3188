package dev.factory.cost.price;

import dev.factory.core.money.CurrencyUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All prices of one version, history included. It never changes: new prices make a new book, and
 * what was charged keeps the version it was charged by.
 *
 * <p><b>Which row counts:</b> of the rows that fit the provider, the service tier and the time, the
 * one with the most particular model pattern (an exact name, then the longest prefix, suffix,
 * contained text); among those the one that names the region; among those the one that names a part
 * of the day. Two rows that would still be equal are refused when the book is made. A service tier
 * is never taken for another.
 *
 * <p><b>Threads:</b> safe for use by many threads.
 */
public final class PriceBook {
  /** Enough for the models of a deployment; a caller who makes up names gains nothing by it. */
  private static final int REMEMBERED = 4_096;

  private static final Comparator<PriceRow> PARTICULAR_FIRST =
      Comparator.comparing(PriceRow::model)
          .thenComparing(row -> row.region().isEmpty())
          .thenComparing(row -> row.daily() == null)
          .thenComparing(PriceRow::from);

  private final CurrencyUnit currency;
  private final List<PriceRow> rows;
  private final String hash;
  private final String version;
  private final Map<PriceSelector, PriceRow[]> candidates = new ConcurrentHashMap<>();

  private PriceBook(String name, CurrencyUnit currency, List<PriceRow> rows) {
    this.currency = currency;
    this.rows = List.copyOf(rows);
    this.hash = PriceBookJson.hash(currency, this.rows);
    this.version = name + "@" + hash.substring(0, 16);
  }

  /**
   * {@return a book}
   *
   * @param name for people: {@code default-1}; 1 to 100 letters, digits, dots, hyphens
   * @param currency of all prices
   * @param rows in any order
   * @throws IllegalArgumentException if two rows contradict each other
   */
  public static PriceBook of(String name, CurrencyUnit currency, List<PriceRow> rows) {
    if (!name.matches("[A-Za-z0-9.-]{1,100}")) {
      throw new IllegalArgumentException(
          "the name of a price book is 1 to 100 letters, digits, dots or hyphens");
    }
    List<PriceRow> sorted =
        rows.stream()
            .sorted(
                Comparator.comparing(PriceRow::provider)
                    .thenComparing(PARTICULAR_FIRST)
                    .thenComparing(PriceRow::serviceTier)
                    .thenComparing(PriceRow::region)
                    .thenComparing(row -> String.valueOf(row.daily())))
            .toList();
    requireSingle(sorted);
    return new PriceBook(name, currency, sorted);
  }

  private static void requireSingle(List<PriceRow> sorted) {
    for (int index = 0; index < sorted.size(); index++) {
      PriceRow one = sorted.get(index);
      for (int later = index + 1; later < sorted.size(); later++) {
        PriceRow other = sorted.get(later);
        if (!one.model().equals(other.model()) || !one.provider().equals(other.provider())) {
          break; // rows of one pattern stand together
        }
        if (one.contradicts(other)) {
          throw new IllegalArgumentException(
              "two prices of "
                  + one.provider()
                  + " for "
                  + one.model().text()
                  + " hold at the same time; end one where the other begins");
        }
      }
    }
  }

  /** {@return the widely used models that ship with this library; see its DESIGN.md} */
  public static PriceBook standard() {
    return DefaultBook.load();
  }

  /** {@return the price of {@code wanted} at {@code at}, or that there is none} */
  public PriceLookup priceAt(Instant at, PriceSelector wanted) {
    PriceRow row = rowAt(at, wanted);
    return row == null ? new UnknownPrice(wanted) : new Quote(currency, version, wanted, row);
  }

  /**
   * {@return every price that holds for {@code wanted} at some instant of {@code [from, to]}; empty
   * if there is an instant without one}
   *
   * <p>For bounding a call that may be billed when it ends.
   */
  public List<Quote> pricesDuring(Instant from, Instant to, PriceSelector wanted) {
    Set<Quote> found = new LinkedHashSet<>();
    for (Instant at = from; !at.isAfter(to); at = nextChange(at, to, wanted)) {
      if (!(priceAt(at, wanted) instanceof Quote quote)) {
        return List.of();
      }
      found.add(quote);
    }
    return List.copyOf(found);
  }

  private Instant nextChange(Instant at, Instant to, PriceSelector wanted) {
    Instant next = to.plusNanos(1);
    for (PriceRow row : candidates(wanted)) {
      next = earlier(next, at, row.from());
      next = earlier(next, at, row.to());
      DailyWindow daily = row.daily();
      next = earlier(next, at, daily == null ? null : daily.nextChange(at));
    }
    return next;
  }

  private static Instant earlier(Instant best, Instant after, @Nullable Instant other) {
    return other != null && other.isAfter(after) && other.isBefore(best) ? other : best;
  }

  private @Nullable PriceRow rowAt(Instant at, PriceSelector wanted) {
    for (PriceRow row : candidates(wanted)) {
      if (row.holdsAt(at)) {
        return row;
      }
    }
    return null;
  }

  private PriceRow[] candidates(PriceSelector wanted) {
    PriceRow[] known = candidates.get(wanted);
    if (known != null) {
      return known;
    }
    List<PriceRow> fitting =
        new ArrayList<>(rows.stream().filter(row -> row.fits(wanted)).toList());
    fitting.sort(PARTICULAR_FIRST);
    PriceRow[] found = fitting.toArray(new PriceRow[0]);
    if (candidates.size() < REMEMBERED) {
      candidates.put(wanted, found);
    }
    return found;
  }

  /** {@return a book with these rows in addition, none of which contradicts one that is here} */
  public PriceBook with(String name, List<PriceRow> more) {
    List<PriceRow> all = new ArrayList<>(rows);
    all.addAll(more);
    return of(name, currency, all);
  }

  /** {@return the rows, sorted} */
  public List<PriceRow> rows() {
    return rows;
  }

  /** {@return the currency of all prices} */
  public CurrencyUnit currency() {
    return currency;
  }

  /** {@return the name, {@code @}, and the first 16 digits of the hash} */
  public String version() {
    return version;
  }

  /** {@return SHA-256 of the canonical JSON, 64 lower-case hex digits} */
  public String hash() {
    return hash;
  }

  /** {@return the book as canonical JSON (RFC 8785), which is what the hash is of} */
  public String toJson() {
    return PriceBookJson.text(currency, rows);
  }

  /**
   * {@return the book that {@link #toJson} wrote}
   *
   * @throws dev.factory.core.FactoryException {@code cost.price-book-unreadable} if it is none
   */
  public static PriceBook fromJson(String name, String json) {
    return PriceBookJson.read(name, json);
  }
}
