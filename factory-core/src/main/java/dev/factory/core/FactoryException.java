package dev.factory.core;

import java.util.Objects;

/**
 * The root of every exception a Factory module throws for misuse, a lost race or broken storage.
 *
 * <p>The message says what happened, what was left unchanged and what to do next. It never holds
 * personal data, keys, tokens or screened text, so it may be logged as it is.
 */
public class FactoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable name for machines, {@code module.problem} in lower case with hyphens, for
   *     example {@code receipts.head-moved}; it never changes once released
   * @param message what happened, what was left unchanged, what to do
   */
  public FactoryException(String code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code, "code");
  }

  /**
   * @param code stable name for machines, as in {@link #FactoryException(String, String)}
   * @param message what happened, what was left unchanged, what to do
   * @param cause what it came from
   */
  public FactoryException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** {@return the stable name of this error, for example {@code receipts.head-moved}} */
  public final String code() {
    return code;
  }
}
