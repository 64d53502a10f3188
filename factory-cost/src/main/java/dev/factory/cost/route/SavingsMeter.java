package dev.factory.cost.route;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.PriceSelector;
import dev.factory.cost.price.Quote;
import dev.factory.cost.price.UnknownPriceException;
import dev.factory.cost.provider.Target;
import dev.factory.cost.usage.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was paid with what one named model at its standard price, asked every time, would
 * have cost for the same usage.
 *
 * <p>Other models may use other numbers of tokens for the same answer, which nobody can know; the
 * usage that was reported is taken for all. <b>Threads:</b> safe for use by many threads.
 */
public final class SavingsMeter {
  private final Target baseline;
  private final PriceBook prices;
  private long atBaseline;
  private long atModel;
  private long atTier;
  private long paid;
  private long unpriced;

  private SavingsMeter(Target baseline, PriceBook prices) {
    this.baseline = baseline;
    this.prices = prices;
  }

  /** {@return a meter that has seen nothing} */
  public static SavingsMeter against(Target baseline, PriceBook prices) {
    return new SavingsMeter(baseline, prices);
  }

  /**
   * Counts a call.
   *
   * @param at when it was made; prices of that time count
   * @param used who answered; its service tier tells a batch from the rest
   * @param usage as it was reported, also of an answer that was known
   * @param known whether the answer was known and nothing was paid
   */
  public synchronized void add(Instant at, Target used, Usage usage, boolean known) {
    PriceSelector own = used.price();
    PriceSelector standard =
        new PriceSelector(own.provider(), own.model(), PriceSelector.STANDARD, own.region());
    Long dear = nanos(at, baseline.price(), usage);
    Long model = nanos(at, standard, usage);
    Long tier = nanos(at, own, usage);
    if (dear == null || model == null || tier == null) {
      unpriced++;
      return;
    }
    atBaseline = Math.addExact(atBaseline, dear);
    atModel = Math.addExact(atModel, model);
    atTier = Math.addExact(atTier, tier);
    paid = Math.addExact(paid, known ? 0 : tier);
  }

  private @Nullable Long nanos(Instant at, PriceSelector price, Usage usage) {
    try {
      return prices.priceAt(at, price) instanceof Quote quote
          ? quote.cost(usage).halfEven().nanos()
          : null;
    } catch (UnknownPriceException noPriceOfAUnit) {
      return null;
    }
  }

  /** {@return what was saved up to now} */
  public synchronized Report report() {
    CurrencyUnit currency = prices.currency();
    Map<String, BigDecimal> shares = new LinkedHashMap<>();
    shares.put("modelChoice", share(atBaseline, atModel));
    shares.put("batching", share(atModel, atTier));
    shares.put("caching", share(atTier, paid));
    return new Report(
        new NanoMoney(currency, atBaseline),
        new NanoMoney(currency, atBaseline - atModel),
        new NanoMoney(currency, atModel - atTier),
        new NanoMoney(currency, atTier - paid),
        new NanoMoney(currency, paid),
        new Savings(shares),
        unpriced);
  }

  private static BigDecimal share(long before, long after) {
    return before == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(before - after)
            .divide(BigDecimal.valueOf(before), MathContext.DECIMAL64);
  }

  /**
   * What was saved.
   *
   * @param baseline what the named model would have cost
   * @param modelChoice saved by asking other models; negative if they were dearer
   * @param batching saved by tiers that cost less
   * @param caching saved by answers that were known
   * @param paid what is left: the baseline less the three
   * @param savings the three as shares, and both their sums
   * @param unpriced calls left out for lack of a price
   */
  public record Report(
      NanoMoney baseline,
      NanoMoney modelChoice,
      NanoMoney batching,
      NanoMoney caching,
      NanoMoney paid,
      Savings savings,
      long unpriced) {}
}
