package dev.factory.cost.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.bound.Bound;
import dev.factory.cost.bound.CallShape;
import dev.factory.cost.bound.CostBound;
import dev.factory.cost.money.UnitPrice;
import dev.factory.cost.usage.Usage;
import dev.factory.cost.usage.UsageUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class PriceLaws {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final PriceSelector CALL = PriceSelector.of("acme", "model-x-mini");

  /** Rows that may fit the call in many ways, some of which a book refuses. */
  private static List<PriceRow> rows(Random random) {
    List<PriceRow> rows = new ArrayList<>();
    List<ModelPattern> patterns =
        List.of(
            ModelPattern.exact("model-x-mini"),
            ModelPattern.prefix("model-x"),
            ModelPattern.prefix("model"),
            new ModelPattern(ModelPattern.Kind.SUFFIX, "mini"),
            new ModelPattern(ModelPattern.Kind.CONTAINS, "-"));
    for (ModelPattern pattern : patterns) {
      if (random.nextBoolean()) {
        Instant from = START.plusSeconds(random.nextInt(7_200));
        DailyWindow daily =
            random.nextBoolean()
                ? new DailyWindow(
                    LocalTime.ofSecondOfDay(random.nextInt(43_200)),
                    LocalTime.ofSecondOfDay(43_200 + random.nextInt(43_200)))
                : null;
        rows.add(row(random, pattern, from, from.plusSeconds(1 + random.nextInt(86_400)), daily));
      }
    }
    return rows;
  }

  private static PriceRow row(
      Random random, ModelPattern pattern, Instant from, Instant to, @Nullable DailyWindow daily) {
    Map<UsageUnit, TieredPrice> prices = new EnumMap<>(UsageUnit.class);
    for (UsageUnit unit : UsageUnit.values()) {
      boolean needed = unit == UsageUnit.INPUT || unit == UsageUnit.OUTPUT;
      if (needed || random.nextBoolean()) {
        long base = random.nextLong(1_000_000_000L);
        long second = base + random.nextLong(1_000_000_000L);
        prices.put(
            unit,
            new TieredPrice(
                new UnitPrice(base), List.of(new TieredPrice.Step(500, new UnitPrice(second)))));
      }
    }
    return new PriceRow(
        "acme",
        pattern,
        PriceSelector.STANDARD,
        "",
        from,
        to,
        daily,
        prices,
        ModelLimits.NONE,
        "https://example.com",
        LocalDate.parse("2026-01-01"));
  }

  @Property(tries = 1_000)
  void everyLookupHasOneAnswerWhateverTheOrderOfTheRows(
      @ForAll long seed, @ForAll @IntRange(max = 100_000) int second) {
    Random random = new Random(seed);
    List<PriceRow> rows = rows(random);
    Instant at = START.plusSeconds(second);
    PriceLookup answer = PriceBook.of("b", USD, rows).priceAt(at, CALL);
    Collections.shuffle(rows, random);
    PriceBook shuffled = PriceBook.of("b", USD, rows);
    assertThat(shuffled.priceAt(at, CALL)).isEqualTo(answer);
    boolean someHolds = rows.stream().anyMatch(row -> row.holdsAt(at));
    assertThat(answer instanceof Quote).isEqualTo(someHolds);
  }

  @Property(tries = 1_000)
  void aBookReadsBackAsItWasWritten(@ForAll long seed) {
    PriceBook book = PriceBook.of("b", USD, rows(new Random(seed)));
    PriceBook read = PriceBook.fromJson("b", book.toJson());
    assertThat(read.rows()).isEqualTo(book.rows());
    assertThat(read.hash()).isEqualTo(book.hash());
  }

  private static Usage usage(Random random, int most) {
    long[] part = new long[7];
    for (int index = 0; index < part.length; index++) {
      part[index] = random.nextInt(most);
    }
    return new Usage(
        part[0] + part[1] + part[2] + part[3],
        part[1],
        part[2],
        part[3],
        0,
        part[4] + part[5],
        part[5],
        0);
  }

  private static Quote quote(Random random) {
    return new Quote(
        USD, "b@1", CALL, row(random, ModelPattern.prefix("m"), START, START.plusSeconds(1), null));
  }

  @Property(tries = 1_000)
  void costGrowsWithUsageAndAddsUpWithinATierInAnyOrder(@ForAll long seed) {
    Random random = new Random(seed);
    Quote quote = quote(random);
    Usage one = usage(random, 50);
    Usage two = usage(random, 50);
    long request = quote.cost(Usage.NONE).femtos();
    assertThat(quote.cost(one.plus(two)).femtos())
        .isEqualTo(quote.cost(two.plus(one)).femtos())
        .isEqualTo(quote.cost(one).femtos() + quote.cost(two).femtos() - request);
    Usage large = usage(random, 1_000);
    assertThat(quote.cost(large.plus(one)).femtos())
        .isGreaterThanOrEqualTo(quote.cost(large).femtos());
  }

  @Property(tries = 1_000)
  void noUsageWithinTheBoundCostsMoreThanTheBound(
      @ForAll long seed, @ForAll @IntRange(max = 100_000) int second) {
    Random random = new Random(seed);
    PriceBook book = PriceBook.of("b", USD, rows(random));
    Instant at = START.plusSeconds(second);
    Duration longest = Duration.ofSeconds(random.nextInt(20_000));
    CallShape call =
        new CallShape(
            CALL,
            random.nextInt(1_500),
            random.nextInt(3),
            random.nextInt(50),
            1 + random.nextInt(3),
            List.of(1L + random.nextInt(300), 1L + random.nextInt(300)),
            false);
    if (CostBound.by(book, longest).upper(at, call) instanceof Bound.AtMost bound) {
      Instant ends = at.plusSeconds(random.nextInt((int) longest.toSeconds() + 1));
      Quote quote = book.priceAt(ends, CALL).orThrow();
      Usage usage = within(random, bound.input(), bound.output());
      assertThat(quote.cost(usage).ceiling().nanos()).isLessThanOrEqualTo(bound.amount().nanos());
    }
  }

  private static Usage within(Random random, long input, long output) {
    long all = random.nextLong(input + 1);
    long read = random.nextLong(all + 1);
    long written = random.nextLong(all - read + 1);
    long answer = random.nextLong(output + 1);
    return new Usage(
        all,
        read,
        written,
        random.nextLong(all - read - written + 1),
        0,
        answer,
        random.nextLong(answer + 1),
        0);
  }
}
