package dev.factory.attribution.policy;

import java.time.Instant;

/**
 * A version of the rules and when it became known.
 *
 * @param version the rules
 * @param recordedAt when they were published
 */
public record PublishedPolicy(PolicyVersion version, Instant recordedAt) {}
