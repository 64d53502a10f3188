package dev.factory.cost.guard;

import dev.factory.core.limit.Admission;
import dev.factory.cost.SpendDecision;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.provider.Failure;
import dev.factory.cost.provider.ModelReply;
import dev.factory.cost.provider.Target;
import dev.factory.cost.usage.Usage;
import java.util.List;

/** What came of a guarded call. */
public sealed interface GuardOutcome {

  /**
   * There is an answer.
   *
   * @param reply the answer
   * @param usage what it used, now or when it was first made; none if the provider did not say
   * @param target who answered
   * @param source where it came from
   * @param cost what it came to
   * @param exceeded budgets that are soft or throttled and whose limit is exceeded now
   */
  record Answered(
      ModelReply reply,
      Usage usage,
      Target target,
      Source source,
      Cost cost,
      List<SpendDecision.Exhausted> exceeded)
      implements GuardOutcome {
    /** Copies the list. */
    public Answered {
      exceeded = List.copyOf(exceeded);
    }
  }

  /**
   * It comes too often; nothing was sent, held or charged.
   *
   * @param admission refused or too large
   */
  record Limited(Admission admission) implements GuardOutcome {}

  /**
   * There is no money for it; nothing was sent or charged.
   *
   * @param decision of the budgets; never granted. {@link SpendDecision.AlreadyClosed} if the id
   *     was used for a call that is over
   */
  record OverBudget(SpendDecision decision) implements GuardOutcome {}

  /**
   * Nobody answered.
   *
   * @param target who was asked last
   * @param failure of the last attempt
   * @param attempts how many calls were made
   * @param cost what they came to: attempts that may be billed count with all that was held
   */
  record Failed(Target target, Failure failure, int attempts, Cost cost) implements GuardOutcome {}

  /** Where an answer came from. */
  enum Source {
    /** A provider made it for this call. */
    PROVIDER,
    /** It was known, or made at the same time for the same call. */
    CACHE,
    /** It was known for a call that means the same. */
    SEMANTIC_CACHE
  }

  /**
   * What a call came to.
   *
   * @param charged to the budgets, all attempts together
   * @param saved what an answer that was known would have cost at today's price
   * @param breached whether more was charged than was held: a provider billed beyond its maximum
   * @param recorded false if the store failed: then the charge waits in memory for {@link
   *     CostGuard#settlePending}
   */
  record Cost(NanoMoney charged, NanoMoney saved, boolean breached, boolean recorded) {}
}
