package dev.factory.examples.quickstart;

/** How the program ends. */
final class ExitCode {
  /** All of it was done. */
  static final int DONE = 0;

  /** The ledger is there and does not verify. */
  static final int NOT_VALID = 1;

  /** Something is missing or wrong; the message says what to do. */
  static final int COULD_NOT_RUN = 2;

  /** All of it was done but for some rows, which were rejected. */
  static final int SOME_REJECTED = 3;

  private ExitCode() {}
}
