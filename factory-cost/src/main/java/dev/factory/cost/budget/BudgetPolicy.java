package dev.factory.cost.budget;

import dev.factory.cost.money.NanoMoney;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How much may be spent, and what happens then. Every node of a deployment must be given the same
 * policies: while they differ, the largest limit is the one that holds.
 *
 * @param limit zero or more
 * @param window in which stretch of time it holds
 * @param mode what happens at the limit
 * @param thresholds at how many percent of the limit somebody is told, ascending; may be empty
 * @param overrides more money for a while
 * @param onStoreFailure what happens while the store does not answer
 * @param onCrash what becomes of held money that nobody settles
 */
public record BudgetPolicy(
    NanoMoney limit,
    BudgetWindow window,
    Mode mode,
    List<Integer> thresholds,
    List<LimitOverride> overrides,
    OnStoreFailure onStoreFailure,
    OnCrash onCrash) {
  private static final List<Integer> USUAL_THRESHOLDS = List.of(80, 100);

  /** Copies the lists; refuses a negative limit and mixed currencies. */
  public BudgetPolicy {
    if (limit.isNegative()) {
      throw new IllegalArgumentException("a limit is zero or more, not " + limit);
    }
    thresholds = List.copyOf(thresholds);
    if (!thresholds.equals(thresholds.stream().sorted().distinct().toList())
        || (!thresholds.isEmpty() && thresholds.get(0) < 1)) {
      throw new IllegalArgumentException("thresholds are percents above zero, ascending");
    }
    overrides = List.copyOf(overrides);
    overrides.forEach(override -> limit.plus(override.extra()));
    if (onStoreFailure instanceof OnStoreFailure.Open open) {
      limit.plus(open.bound());
    }
  }

  /**
   * {@return a hard limit: closed while the store is down, charged on a crash, told at 80 and 100
   * percent}
   */
  public static BudgetPolicy hard(NanoMoney limit, BudgetWindow window) {
    return new BudgetPolicy(
        limit,
        window,
        Mode.HARD,
        USUAL_THRESHOLDS,
        List.of(),
        OnStoreFailure.closed(),
        OnCrash.CHARGE);
  }

  /** {@return a limit that {@code mode} treats, otherwise as {@link #hard}} */
  public static BudgetPolicy of(Mode mode, NanoMoney limit, BudgetWindow window) {
    return new BudgetPolicy(
        limit,
        window,
        mode,
        USUAL_THRESHOLDS,
        List.of(),
        OnStoreFailure.closed(),
        mode == Mode.HARD ? OnCrash.CHARGE : OnCrash.RELEASE);
  }

  /** {@return the same policy with another limit} */
  public BudgetPolicy withLimit(NanoMoney other) {
    return new BudgetPolicy(other, window, mode, thresholds, overrides, onStoreFailure, onCrash);
  }

  /** {@return the same policy with one more override} */
  public BudgetPolicy withOverride(LimitOverride override) {
    List<LimitOverride> more = new ArrayList<>(overrides);
    more.add(override);
    return new BudgetPolicy(limit, window, mode, thresholds, more, onStoreFailure, onCrash);
  }

  /** {@return the same policy with another answer to a store that is down} */
  public BudgetPolicy withStoreFailure(OnStoreFailure other) {
    return new BudgetPolicy(limit, window, mode, thresholds, overrides, other, onCrash);
  }

  /** {@return the same policy with another answer to a crash} */
  public BudgetPolicy withCrash(OnCrash other) {
    return new BudgetPolicy(limit, window, mode, thresholds, overrides, onStoreFailure, other);
  }

  /** {@return the limit with the overrides that hold at {@code at}} */
  public NanoMoney limitAt(Instant at) {
    NanoMoney sum = limit;
    for (LimitOverride override : overrides) {
      if (at.isBefore(override.until())) {
        sum = sum.plus(override.extra());
      }
    }
    return sum;
  }
}
