package dev.factory.cost.price;

import dev.factory.core.FactoryException;
import dev.factory.core.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Rows read from a published price list, and what of it could not be read.
 *
 * @param rows that may go into a book
 * @param skipped one line for each entry that was left out, and why; a model without a row has no
 *     price, so hard budgets refuse it
 */
public record PriceImport(List<PriceRow> rows, List<String> skipped) {

  /** Copies the lists. */
  public PriceImport {
    rows = List.copyOf(rows);
    skipped = List.copyOf(skipped);
  }

  /**
   * {@return the prices of a file of LiteLLM, {@code model_prices_and_context_window.json}}
   *
   * @param json the file; dollars for one token
   * @param from since when the prices shall hold: the file does not say
   * @param checked the day of the file
   * @throws FactoryException {@code cost.price-list-unreadable} if it is not such a file
   */
  public static PriceImport liteLlm(String json, Instant from, LocalDate checked) {
    return new LiteLlmPrices(from, checked).read(parse(json));
  }

  /**
   * {@return the prices of a file of genai-prices, {@code data.json}}
   *
   * @param json the file; dollars for a million tokens
   * @param from since when prices without a date shall hold
   * @param checked the day of prices that do not say when they were checked
   * @throws FactoryException {@code cost.price-list-unreadable} if it is not such a file
   */
  public static PriceImport genaiPrices(String json, Instant from, LocalDate checked) {
    return new GenaiPrices(from, checked).read(parse(json));
  }

  private static JsonNode parse(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (JacksonException notJson) {
      throw unreadable("it is not JSON");
    }
  }

  static FactoryException unreadable(String why) {
    return new FactoryException(
        "cost.price-list-unreadable",
        "the price list cannot be read: " + why + "; no price was changed: check the file");
  }
}
