package dev.factory.examples.budgetguard;

import dev.factory.core.jdbc.Transactions;
import dev.factory.cost.BudgetStatus;
import dev.factory.cost.Budgets;
import dev.factory.cost.money.NanoMoney;
import java.io.PrintWriter;
import java.util.Locale;

/** A line a second: what each guard believes was spent, and what the provider bills. */
final class Books {
  private static final String FORMAT = "%4s  %9s %9s %9s %8s   %9s %9s %8s%n";

  private final PrintWriter out;
  private final Budgets budgets;
  private final NanoMoney limit;
  private final Transactions transactions;
  private final ScriptedProvider provider;
  private final Nodes nodes;

  Books(
      PrintWriter out,
      Budgets budgets,
      NanoMoney limit,
      Transactions transactions,
      ScriptedProvider provider,
      Nodes nodes) {
    this.out = out;
    this.budgets = budgets;
    this.limit = limit;
    this.transactions = transactions;
    this.provider = provider;
    this.nodes = nodes;
  }

  void head() {
    out.println("limit of each guard: " + exact(limit) + " USD; amounts in USD");
    out.printf(Locale.ROOT, FORMAT, "", "guarded", "", "", "", "naive", "", "");
    out.printf(
        Locale.ROOT,
        FORMAT,
        "s",
        "spent",
        "held",
        "billed",
        "refused",
        "spent",
        "billed",
        "refused");
  }

  void line(long second) {
    BudgetStatus status = budgets.status(Terms.CALLER).get(0);
    out.printf(
        Locale.ROOT,
        FORMAT,
        second,
        shown(status.spent()),
        shown(status.reserved()),
        shown(provider.bill(Side.GUARDED)),
        nodes.refusals(Side.GUARDED),
        shown(NaiveGuard.spent(transactions)),
        shown(provider.bill(Side.NAIVE)),
        nodes.refusals(Side.NAIVE));
  }

  private static String shown(NanoMoney amount) {
    return amount.decimal(4).toPlainString();
  }

  /** {@return the amount without rounding, no more than the digits it has} */
  static String exact(NanoMoney amount) {
    return amount.decimal(9).stripTrailingZeros().toPlainString();
  }
}
