package dev.factory.cost.bound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.bound.Bound.AtMost;
import dev.factory.cost.bound.Bound.Reason;
import dev.factory.cost.bound.Bound.Unbounded;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.price.PriceSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CostBoundTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
  private static final PriceSelector MINI = PriceSelector.of("openai", "gpt-4o-mini");
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");

  private final CostBound bound = CostBound.by(PriceBook.standard(), Duration.ofMinutes(15));

  private static NanoMoney usd(String amount) {
    return NanoMoney.parse(USD, amount);
  }

  @Test
  void inputIsBoundedByItsBytesAndOutputByItsLimit() {
    AtMost most = (AtMost) bound.upper(NOW, CallShape.text(MINI, 976, 1, 100));
    assertThat(most.input()).isEqualTo(1_000); // 16 around the call, 8 around the message
    assertThat(most.output()).isEqualTo(100);
    assertThat(most.amount()).isEqualTo(usd("0.00021")); // 1000 x 0.15 + 100 x 0.6 a million
    assertThat(most.priceVersion()).startsWith("default-1@");
  }

  @Test
  void theModelsOwnLimitsCountToo() {
    CallShape huge = new CallShape(MINI, 10_000_000, 1, 0, 2, List.of(), false);
    AtMost most = (AtMost) bound.upper(NOW, huge);
    assertThat(most.input()).isEqualTo(128_000);
    assertThat(most.output()).isEqualTo(2 * 16_384);
  }

  @Test
  void writingToTheCacheIsDearerThanReadingTheInputFresh() {
    PriceSelector haiku = PriceSelector.of("anthropic", "claude-3-haiku-20240307");
    AtMost most = (AtMost) bound.around(0).upper(NOW, CallShape.text(haiku, 999_984, 0, 1));
    assertThat(most.input()).isEqualTo(200_000);
    assertThat(most.amount()).isEqualTo(usd("0.06000125")); // at 0.30, not 0.25
  }

  @Test
  void aCallWithoutPriceOrLimitHasNoBound() {
    assertThat(bound.upper(NOW, CallShape.text(PriceSelector.of("acme", "x"), 1, 1, 1)))
        .isEqualTo(new Unbounded(Reason.UNKNOWN_PRICE));
    PriceSelector sonnet = PriceSelector.of("anthropic", "claude-3-7-sonnet-20250219");
    assertThat(bound.upper(NOW, new CallShape(sonnet, 1, 1, 0, 1, List.of(), false)))
        .isEqualTo(new Unbounded(Reason.NO_OUTPUT_LIMIT));
    assertThat(bound.upper(NOW, new CallShape(MINI, 1, 1, 0, 1, List.of(5L), true)))
        .isEqualTo(new Unbounded(Reason.UNKNOWN_PRICE)); // sound has no price here
    assertThat(bound.upper(NOW, CallShape.text(MINI, Long.MAX_VALUE, 1, 1)))
        .isEqualTo(new Unbounded(Reason.TOO_LARGE));
  }

  @Test
  void theTokenizerIsAskedOnlyWhenTheCheapBoundDoesNotFit() {
    AtomicInteger asked = new AtomicInteger();
    TokenCounter counter =
        () -> {
          asked.incrementAndGet();
          return 250;
        };
    CallShape call = CallShape.text(MINI, 976, 1, 100);
    bound.upper(NOW, call, usd("0.00021"), counter);
    assertThat(asked).hasValue(0);
    AtMost exact = (AtMost) bound.upper(NOW, call, usd("0.0002"), counter);
    assertThat(asked).hasValue(1);
    assertThat(exact.amount()).isEqualTo(usd("0.0000975"));
  }
}
