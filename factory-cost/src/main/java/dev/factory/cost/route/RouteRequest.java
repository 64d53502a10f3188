package dev.factory.cost.route;

import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.usage.Usage;
import java.util.Set;

/**
 * What is to be answered.
 *
 * @param feature the part of the product that asks; it has its own scores and floor
 * @param needs abilities without which a model is of no use; may be empty
 * @param call the question
 * @param expected what it will probably use, as far as the feature's past tells
 * @param available the most that may be held for it: the least that is left in any of its budgets
 * @param unit who stays with one arm of a trial: a user or document, by a pseudonym
 */
public record RouteRequest(
    String feature,
    Set<String> needs,
    ModelCall call,
    Usage expected,
    NanoMoney available,
    String unit) {

  /** Copies the needs. */
  public RouteRequest {
    needs = Set.copyOf(needs);
  }
}
