package dev.factory.attribution.policy;

import dev.factory.core.FactoryException;
import java.util.Arrays;

/** Ways to fill and to check the weights of a path. */
final class Weights {
  private Weights() {}

  static long[] of(CreditModel model, CreditPath path) {
    long[] weights = new long[path.size()];
    model.weigh(path, weights);
    equalIfAllZero(weights, weights.length);
    return weights;
  }

  static void allTo(int touch, int size, long[] weights) {
    Arrays.fill(weights, 0, size, 0);
    weights[touch] = 1;
  }

  static void equal(int size, long[] weights) {
    Arrays.fill(weights, 0, size, 1);
  }

  static void equalIfAllZero(long[] weights, int size) {
    for (int touch = 0; touch < size; touch++) {
      if (weights[touch] != 0) {
        return;
      }
    }
    equal(size, weights);
  }

  /** Scales the fixed parts by the number of the others, so that all stay whole. */
  static void addRest(long rest, boolean[] fixed, long[] weights) {
    int others = 0;
    for (boolean is : fixed) {
      others += is ? 0 : 1;
    }
    if (others == 0) {
      return;
    }
    for (int touch = 0; touch < fixed.length; touch++) {
      weights[touch] = fixed[touch] ? weights[touch] * others : rest;
    }
  }

  static void requireParts(int... parts) {
    long sum = 0;
    for (int part : parts) {
      if (part < 0) {
        throw new IllegalArgumentException("a part is zero or more millionths, not " + part);
      }
      sum += part;
    }
    if (sum > CreditModel.WHOLE_PPM) {
      throw new IllegalArgumentException(
          "all parts together are at most " + CreditModel.WHOLE_PPM + " millionths, not " + sum);
    }
  }

  static void requireWeights(String id, int size, long[] weights) {
    boolean good = weights.length == size;
    long sum = 0;
    for (long weight : weights) {
      sum += weight;
      good &= weight >= 0 && sum >= 0;
    }
    if (!good) {
      throw new FactoryException(
          "attribution.wrong-weights",
          "the function \""
              + id
              + "\" gave "
              + weights.length
              + " weights for "
              + size
              + " touches, or a negative one, or more than 64 bits hold together; nothing was"
              + " computed: give one weight of zero or more for each touch");
    }
  }
}
