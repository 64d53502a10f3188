package dev.factory.cost.guard;

import dev.factory.core.limit.Ask;
import dev.factory.core.limit.KeyedLimit;
import dev.factory.core.limit.Ticker;
import dev.factory.core.limit.WindowRule;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.SpendTags;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which limits a call falls under. <b>Threads:</b> safe for use by many threads; called before
 * every call, so it answers from memory.
 */
@FunctionalInterface
public interface CallLimits {

  /**
   * 100 calls a minute for a company: operations guide of the classification service, "Rate
   * Limiting".
   */
  WindowRule COMPANY = WindowRule.perMinute("company", 100);

  /** 60 calls a minute for an API key: operations guide of the content service, "API Security". */
  WindowRule KEY = WindowRule.perMinute("key", 60);

  /** 100 generations an hour for an API key: the same. */
  WindowRule GENERATIONS = WindowRule.perHour("generations", 100);

  /** {@return what a call with these tags takes of each limit; empty if it falls under none} */
  List<Ask> of(SpendTags tags);

  /** {@return no limit at all} */
  static CallLimits none() {
    return tags -> List.of();
  }

  /**
   * {@return the limits of the guides: {@link #COMPANY} for each tenant, {@link #KEY} and {@link
   * #GENERATIONS} for each key}
   *
   * @param maxKeys how many tenants, and how many keys, are counted by themselves
   */
  static CallLimits standard(int maxKeys, Ticker ticker) {
    return each(
        KeyedLimit.of(COMPANY, maxKeys, ticker),
        KeyedLimit.of(KEY, maxKeys, ticker),
        KeyedLimit.of(GENERATIONS, maxKeys, ticker));
  }

  /** {@return one limit for each tenant, two for each key} */
  static CallLimits each(KeyedLimit tenants, KeyedLimit keys, KeyedLimit generations) {
    return tags -> {
      List<Ask> asks = new ArrayList<>(3);
      String tenant = tags.values().get(Dimension.TENANT);
      if (tenant != null) {
        asks.add(tenants.ask(tenant, 1));
      }
      String key = tags.values().get(Dimension.KEY);
      if (key != null) {
        asks.add(keys.ask(key, 1));
        asks.add(generations.ask(key, 1));
      }
      return asks;
    };
  }
}
