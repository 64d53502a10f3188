package dev.factory.cost;

import dev.factory.cost.bound.Bound;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.money.NanoMoney;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a call may be made. */
public sealed interface SpendDecision {

  /**
   * It may, and the money is held.
   *
   * @param hold what to settle or release
   * @param exceeded budgets that are soft or throttled and whose limit is exceeded now; their
   *     callers slow down, pick a cheaper model or tell somebody
   */
  record Granted(Hold hold, List<Exhausted> exceeded) implements SpendDecision {
    /** Copies the list. */
    public Granted {
      exceeded = List.copyOf(exceeded);
    }
  }

  /**
   * It may not, and nothing is held on any level.
   *
   * @param budgets every hard budget without enough room; at least one
   */
  record Refused(List<Exhausted> budgets) implements SpendDecision {
    /** Copies the list. */
    public Refused {
      budgets = List.copyOf(budgets);
    }

    /** {@return the least that is left in any of them; negative if a limit is exceeded} */
    public NanoMoney remaining() {
      return budgets.stream().map(Exhausted::remaining).min(NanoMoney::compareTo).orElseThrow();
    }

    /** {@return when the last of them begins anew; empty if one never does, or cannot say} */
    public Optional<Instant> renewsAt() {
      return budgets.stream().anyMatch(one -> one.renews == null)
          ? Optional.empty()
          : budgets.stream().flatMap(one -> one.renewsAt().stream()).max(Instant::compareTo);
    }
  }

  /**
   * It may not, because nobody can say what it costs at most and a hard budget covers it. Nothing
   * is held.
   *
   * @param reason what is missing
   */
  record Unbounded(Bound.Reason reason) implements SpendDecision {}

  /**
   * The request was decided before, and is over: it was settled or released, or its deadline
   * passed. Nothing is held; a new call needs a new id.
   *
   * @param requestId of the request
   */
  record AlreadyClosed(String requestId) implements SpendDecision {}

  /** A budget at its limit. */
  final class Exhausted {
    private final Budget budget;
    private final NanoMoney remaining;
    private final @Nullable Instant renews;

    Exhausted(Budget budget, NanoMoney remaining, @Nullable Instant renews) {
      this.budget = budget;
      this.remaining = remaining;
      this.renews = renews;
    }

    /** {@return which} */
    public Budget budget() {
      return budget;
    }

    /** {@return what was left before this call; negative if the limit is exceeded} */
    public NanoMoney remaining() {
      return remaining;
    }

    /** {@return when its window ends; empty for rolling and lifetime budgets} */
    public Optional<Instant> renewsAt() {
      return Optional.ofNullable(renews);
    }

    /** {@return the line of the budget and what is left} */
    @Override
    public String toString() {
      return budget.line() + " has " + remaining + " left";
    }
  }
}
