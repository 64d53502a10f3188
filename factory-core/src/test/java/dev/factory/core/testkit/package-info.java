/**
 * What the tests of every module share: the committed public API and the rules of the architecture.
 *
 * <p>Published as the {@code tests} jar of factory-core. Start at {@link
 * dev.factory.core.testkit.ApiSurface} and {@link dev.factory.core.testkit.ArchitectureRules}.
 */
package dev.factory.core.testkit;
