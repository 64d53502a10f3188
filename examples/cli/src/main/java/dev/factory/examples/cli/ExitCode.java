package dev.factory.examples.cli;

/** How the program ends. */
final class ExitCode {
  /** It is valid, it was found, it was done. */
  static final int OK = 0;

  /** It was looked at, and it is not valid, not there or not healthy. */
  static final int INVALID = 1;

  /** It could not be looked at: something is missing, unreadable or wrongly asked. */
  static final int COULD_NOT = 2;

  private ExitCode() {}
}
