package dev.factory.cost;

import dev.factory.cost.money.NanoMoney;

/**
 * Budgets as JSON, as the operations guide shows them ("Check Budget", "Budget Exceeded Response").
 * Amounts have two decimals; {@code remaining} is {@code budget} less {@code spent} as they are
 * written, so the three always add up.
 */
public final class BudgetJson {
  private static final int DECIMALS = 2;

  private BudgetJson() {}

  /** {@return the reply to a budget check} */
  public static String check(BudgetStatus status) {
    return "{\"success\":true,\"budget\":" + budget(status, status.allowed()) + "}";
  }

  /** {@return the body that goes with a refused call} */
  public static String exceeded(BudgetStatus status) {
    return "{\"error\":\"AI Budget Exceeded\","
        + "\"message\":\"Monthly AI budget has been exceeded."
        + " Please contact your administrator.\","
        + "\"budget\":"
        + budget(status, false)
        + "}";
  }

  private static String budget(BudgetStatus status, boolean allowed) {
    var limit = status.limit().decimal(DECIMALS);
    var spent = status.spent().decimal(DECIMALS);
    return "{\"allowed\":"
        + allowed
        + ",\"budget\":"
        + limit.toPlainString()
        + ",\"spent\":"
        + spent.toPlainString()
        + ",\"remaining\":"
        + limit.subtract(spent).toPlainString()
        + "}";
  }

  /** {@return an amount as the guide writes it, {@code 425.50}} */
  public static String amount(NanoMoney amount) {
    return amount.decimal(DECIMALS).toPlainString();
  }
}
