package dev.factory.cost.price;

import dev.factory.cost.money.UnitPrice;
import dev.factory.cost.usage.UsageUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads {@code model_prices_and_context_window.json}: an object of models by name. */
final class LiteLlmPrices {
  private static final String SOURCE =
      "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json";
  private static final Pattern TIER = Pattern.compile("_above_(\\d+)k_tokens$");

  private static final Map<String, UsageUnit> UNITS =
      Map.of(
          "input_cost_per_token", UsageUnit.INPUT,
          "output_cost_per_token", UsageUnit.OUTPUT,
          "cache_read_input_token_cost", UsageUnit.CACHE_READ,
          "cache_creation_input_token_cost", UsageUnit.CACHE_WRITE,
          "cache_creation_input_token_cost_above_1hr", UsageUnit.CACHE_WRITE_LONG,
          "output_cost_per_reasoning_token", UsageUnit.REASONING,
          "input_cost_per_audio_token", UsageUnit.AUDIO_INPUT,
          "output_cost_per_audio_token", UsageUnit.AUDIO_OUTPUT,
          "input_cost_per_request", UsageUnit.REQUEST);

  /** How members of other service tiers end. */
  private static final Map<String, String> SERVICE_TIERS =
      Map.of("_batches", "batch", "_flex", "flex", "_priority", "priority");

  private final Instant from;
  private final LocalDate checked;
  private final List<PriceRow> rows = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  LiteLlmPrices(Instant from, LocalDate checked) {
    this.from = from;
    this.checked = checked;
  }

  PriceImport read(JsonNode file) {
    if (!file.isObject()) {
      throw PriceImport.unreadable("it is not an object of models");
    }
    file.properties().stream()
        .filter(entry -> !entry.getKey().equals("sample_spec"))
        .forEach(entry -> read(entry.getKey(), entry.getValue()));
    return new PriceImport(rows, skipped);
  }

  private void read(String model, JsonNode entry) {
    String provider = entry.path("litellm_provider").asString("");
    if (provider.isEmpty()) {
      skipped.add(model + ": no provider");
      return;
    }
    // names may carry the provider in front, as the router of that project wants them
    String name = model.startsWith(provider + "/") ? model.substring(provider.length() + 1) : model;
    Map<String, Map<UsageUnit, TieredPrice>> byTier = new TreeMap<>();
    try {
      Map<UsageUnit, TieredPrice> standard = prices(entry, "");
      if (standard.isEmpty()) {
        skipped.add(model + ": no price for tokens or requests");
        return;
      }
      byTier.put(PriceSelector.STANDARD, standard);
      SERVICE_TIERS.forEach((suffix, tier) -> byTier.put(tier, prices(entry, suffix)));
      ModelLimits limits = limits(entry);
      byTier.forEach(
          (tier, prices) -> {
            if (!prices.isEmpty()) {
              rows.add(row(provider, name, tier, prices, limits));
            }
          });
    } catch (IllegalArgumentException inexact) {
      skipped.add(model + ": " + inexact.getMessage());
    }
  }

  private PriceRow row(
      String provider,
      String name,
      String tier,
      Map<UsageUnit, TieredPrice> prices,
      ModelLimits limits) {
    return new PriceRow(
        provider,
        ModelPattern.exact(name),
        tier,
        "",
        from,
        null,
        null,
        prices,
        limits,
        SOURCE,
        checked);
  }

  private static Map<UsageUnit, TieredPrice> prices(JsonNode entry, String suffix) {
    Map<UsageUnit, TieredPrice> prices = new EnumMap<>(UsageUnit.class);
    UNITS.forEach(
        (member, unit) -> {
          JsonNode base = entry.path(member + suffix);
          if (base.isNumber()) {
            prices.put(unit, new TieredPrice(price(base), steps(entry, member, suffix)));
          }
        });
    return prices;
  }

  private static List<TieredPrice.Step> steps(JsonNode entry, String member, String suffix) {
    TreeMap<Long, UnitPrice> steps = new TreeMap<>();
    for (Map.Entry<String, JsonNode> other : entry.properties()) {
      if (other.getKey().startsWith(member + "_above_") && other.getKey().endsWith(suffix)) {
        String name = other.getKey().substring(0, other.getKey().length() - suffix.length());
        Matcher tier = TIER.matcher(name);
        if (tier.find() && tier.start() == member.length() && other.getValue().isNumber()) {
          steps.put(Long.parseLong(tier.group(1)) * 1_000, price(other.getValue()));
        }
      }
    }
    return steps.entrySet().stream()
        .map(step -> new TieredPrice.Step(step.getKey(), step.getValue()))
        .toList();
  }

  private static UnitPrice price(JsonNode number) {
    return UnitPrice.perUnit(number.decimalValue());
  }

  private static ModelLimits limits(JsonNode entry) {
    return new ModelLimits(
        limit(entry.path("max_input_tokens")), limit(entry.path("max_output_tokens")));
  }

  private static long limit(JsonNode number) {
    return number.isIntegralNumber() && number.longValue() > 0
        ? number.longValue()
        : ModelLimits.UNKNOWN;
  }
}
