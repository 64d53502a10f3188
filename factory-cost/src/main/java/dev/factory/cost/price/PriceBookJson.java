package dev.factory.cost.price;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.Json;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.money.UnitPrice;
import dev.factory.cost.usage.UsageUnit;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The JSON form of a book. Prices are text: what a million units cost. */
final class PriceBookJson {
  private static final int VERSION = 1;

  private PriceBookJson() {}

  static String text(CurrencyUnit currency, List<PriceRow> rows) {
    return new String(bytes(currency, rows), UTF_8);
  }

  static String hash(CurrencyUnit currency, List<PriceRow> rows) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(currency, rows)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  private static byte[] bytes(CurrencyUnit currency, List<PriceRow> rows) {
    Map<String, Object> book = new TreeMap<>();
    book.put("v", VERSION);
    book.put("currency", currency.code());
    book.put("exponent", currency.exponent());
    book.put("rows", rows.stream().map(PriceBookJson::tree).toList());
    return CanonicalJson.of(book);
  }

  private static Map<String, Object> tree(PriceRow row) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("provider", row.provider());
    tree.put("match", lower(row.model().kind()));
    tree.put("model", row.model().text());
    tree.put("tier", row.serviceTier());
    tree.put("region", row.region());
    tree.put("from", row.from().toString());
    putIfKnown(tree, "to", row.to());
    DailyWindow daily = row.daily();
    if (daily != null) {
      tree.put("daily", List.of(daily.from().toString(), daily.to().toString()));
    }
    if (row.limits().input() != ModelLimits.UNKNOWN) {
      tree.put("maxInput", row.limits().input());
    }
    if (row.limits().output() != ModelLimits.UNKNOWN) {
      tree.put("maxOutput", row.limits().output());
    }
    Map<String, Object> prices = new TreeMap<>();
    row.prices().forEach((unit, price) -> prices.put(lower(unit), tree(price)));
    tree.put("perMillion", prices);
    tree.put("source", row.source());
    tree.put("checked", row.checked().toString());
    return tree;
  }

  private static Object tree(TieredPrice price) {
    if (price.steps().isEmpty()) {
      return price.base().perMillionText();
    }
    List<Object> steps = new ArrayList<>();
    steps.add(price.base().perMillionText());
    price.steps().forEach(step -> steps.add(List.of(step.above(), step.price().perMillionText())));
    return steps;
  }

  private static void putIfKnown(Map<String, Object> tree, String name, @Nullable Object value) {
    if (value != null) {
      tree.put(name, value.toString());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static PriceBook read(String name, String json) {
    try {
      JsonNode book = Json.mapper().readTree(json);
      if (book.path("v").asInt(0) != VERSION) {
        throw unreadable("it is not of version " + VERSION);
      }
      CurrencyUnit currency =
          new CurrencyUnit(book.path("currency").asString(""), book.path("exponent").asInt(-1));
      List<PriceRow> rows = new ArrayList<>();
      for (JsonNode row : book.path("rows")) {
        rows.add(row(row));
      }
      return PriceBook.of(name, currency, rows);
    } catch (JacksonException | DateTimeException wrong) {
      throw unreadable("it is not JSON of the form this library writes");
    } catch (IllegalArgumentException wrong) {
      throw unreadable(String.valueOf(wrong.getMessage()));
    }
  }

  private static PriceRow row(JsonNode row) {
    Map<UsageUnit, TieredPrice> prices = new EnumMap<>(UsageUnit.class);
    row.path("perMillion")
        .properties()
        .forEach(
            price ->
                prices.put(
                    UsageUnit.valueOf(price.getKey().toUpperCase(Locale.ROOT)),
                    price(price.getValue())));
    JsonNode daily = row.path("daily");
    String to = row.path("to").asString("");
    return new PriceRow(
        row.path("provider").asString(""),
        new ModelPattern(
            ModelPattern.Kind.valueOf(row.path("match").asString("").toUpperCase(Locale.ROOT)),
            row.path("model").asString("")),
        row.path("tier").asString(""),
        row.path("region").asString(""),
        Instant.parse(row.path("from").asString("")),
        to.isEmpty() ? null : Instant.parse(to),
        daily.isArray()
            ? new DailyWindow(
                LocalTime.parse(daily.path(0).asString("")),
                LocalTime.parse(daily.path(1).asString("")))
            : null,
        prices,
        new ModelLimits(
            row.path("maxInput").asLong(ModelLimits.UNKNOWN),
            row.path("maxOutput").asLong(ModelLimits.UNKNOWN)),
        row.path("source").asString(""),
        LocalDate.parse(row.path("checked").asString("")));
  }

  private static TieredPrice price(JsonNode price) {
    if (price.isString()) {
      return TieredPrice.flat(UnitPrice.perMillion(price.asString()));
    }
    List<TieredPrice.Step> steps = new ArrayList<>();
    for (int index = 1; index < price.size(); index++) {
      JsonNode step = price.path(index);
      steps.add(
          new TieredPrice.Step(
              step.path(0).asLong(-1), UnitPrice.perMillion(step.path(1).asString(""))));
    }
    return new TieredPrice(UnitPrice.perMillion(price.path(0).asString("")), steps);
  }

  private static FactoryException unreadable(String why) {
    return new FactoryException(
        "cost.price-book-unreadable",
        "the price book cannot be read: " + why + "; nothing was changed: check the file");
  }
}
