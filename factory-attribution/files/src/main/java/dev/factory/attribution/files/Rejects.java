package dev.factory.attribution.files;

/** Takes the rows that were not taken. */
@FunctionalInterface
public interface Rejects {

  /** Takes one row, in the order of the file. */
  void accept(Reject reject);
}
