package dev.factory.receipts.tlog;

import dev.factory.core.FactoryException;

/**
 * Bytes that should have been a note, a checkpoint, a proof, a request or a bundle, and are not in
 * its form. Nothing was changed. The message names the rule and, where there are lines, the line;
 * never what was in it.
 */
public final class MalformedException extends FactoryException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what {@code note}, {@code checkpoint}, {@code proof}, {@code request} or {@code bundle};
   *     the code is {@code receipts.malformed-} and this
   */
  MalformedException(String what, String why) {
    super("receipts.malformed-" + what, message(what, why));
  }

  MalformedException(String what, String why, Throwable cause) {
    super("receipts.malformed-" + what, message(what, why), cause);
  }

  private static String message(String what, String why) {
    return "this is no "
        + what
        + ": "
        + why
        + "; nothing was changed: ask its sender for a whole one";
  }
}
