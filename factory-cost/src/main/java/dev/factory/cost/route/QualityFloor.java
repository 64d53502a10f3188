package dev.factory.cost.route;

/**
 * How good a model must have proved to be: the share of its answers that were good, as the lower
 * end of a Wilson interval of 95 %, so that few answers prove little.
 *
 * @param percent of answers, 0 to 100; 0 asks for no proof
 */
public record QualityFloor(int percent) {

  /** No proof is asked for. */
  public static final QualityFloor NONE = new QualityFloor(0);

  /** 70 %: operations guide of the content service, "Quality Thresholds", overall quality. */
  public static final QualityFloor OVERALL = new QualityFloor(70);

  /** 85 %: the same guide, factual accuracy. */
  public static final QualityFloor FACTUAL = new QualityFloor(85);

  private static final double Z = 1.959963984540054;

  /** Refuses a share that is none. */
  public QualityFloor {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("a floor is 0 to 100 percent, not " + percent);
    }
  }

  /** {@return whether {@code good} of {@code all} answers prove it; {@code 0 <= good <= all}} */
  public boolean isProvedBy(long good, long all) {
    return percent == 0 || lowerBound(good, all) * 100 >= percent;
  }

  /**
   * {@return the lower end of the interval of 95 %, from 0 to 1; 0 of no answers}
   *
   * <p>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
   */
  public static double lowerBound(long good, long all) {
    if (good < 0 || good > all) {
      throw new IllegalArgumentException("good answers are 0 to all of them");
    }
    if (all == 0) {
      return 0;
    }
    double share = (double) good / all;
    double spread = Z * Math.sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all));
    return Math.max(0, (share + Z * Z / (2.0 * all) - spread) / (1 + Z * Z / all));
  }
}
