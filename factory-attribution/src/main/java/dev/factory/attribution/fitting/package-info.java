/**
 * Models that are fitted to data, apart from all money, and then frozen into whole-number weights.
 *
 * <p>Fill {@link dev.factory.attribution.fitting.ChannelPaths}, fit {@link
 * dev.factory.attribution.fitting.MarkovChain} or {@link
 * dev.factory.attribution.fitting.ShapleyGame}, publish the {@link
 * dev.factory.attribution.fitting.ModelVersion} in a policy.
 */
package dev.factory.attribution.fitting;
