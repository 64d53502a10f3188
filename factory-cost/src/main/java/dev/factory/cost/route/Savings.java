package dev.factory.cost.route;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What measures save, each as a share of what it found to save from: choosing a model, then
 * batches, then the cache.
 *
 * <p>Adding the shares overstates the whole, because each measure works on what the ones before it
 * left. Both sums are given, since guides quote the first; the second is what the bill shows.
 *
 * @param measures shares by name, in the order in which they work; each at most 1, negative if a
 *     measure made it dearer
 */
public record Savings(Map<String, BigDecimal> measures) {
  private static final int DECIMALS = 4;

  /** Copies the shares in their order; refuses one that saves more than there is. */
  public Savings {
    for (BigDecimal share : measures.values()) {
      if (share.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException("a measure saves at most all there is");
      }
    }
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }

  /** {@return the shares added up, to four decimals: 25 %, 10 % and 7 % are 42 %} */
  public BigDecimal additive() {
    return rounded(measures.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /**
   * {@return what is saved of the whole, to four decimals: after 25 %, 10 % and 7 % it is 37.22 %}
   */
  public BigDecimal multiplicative() {
    BigDecimal left = BigDecimal.ONE;
    for (BigDecimal share : measures.values()) {
      left = left.multiply(BigDecimal.ONE.subtract(share));
    }
    return rounded(BigDecimal.ONE.subtract(left));
  }

  private static BigDecimal rounded(BigDecimal share) {
    return share.setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }
}
