package dev.factory.attribution.policy;

/**
 * A host's own way to divide credit.
 *
 * <p><b>Purity:</b> the weights depend on the path alone: no clock, storage, randomness, locale or
 * state, so that a credit can be explained years later. <b>Threads:</b> called by many at once.
 */
@FunctionalInterface
public interface WeightFunction {

  /**
   * {@return one weight for each touch, zero or more, together at most {@link Long#MAX_VALUE}; if
   * all are zero, every touch gets the same}
   */
  long[] weights(CreditPath path);
}
