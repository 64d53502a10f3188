package dev.factory.examples.budgetguard;

import dev.factory.cost.Budgets;
import dev.factory.cost.SpendDecision;
import dev.factory.cost.usage.UsageFormat;
import java.time.InstantSource;

/** Money is held before the call and settled after it. */
final class HardGuard implements Guard {
  private final Budgets budgets;
  private final ProviderClient provider;
  private final InstantSource time;

  HardGuard(Budgets budgets, ProviderClient provider, InstantSource time) {
    this.budgets = budgets;
    this.provider = provider;
    this.time = time;
  }

  @Override
  public boolean call(String id) {
    SpendDecision decision = budgets.reserve(id, Terms.CALLER, Terms.bound(time.instant()));
    if (!(decision instanceof SpendDecision.Granted granted)) {
      return false;
    }
    String reply = provider.ask(Side.GUARDED, Terms.PROMPT, Terms.MOST_OUTPUT);
    budgets.settle(
        granted.hold(),
        "1",
        Terms.price(time.instant()),
        UsageFormat.OPENAI.read(reply),
        time.instant());
    return true;
  }
}
