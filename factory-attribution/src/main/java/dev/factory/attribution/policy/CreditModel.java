package dev.factory.attribution.policy;

import java.util.Arrays;

/** How the credit of a conversion is divided among the touches that are eligible for it. */
public enum CreditModel {
  /** The last touch gets all of it. */
  LAST_TOUCH {
    @Override
    public long[] weights(int touches) {
      long[] weights = new long[touches];
      weights[touches - 1] = 1;
      return weights;
    }
  },
  /** Every touch gets the same. */
  LINEAR {
    @Override
    public long[] weights(int touches) {
      long[] weights = new long[touches];
      Arrays.fill(weights, 1);
      return weights;
    }
  };

  /**
   * {@return one weight for each touch of a path, first touch first; at least one is not zero}
   *
   * @param touches how long the path is, 1 or more
   */
  public abstract long[] weights(int touches);
}
