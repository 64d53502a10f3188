package dev.factory.attribution.identity;

import dev.factory.attribution.event.UserKey;

/**
 * Says that two keys are of one person, for example because both were seen at one sign-in.
 *
 * @param one a key
 * @param other another, or the same
 */
public record IdentityLink(UserKey one, UserKey other) {}
