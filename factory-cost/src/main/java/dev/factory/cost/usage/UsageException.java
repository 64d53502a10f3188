package dev.factory.cost.usage;

import dev.factory.core.FactoryException;

/**
 * A reply does not say what it used, or says something that cannot be. Nothing was charged.
 *
 * <p>Codes: {@code cost.usage-unreadable} (no JSON), {@code cost.usage-missing} (the counts are not
 * there, or a stream ended before them), {@code cost.usage-negative}, {@code cost.usage-not-whole}
 * (a count is no whole number that fits), {@code cost.usage-inconsistent} (parts exceed their
 * whole, or the total differs from its parts).
 */
public final class UsageException extends FactoryException {
  private static final long serialVersionUID = 1L;

  UsageException(String code, String message) {
    super(code, message + "; nothing was charged: settle the held amount, and look at the reply");
  }

  static UsageException missing(String member) {
    return new UsageException("cost.usage-missing", "the reply has no " + member);
  }

  static UsageException inconsistent(String what) {
    return new UsageException("cost.usage-inconsistent", what);
  }
}
