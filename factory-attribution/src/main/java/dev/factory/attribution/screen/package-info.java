/**
 * What is known of a touch from outside lists, written on it once, when it is recorded.
 *
 * <p>Start at {@link dev.factory.attribution.screen.TouchScreen}.
 */
package dev.factory.attribution.screen;
