package dev.factory.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.money.UnitPrice;
import dev.factory.cost.usage.Usage;
import dev.factory.cost.usage.UsageUnit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceBookTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-01T00:00:00Z");
  private static final PriceSelector CALL = PriceSelector.of("acme", "model-x-mini");

  static PriceRow row(ModelPattern model, String price) {
    return row(model, "", START, null, null, price);
  }

  private static PriceRow row(
      ModelPattern model,
      String region,
      Instant from,
      @Nullable Instant to,
      @Nullable DailyWindow daily,
      String price) {
    return new PriceRow(
        "acme",
        model,
        PriceSelector.STANDARD,
        region,
        from,
        to,
        daily,
        Map.of(
            UsageUnit.INPUT, TieredPrice.flat(UnitPrice.perMillion(price)),
            UsageUnit.OUTPUT, TieredPrice.flat(UnitPrice.perMillion("4"))),
        ModelLimits.NONE,
        "https://example.com/prices",
        LocalDate.parse("2026-01-02"));
  }

  private static String price(PriceBook book, Instant at, PriceSelector call) {
    return book.priceAt(at, call) instanceof Quote quote
        ? Objects.requireNonNull(quote.row().price(UsageUnit.INPUT)).base().perMillionText()
        : "unknown";
  }

  @Test
  void theMostParticularPatternCountsWhateverTheOrderOfTheRows() {
    List<PriceRow> rows =
        new ArrayList<>(
            List.of(
                row(new ModelPattern(ModelPattern.Kind.CONTAINS, "x"), "1"),
                row(ModelPattern.prefix("model-"), "2"),
                row(ModelPattern.prefix("model-x"), "3")));
    assertThat(price(PriceBook.of("b", USD, rows), START, CALL)).isEqualTo("3");
    rows.add(0, row(ModelPattern.exact("model-x-mini"), "5"));
    assertThat(price(PriceBook.of("b", USD, rows), START, CALL)).isEqualTo("5");
  }

  @Test
  void aPriceHoldsFromItsStartUpToItsEnd() {
    PriceBook book =
        PriceBook.of(
            "b",
            USD,
            List.of(
                row(ModelPattern.prefix("model"), "", START, LATER, null, "1"),
                row(ModelPattern.prefix("model"), "", LATER, null, null, "2")));
    assertThat(price(book, START.minusNanos(1), CALL)).isEqualTo("unknown");
    assertThat(price(book, START, CALL)).isEqualTo("1");
    assertThat(price(book, LATER.minusNanos(1), CALL)).isEqualTo("1");
    assertThat(price(book, LATER, CALL)).isEqualTo("2");
    assertThat(book.pricesDuring(START, LATER, CALL)).hasSize(2);
    assertThat(book.pricesDuring(START.minusSeconds(1), LATER, CALL)).isEmpty();
  }

  @Test
  void offPeakMayPassMidnightAndGoesBeforeThePriceForAllDay() {
    DailyWindow night = new DailyWindow(LocalTime.of(16, 30), LocalTime.of(0, 30));
    PriceBook book =
        PriceBook.of(
            "b",
            USD,
            List.of(
                row(ModelPattern.prefix("model"), "0.27"),
                row(ModelPattern.prefix("model"), "", START, null, night, "0.135")));
    assertThat(price(book, Instant.parse("2026-01-05T16:29:59Z"), CALL)).isEqualTo("0.27");
    assertThat(price(book, Instant.parse("2026-01-05T16:30:00Z"), CALL)).isEqualTo("0.135");
    assertThat(price(book, Instant.parse("2026-01-06T00:29:59Z"), CALL)).isEqualTo("0.135");
    assertThat(price(book, Instant.parse("2026-01-06T00:30:00Z"), CALL)).isEqualTo("0.27");
    assertThat(
            book.pricesDuring(
                Instant.parse("2026-01-05T16:20:00Z"), Instant.parse("2026-01-05T16:30:00Z"), CALL))
        .hasSize(2);
  }

  @Test
  void aRegionGoesBeforeEverywhereAndAServiceTierIsNeverTakenForAnother() {
    PriceBook book =
        PriceBook.of(
            "b",
            USD,
            List.of(
                row(ModelPattern.prefix("model"), "1"),
                row(ModelPattern.prefix("model"), "eu", START, null, null, "1.1")));
    assertThat(price(book, START, new PriceSelector("acme", "model-x", "standard", "eu")))
        .isEqualTo("1.1");
    assertThat(price(book, START, new PriceSelector("acme", "model-x", "standard", "us")))
        .isEqualTo("1");
    assertThat(price(book, START, new PriceSelector("acme", "model-x", "batch", "")))
        .isEqualTo("unknown");
  }

  @Test
  void rowsThatContradictEachOtherAreRefused() {
    assertThatThrownBy(
            () ->
                PriceBook.of(
                    "b",
                    USD,
                    List.of(
                        row(ModelPattern.prefix("model"), "1"),
                        row(ModelPattern.prefix("model"), "", LATER, null, null, "2"))))
        .hasMessageContaining("hold at the same time");
  }

  @Test
  void anUnknownPriceIsAnErrorThatNamesNoMoreThanTheProvider() {
    assertThatThrownBy(() -> PriceBook.standard().priceAt(START, CALL).orThrow())
        .isInstanceOfSatisfying(
            UnknownPriceException.class,
            unknown -> assertThat(unknown.code()).isEqualTo("cost.unknown-price"));
    Quote quote =
        PriceBook.of("b", USD, List.of(row(ModelPattern.prefix("m"), "1")))
            .priceAt(START, CALL)
            .orThrow();
    assertThatThrownBy(() -> quote.cost(new Usage(5, 0, 0, 0, 5, 0, 0, 0)))
        .hasMessageContaining("audio_input");
  }

  @Test
  void theHashChangesWithAnyPriceAndNotWithTheOrderOfRows() {
    PriceRow one = row(ModelPattern.exact("a"), "1");
    PriceRow two = row(ModelPattern.exact("b"), "2");
    PriceBook book = PriceBook.of("b", USD, List.of(one, two));
    assertThat(PriceBook.of("b", USD, List.of(two, one)).hash()).isEqualTo(book.hash());
    assertThat(PriceBook.of("b", USD, List.of(one, row(ModelPattern.exact("b"), "2.01"))).hash())
        .isNotEqualTo(book.hash());
    assertThat(book.version()).isEqualTo("b@" + book.hash().substring(0, 16));
  }

  @Test
  void everyRowOfTheDefaultBookHasASourceAndADayAndReadsBack() {
    PriceBook book = PriceBook.standard();
    assertThat(book.rows())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.source()).startsWith("https://"))
        .allSatisfy(
            row ->
                assertThat(row.from())
                    .as("a price is seen no earlier than it holds: %s", row.model().text())
                    .isBeforeOrEqualTo(row.checked().atStartOfDay(ZoneOffset.UTC).toInstant()));
    assertThat(PriceBook.fromJson("default-1", book.toJson()).version()).isEqualTo(book.version());
    Quote haiku =
        book.priceAt(LATER, PriceSelector.of("anthropic", "claude-3-haiku-20240307")).orThrow();
    assertThat(haiku.cost(Usage.of(1_000_000, 1_000_000)).halfEven().decimal(2))
        .hasToString("1.50");
  }

  @Test
  void whatWasWrittenInVersionOneReadsTheSame() throws IOException {
    String golden;
    try (var file = PriceBookTest.class.getResourceAsStream("/golden/v1/price-book.json")) {
      golden =
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    PriceBook book = PriceBook.fromJson("golden", golden);
    assertThat(book.toJson()).isEqualTo(golden);
    assertThat(book.version()).isEqualTo("golden@499865664c5dcf4d");
  }

  @Test
  void whatIsNoBookIsRefused() {
    for (String text : List.of("", "[]", "{\"v\":2}", "{\"v\":1,\"currency\":\"usd\"}")) {
      assertThatThrownBy(() -> PriceBook.fromJson("b", text))
          .isInstanceOfSatisfying(
              FactoryException.class,
              wrong -> assertThat(wrong.code()).isEqualTo("cost.price-book-unreadable"));
    }
  }
}
