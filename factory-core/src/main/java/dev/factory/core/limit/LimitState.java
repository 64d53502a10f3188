package dev.factory.core.limit;

import java.time.Duration;

/**
 * Where a limit stands.
 *
 * @param rule which
 * @param remaining how many would be let through now, zero or more
 * @param resetIn how long until all of the limit is free again if nobody takes any; zero if it is
 */
public record LimitState(WindowRule rule, long remaining, Duration resetIn) {}
