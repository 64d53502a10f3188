package dev.factory.cost.provider;

/**
 * Takes a streamed answer piece by piece, in order and one at a time. It does not block: more is
 * read from the provider only when it returns. What it throws ends the call as {@link
 * Failure.Kind#CANCELLED}.
 */
@FunctionalInterface
public interface StreamSink {

  /**
   * Takes a piece.
   *
   * @param text of the first answer; empty if the piece is of another or shows none
   * @param bytes length in UTF-8 of everything the piece holds that may be billed, at least that of
   *     the text
   */
  void piece(String text, long bytes);
}
