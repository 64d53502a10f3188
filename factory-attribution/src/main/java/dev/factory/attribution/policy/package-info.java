/**
 * Who gets what: versions of the rules, each for its own time, none ever edited.
 *
 * <p>Start at {@link dev.factory.attribution.policy.PolicyVersion}.
 */
package dev.factory.attribution.policy;
