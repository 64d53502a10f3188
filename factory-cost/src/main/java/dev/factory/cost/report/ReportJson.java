package dev.factory.cost.report;

import dev.factory.core.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reports as JSON, as the operations guide shows them ("Cost Metrics"). Amounts have two decimals,
 * the average four.
 *
 * <p>The amounts of {@code byProvider}, and those of {@code byModel}, add up to {@code totalCost}
 * as they are written: what rounding leaves goes to those that lost most by it.
 */
public final class ReportJson {
  private static final int DECIMALS = 2;
  private static final int DECIMALS_OF_AVERAGE = 4;

  private ReportJson() {}

  /** {@return the reply to a question for metrics} */
  public static String metrics(SpendReport report) {
    Spend total = report.total();
    return "{\"success\":true,\"metrics\":{\"totalRequests\":"
        + total.count()
        + ",\"totalCost\":"
        + total.cost().decimal(DECIMALS).toPlainString()
        + ",\"totalTokens\":"
        + total.tokens()
        + ",\"avgCostPerRequest\":"
        + total.average(DECIMALS_OF_AVERAGE).toPlainString()
        + ",\"byProvider\":"
        + parts(report.byProvider(), total.cost().decimal(DECIMALS))
        + ",\"byModel\":"
        + parts(report.byModel(), total.cost().decimal(DECIMALS))
        + "}}";
  }

  /**
   * {@return who spent most, as a list: {@code [{"name":..,"count":..,"cost":..,"tokens":..}]}}
   *
   * @param top as {@link SpendReport#top} gives it
   */
  public static String top(Map<String, Spend> top) {
    return top.entrySet().stream()
        .map(
            one ->
                "{\"name\":"
                    + text(one.getKey())
                    + ","
                    + members(one.getValue(), one.getValue().cost().decimal(DECIMALS))
                    + "}")
        .collect(Collectors.joining(",", "{\"success\":true,\"top\":[", "]}"));
  }

  private static String parts(Map<String, Spend> parts, BigDecimal whole) {
    Map<String, BigDecimal> costs = addingUp(parts, whole);
    return parts.entrySet().stream()
        .map(
            one ->
                text(one.getKey())
                    + ":{"
                    + members(one.getValue(), costs.getOrDefault(one.getKey(), BigDecimal.ZERO))
                    + "}")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String members(Spend spend, BigDecimal cost) {
    return "\"count\":"
        + spend.count()
        + ",\"cost\":"
        + cost.toPlainString()
        + ",\"tokens\":"
        + spend.tokens();
  }

  /** Each rounded down, and then a cent more for those that lost most, until the whole is there. */
  private static Map<String, BigDecimal> addingUp(Map<String, Spend> parts, BigDecimal whole) {
    BigDecimal cent = BigDecimal.ONE.movePointLeft(DECIMALS);
    Map<String, BigDecimal> costs = new LinkedHashMap<>();
    BigDecimal left = whole;
    List<String> byLoss = new ArrayList<>(parts.keySet());
    byLoss.sort(Comparator.comparing((String name) -> loss(parts, name)).reversed());
    for (Map.Entry<String, Spend> part : parts.entrySet()) {
      BigDecimal down = down(part.getValue());
      costs.put(part.getKey(), down);
      left = left.subtract(down);
    }
    for (String name : byLoss) {
      if (left.signum() > 0) {
        costs.merge(name, cent, BigDecimal::add);
        left = left.subtract(cent);
      }
    }
    return costs;
  }

  private static BigDecimal loss(Map<String, Spend> parts, String name) {
    Spend part = parts.get(name);
    return part == null ? BigDecimal.ZERO : part.cost().decimal(9).subtract(down(part));
  }

  private static BigDecimal down(Spend part) {
    return part.cost().decimal(9).setScale(DECIMALS, RoundingMode.FLOOR);
  }

  private static String text(String name) {
    return Json.mapper().writeValueAsString(name);
  }
}
