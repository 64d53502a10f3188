package dev.factory.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.usage.Usage;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PriceImportTest {
  private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-01-01");
  private static final Usage MILLION = Usage.of(1_000_000, 1_000_000);

  private static String cost(PriceImport prices, Instant at, PriceSelector call, Usage usage) {
    return PriceBook.of("imported", CurrencyUnit.of("USD"), prices.rows())
        .priceAt(at, call)
        .orThrow()
        .cost(usage)
        .halfEven()
        .decimal(3)
        .toPlainString();
  }

  @Test
  void liteLlmPricesComeWithTheirTiersAndLimits() {
    PriceImport prices =
        PriceImport.liteLlm(
            """
            {"sample_spec": {"input_cost_per_token": 0, "litellm_provider": "one of ..."},
             "gemini/gemini-2.5-pro": {"litellm_provider": "gemini", "mode": "chat",
               "max_input_tokens": 1048576, "max_output_tokens": 65535,
               "input_cost_per_token": 1.25e-06, "output_cost_per_token": 1e-05,
               "input_cost_per_token_above_200k_tokens": 2.5e-06,
               "output_cost_per_token_above_200k_tokens": 1.5e-05,
               "cache_read_input_token_cost": 3.125e-07,
               "input_cost_per_token_batches": 6.25e-07,
               "output_cost_per_token_batches": 5e-06,
               "supports_vision": true},
             "odd": {"litellm_provider": "odd", "input_cost_per_token": 1e-17},
             "images": {"litellm_provider": "odd", "output_cost_per_image": 0.04},
             "nobody": {"input_cost_per_token": 1e-06}}""",
            FROM,
            DAY);
    PriceSelector call = PriceSelector.of("gemini", "gemini-2.5-pro");
    assertThat(cost(prices, FROM, call, MILLION)).isEqualTo("17.500");
    assertThat(cost(prices, FROM, call, Usage.of(200_000, 0))).isEqualTo("0.250");
    assertThat(cost(prices, FROM, call, Usage.of(200_000, 0).withCache(100_000, 0)))
        .isEqualTo("0.156");
    assertThat(
            cost(prices, FROM, new PriceSelector("gemini", "gemini-2.5-pro", "batch", ""), MILLION))
        .isEqualTo("5.625");
    assertThat(prices.rows().get(0).limits().input()).isEqualTo(1_048_576);
    assertThat(prices.skipped())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("odd: a price has at most fifteen decimals"))
        .contains("images: no price for tokens or requests", "nobody: no provider");
  }

  @Test
  void genaiPricesComeWithTheirHistoryAndOffPeakHours() {
    PriceImport prices =
        PriceImport.genaiPrices(
            """
            [{"id": "deepseek", "name": "Deepseek", "api_pattern": "x",
              "pricing_urls": ["https://api-docs.deepseek.com/quick_start/pricing"],
              "models": [
               {"id": "deepseek-chat", "prices_checked": "2025-07-12", "context_window": 64000,
                "match": {"or": [{"starts_with": "deepseek-chat"}, {"equals": "ds-v3"}]},
                "prices": [
                 {"prices": {"input_mtok": 0.135, "output_mtok": 0.55}},
                 {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"},
                  "prices": {"input_mtok": 0.27, "output_mtok": 1.1}}]},
               {"id": "o3", "match": {"equals": "o3"},
                "prices": [
                 {"prices": {"input_mtok": 10, "output_mtok": 40}},
                 {"constraint": {"start_date": "2025-06-10"},
                  "prices": {"input_mtok": 2, "output_mtok": 8}}]},
               {"id": "tiered", "match": {"contains": "tiered"},
                "prices": {"requests_kcount": 12, "input_mtok":
                  {"base": 1.25, "tiers": [{"start": 200000, "price": 2.5}]}}},
               {"id": "odd", "match": {"regex": "^o[134]"}, "prices": {"input_mtok": 1}}]}]""",
            FROM,
            DAY);
    PriceSelector chat = PriceSelector.of("deepseek", "ds-v3");
    assertThat(cost(prices, Instant.parse("2026-01-01T16:29:59Z"), chat, MILLION))
        .isEqualTo("1.370");
    assertThat(cost(prices, Instant.parse("2026-01-01T16:30:00Z"), chat, MILLION))
        .isEqualTo("0.685");
    PriceSelector o3 = PriceSelector.of("deepseek", "o3");
    assertThat(cost(prices, Instant.parse("2025-06-09T23:59:59Z"), o3, MILLION))
        .isEqualTo("50.000");
    assertThat(cost(prices, Instant.parse("2025-06-10T00:00:00Z"), o3, MILLION))
        .isEqualTo("10.000");
    assertThat(cost(prices, FROM, PriceSelector.of("deepseek", "a-tiered-b"), Usage.of(200_001, 0)))
        .isEqualTo("0.512"); // 0.5000025 and 0.012 for the request
    assertThat(prices.skipped()).singleElement().asString().startsWith("deepseek/odd: ");
    assertThat(prices.rows().get(0).checked()).isEqualTo(LocalDate.parse("2025-07-12"));
  }

  @Test
  void whatIsNoPriceListIsRefused() {
    assertThatThrownBy(() -> PriceImport.liteLlm("[]", FROM, DAY))
        .hasMessageContaining("not an object of models");
    assertThatThrownBy(() -> PriceImport.genaiPrices("{", FROM, DAY))
        .hasMessageContaining("not JSON");
  }
}
