package dev.factory.attribution.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How users move from channel to channel until they convert or are lost, fitted to counted paths;
 * and what would be lost without a channel.
 *
 * <p>The removal effect of a channel is the part of all conversions that come by way of it: 1 -
 * P(conversion, the channel's states being dead ends) / P(conversion). With A = D - C, where C
 * counts the steps between states and D all that leave each, one inversion gives all effects: the
 * first state of the channel that is entered has distribution y_c X_cc^-1, where X is the inverse
 * and y = starts * X, and from there on the conversion's probability is known. A channel with one
 * state has (N[s,c]/N[c,c]) h_c/h_s.
 *
 * <p>Fitting is done in {@code double}, which adds, multiplies and divides alike on every machine
 * (JEP 306), and leaves as whole billionths. Nothing here is an amount of money. {@link
 * #exactRemovalEffects} checks it in whole numbers, one system for each channel.
 */
public final class MarkovChain {
  /** One billion billionths are the whole. */
  public static final long WHOLE = 1_000_000_000L;

  /** The most past channels a state remembers. */
  public static final int MAX_ORDER = 4;

  private final int order;
  private final TransitionCounts counts;

  private MarkovChain(int order, TransitionCounts counts) {
    this.order = order;
    this.counts = counts;
  }

  /**
   * {@return the chain of these paths}
   *
   * @param order how many of the last channels settle where a user goes next, 1 to {@value
   *     #MAX_ORDER}
   * @throws dev.factory.core.FactoryException {@code attribution.too-many-states} if the paths have
   *     more than 4,096 different stretches of that length
   * @throws IllegalArgumentException if no path converts
   */
  public static MarkovChain fit(ChannelPaths paths, int order) {
    if (order < 1 || order > MAX_ORDER) {
      throw new IllegalArgumentException("an order is 1 to " + MAX_ORDER + ", not " + order);
    }
    return new MarkovChain(order, TransitionCounts.of(paths, order));
  }

  /** {@return how many different stretches of channels there are} */
  public int states() {
    return counts.states();
  }

  /** {@return the removal effect of each channel, in billionths, 0 to {@value #WHOLE}} */
  public NavigableMap<String, Long> removalEffects() {
    int states = counts.states();
    double[][] inverse = counts.leavingMinusSteps();
    Inversion.invert(inverse);
    double[] fromStart = new double[states];
    double[] converting = new double[states];
    double all = 0;
    for (int state = 0; state < states; state++) {
      double[] row = inverse[state];
      double start = counts.starts(state);
      double probability = 0;
      for (int column = 0; column < states; column++) {
        fromStart[column] += start * row[column];
        probability += row[column] * counts.conversions(column);
      }
      converting[state] = probability;
      all += start * probability;
    }
    NavigableMap<String, Long> effects = new TreeMap<>();
    for (int channel = 0; channel < counts.channels().size(); channel++) {
      int[] own = counts.statesOf(channel);
      double[] entering = entering(own, inverse, fromStart);
      double through = 0;
      for (int index = 0; index < own.length; index++) {
        through += entering[index] * converting[own[index]];
      }
      double effect = Math.max(0, Math.min(1, through / all));
      effects.put(counts.channels().get(channel), Math.round(effect * WHOLE));
    }
    return effects;
  }

  /** The distribution over a channel's states of the one that is entered first. */
  private static double[] entering(int[] own, double[][] inverse, double[] fromStart) {
    double[][] block = new double[own.length][own.length];
    double[] right = new double[own.length];
    for (int row = 0; row < own.length; row++) {
      right[row] = fromStart[own[row]];
      for (int column = 0; column < own.length; column++) {
        // transposed: the distribution stands on the left of the block
        block[row][column] = inverse[own[column]][own[row]];
      }
    }
    return Inversion.solve(block, right);
  }

  /**
   * {@return the removal effects as exact fractions, computed another way: for each channel the
   * chain without it is solved in whole numbers}
   *
   * @throws IllegalArgumentException if there are more than 64 states
   */
  public NavigableMap<String, Fraction> exactRemovalEffects() {
    return ExactEffects.of(counts);
  }

  /** {@return the removal effects, frozen} */
  public ModelVersion freeze() {
    return new ModelVersion("MARKOV-" + order, removalEffects());
  }

  /** {@return the channels, in the order in which they were first met} */
  public List<String> channels() {
    return new ArrayList<>(counts.channels());
  }
}
