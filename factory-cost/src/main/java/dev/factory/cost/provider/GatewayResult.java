package dev.factory.cost.provider;

/**
 * What came of a question, after all attempts.
 *
 * @param target who was asked last; the first target if nobody was
 * @param outcome of the last attempt, or that nothing was sent
 * @param attempts how many calls were made
 */
public record GatewayResult(Target target, ProviderOutcome outcome, int attempts) {}
