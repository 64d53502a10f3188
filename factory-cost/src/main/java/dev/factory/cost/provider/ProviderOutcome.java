package dev.factory.cost.provider;

import dev.factory.cost.usage.Usage;

/** What came of one call of a provider. */
public sealed interface ProviderOutcome {

  /**
   * It answered, and said what that used.
   *
   * @param reply the answer
   * @param usage what it used
   */
  record Answered(ModelReply reply, Usage usage) implements ProviderOutcome {}

  /**
   * It answered, and did not say what that used, or said something that cannot be. What was held
   * counts as spent.
   *
   * @param reply the answer
   * @param code of the {@link dev.factory.cost.usage.UsageException}
   */
  record Unmetered(ModelReply reply, String code) implements ProviderOutcome {}

  /**
   * It did not answer.
   *
   * @param failure why
   */
  record Failed(Failure failure) implements ProviderOutcome {}
}
