package dev.factory.attribution.files;

/** A cell that cannot be taken; becomes a {@link Reject} of its row. */
final class CellException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String column;
  private final String problem;
  private final String allowed;

  CellException(String column, String problem, String allowed) {
    super(column + ": " + problem, null, false, false);
    this.column = column;
    this.problem = problem;
    this.allowed = allowed;
  }

  Reject of(String file, long line, RawRow raw) {
    return new Reject(file, line, column, problem, allowed, raw);
  }
}
