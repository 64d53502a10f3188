package dev.factory.attribution.policy;

import java.util.Arrays;

/** How the credit of a conversion is divided among the touches that are eligible for it. */
public enum CreditModel {
  /** The last touch gets all of it. */
  LAST_TOUCH,
  /** Every touch gets the same. */
  LINEAR;

  /**
   * {@return one weight for each touch of a path, first touch first; at least one is not zero}
   *
   * @param touches how long the path is, 1 or more
   */
  public long[] weights(int touches) {
    if (touches < 1) {
      throw new IllegalArgumentException("a path has 1 touch or more, not " + touches);
    }
    long[] weights = new long[touches];
    switch (this) {
      case LAST_TOUCH -> weights[touches - 1] = 1;
      case LINEAR -> Arrays.fill(weights, 1);
    }
    return weights;
  }
}
