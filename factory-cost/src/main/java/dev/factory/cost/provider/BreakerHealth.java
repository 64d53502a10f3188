package dev.factory.cost.provider;

/**
 * How one model of a provider does, on this node.
 *
 * @param name {@code openai/gpt-4o-mini}
 * @param state {@code CLOSED}, {@code OPEN}, {@code HALF_OPEN}, {@code FORCED_OPEN}, or what else
 *     Resilience4j calls it
 * @param calls how many the breaker has counted in its window
 * @param failed how many of them failed
 * @param free how many more may be under way at once
 */
public record BreakerHealth(String name, String state, int calls, int failed, int free) {}
