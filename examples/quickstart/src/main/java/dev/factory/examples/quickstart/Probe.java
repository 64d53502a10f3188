package dev.factory.examples.quickstart;

import dev.factory.attribution.event.AddressHash;
import dev.factory.attribution.files.EventFiles;
import dev.factory.attribution.files.Rejects;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads the beginning of a user's files, so that a file that is missing or has the wrong columns is
 * known before anything is made or recorded.
 */
final class Probe {
  private static final EventFiles FILES =
      EventFiles.hashing(AddressHash.keyed(new byte[AddressHash.MIN_KEY_LENGTH]));

  private Probe() {}

  /**
   * Makes sure that the files can be read and have their columns.
   *
   * @throws dev.factory.core.FactoryException what is wrong with the first that cannot
   */
  static void of(InputFiles input) {
    begin(rejects -> FILES.touchpoints(input.clicks(), batch -> enough(), rejects));
    begin(rejects -> FILES.conversions(input.conversions(), batch -> enough(), rejects));
    Path refunds = input.refunds();
    if (refunds != null) {
      begin(rejects -> FILES.reversals(refunds, batch -> enough(), rejects));
    }
  }

  private static void begin(Consumer<Rejects> reading) {
    try {
      reading.accept(reject -> enough());
    } catch (EnoughRead e) {
      // the file could be opened and its columns are there
    }
  }

  private static void enough() {
    throw new EnoughRead();
  }

  /** Ends the reading at the first rows. */
  private static final class EnoughRead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnoughRead() {
      super("enough was read", null, false, false);
    }
  }
}
