package dev.factory.examples.cli;

import dev.factory.core.FactoryException;

/** Something this program itself finds wrong with what it was given. */
final class CliException extends FactoryException {
  private static final long serialVersionUID = 1L;

  /** For the program's own codes, {@code cli.problem}. */
  CliException(String code, String message) {
    super(code, message);
  }
}
