package dev.factory.cost.price;

import dev.factory.cost.money.UnitPrice;
import dev.factory.cost.usage.UsageUnit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code data.json} of genai-prices: a list of providers, each with a list of models. */
final class GenaiPrices {
  private static final String SOURCE = "https://github.com/pydantic/genai-prices";

  private static final Map<String, UsageUnit> UNITS =
      Map.of(
          "input_mtok", UsageUnit.INPUT,
          "output_mtok", UsageUnit.OUTPUT,
          "cache_read_mtok", UsageUnit.CACHE_READ,
          "cache_write_mtok", UsageUnit.CACHE_WRITE,
          "input_audio_mtok", UsageUnit.AUDIO_INPUT,
          "output_audio_mtok", UsageUnit.AUDIO_OUTPUT,
          "requests_kcount", UsageUnit.REQUEST);

  private final Instant from;
  private final LocalDate checked;
  private final List<PriceRow> rows = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  GenaiPrices(Instant from, LocalDate checked) {
    this.from = from;
    this.checked = checked;
  }

  /** From when a price holds, until when, and in which part of the day. */
  private record Span(Instant from, @Nullable Instant to, @Nullable DailyWindow daily) {}

  /** Prices under a condition. */
  private record Conditional(JsonNode prices, Span span) {}

  PriceImport read(JsonNode file) {
    if (!file.isArray()) {
      throw PriceImport.unreadable("it is not a list of providers");
    }
    for (JsonNode provider : file) {
      for (JsonNode model : provider.path("models")) {
        String id = provider.path("id").asString("") + "/" + model.path("id").asString("");
        try {
          rows.addAll(rows(provider, model));
        } catch (IllegalArgumentException | DateTimeException unusable) {
          skipped.add(id + ": " + unusable.getMessage());
        }
      }
    }
    return new PriceImport(rows, skipped);
  }

  private List<PriceRow> rows(JsonNode provider, JsonNode model) {
    List<ModelPattern> patterns = new ArrayList<>();
    collect(model.path("match"), patterns);
    List<PriceRow> found = new ArrayList<>();
    for (Conditional conditional : conditionals(model.path("prices"))) {
      Map<UsageUnit, TieredPrice> prices = prices(conditional.prices());
      for (ModelPattern pattern : patterns.stream().distinct().toList()) {
        found.add(row(provider, model, pattern, conditional.span(), prices));
      }
    }
    return found;
  }

  private PriceRow row(
      JsonNode provider,
      JsonNode model,
      ModelPattern pattern,
      Span span,
      Map<UsageUnit, TieredPrice> prices) {
    JsonNode window = model.path("context_window");
    String day = model.path("prices_checked").asString("");
    return new PriceRow(
        provider.path("id").asString(""),
        pattern,
        PriceSelector.STANDARD,
        "",
        span.from(),
        span.to(),
        span.daily(),
        prices,
        new ModelLimits(
            window.isIntegralNumber() ? window.longValue() : ModelLimits.UNKNOWN,
            ModelLimits.UNKNOWN),
        provider.path("pricing_urls").path(0).asString(SOURCE),
        day.isEmpty() ? checked : LocalDate.parse(day));
  }

  private static void collect(JsonNode match, List<ModelPattern> into) {
    if (match.has("or")) {
      match.path("or").forEach(part -> collect(part, into));
    } else if (match.has("equals")) {
      into.add(ModelPattern.exact(match.path("equals").asString("")));
    } else if (match.has("starts_with")) {
      into.add(ModelPattern.prefix(match.path("starts_with").asString("")));
    } else if (match.has("ends_with")) {
      into.add(pattern(ModelPattern.Kind.SUFFIX, match.path("ends_with")));
    } else if (match.has("contains")) {
      into.add(pattern(ModelPattern.Kind.CONTAINS, match.path("contains")));
    } else {
      // part of a condition would match models it is not for
      throw new IllegalArgumentException("its models are matched by a rule this book has not");
    }
  }

  private static ModelPattern pattern(ModelPattern.Kind kind, JsonNode text) {
    return new ModelPattern(kind, text.asString(""));
  }

  /** Later conditions go before earlier ones; a date ends what came before it. */
  private List<Conditional> conditionals(JsonNode prices) {
    if (prices.isObject()) {
      return List.of(new Conditional(prices, new Span(from, null, null)));
    }
    List<Conditional> found = new ArrayList<>();
    Instant end = null;
    for (int index = prices.size() - 1; index >= 0; index--) {
      JsonNode entry = prices.path(index);
      JsonNode constraint = entry.path("constraint");
      if (constraint.has("start_time")) {
        DailyWindow daily =
            new DailyWindow(time(constraint, "start_time"), time(constraint, "end_time"));
        found.add(new Conditional(entry.path("prices"), new Span(from, null, daily)));
      } else {
        Instant start = constraint.isObject() ? start(constraint) : from;
        if (end == null || start.isBefore(end)) {
          found.add(new Conditional(entry.path("prices"), new Span(start, end, null)));
          end = start;
        }
      }
    }
    return found;
  }

  private static Instant start(JsonNode constraint) {
    String date = constraint.path("start_date").asString(constraint.path("start").asString(""));
    return date.indexOf('T') < 0
        ? LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(date).toInstant();
  }

  private static LocalTime time(JsonNode constraint, String member) {
    return OffsetTime.parse(constraint.path(member).asString(""))
        .withOffsetSameInstant(ZoneOffset.UTC)
        .toLocalTime();
  }

  private static Map<UsageUnit, TieredPrice> prices(JsonNode prices) {
    Map<UsageUnit, TieredPrice> found = new EnumMap<>(UsageUnit.class);
    for (Map.Entry<String, JsonNode> price : prices.properties()) {
      UsageUnit unit = UNITS.get(price.getKey());
      if (unit != null && !price.getValue().isNull()) {
        found.put(unit, price(unit, price.getValue()));
      }
    }
    return found;
  }

  private static TieredPrice price(UsageUnit unit, JsonNode price) {
    if (price.isNumber()) {
      return TieredPrice.flat(unitPrice(unit, price));
    }
    List<TieredPrice.Step> steps = new ArrayList<>();
    for (JsonNode tier : price.path("tiers")) {
      steps.add(
          new TieredPrice.Step(tier.path("start").asLong(-1), unitPrice(unit, tier.path("price"))));
    }
    return new TieredPrice(unitPrice(unit, price.path("base")), steps);
  }

  private static UnitPrice unitPrice(UsageUnit unit, JsonNode number) {
    BigDecimal amount = number.decimalValue();
    // requests are listed by the thousand
    return UnitPrice.perMillion(unit == UsageUnit.REQUEST ? amount.scaleByPowerOfTen(3) : amount);
  }
}
