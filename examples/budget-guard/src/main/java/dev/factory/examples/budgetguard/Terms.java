package dev.factory.examples.budgetguard;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.time.CalendarWindow;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.bound.CallShape;
import dev.factory.cost.bound.CostBound;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.BudgetId;
import dev.factory.cost.budget.BudgetPolicy;
import dev.factory.cost.budget.BudgetWindow;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.PriceSelector;
import dev.factory.cost.price.Quote;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** What both guards go by: the same calls, the same prices, the same limit. */
final class Terms {
  static final CurrencyUnit USD = CurrencyUnit.of("USD");
  static final String MODEL = "gpt-4o";
  static final String PROMPT = "Classify this answer of a student: the bridge holds. ".repeat(8);
  static final long MOST_OUTPUT = 600;
  static final SpendTags CALLER =
      SpendTags.tenant("company-123").with(Dimension.FEATURE, "classify");

  private static final PriceSelector SELECTOR = PriceSelector.of("openai", MODEL);
  private static final PriceBook PRICES = PriceBook.standard();
  private static final CostBound BOUND = CostBound.by(PRICES, Duration.ofMinutes(15));

  private Terms() {}

  /** {@return the most that one call can cost at {@code at}} */
  static Bound.AtMost bound(Instant at) {
    long bytes = PROMPT.getBytes(StandardCharsets.UTF_8).length;
    Bound bound = BOUND.upper(at, CallShape.text(SELECTOR, bytes, 1, MOST_OUTPUT));
    if (bound instanceof Bound.AtMost atMost) {
      return atMost;
    }
    throw new IllegalStateException("the default price book has no bound for " + MODEL);
  }

  /** {@return the price at {@code at}} */
  static Quote price(Instant at) {
    return PRICES.priceAt(at, SELECTOR).orThrow();
  }

  /** {@return the budget: {@code limit} a month for the company, hard} */
  static Budget budget(NanoMoney limit) {
    BudgetWindow month = BudgetWindow.calendar(CalendarWindow.monthly(ZoneOffset.UTC, 1, 0));
    return new Budget(BudgetId.tenant("company-123"), BudgetPolicy.hard(limit, month));
  }
}
