/**
 * Which user keys are one person: versions that only ever join.
 *
 * <p>Start at {@link dev.factory.attribution.identity.IdentityVersion}.
 */
package dev.factory.attribution.identity;
