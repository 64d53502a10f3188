package dev.factory.examples.quickstart;

import dev.factory.core.FactoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in one line why the program could not run. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** {@return the exit code, after the line} */
  static int report(Exception failure, Host host) {
    host.err().println("Could not run: " + line(failure));
    // where it came from is for whoever mends the program
    LOG.debug("could not run", failure);
    return ExitCode.COULD_NOT_RUN;
  }

  private static String line(Exception failure) {
    if (failure instanceof FactoryException expected) {
      return expected.getMessage() + " [" + expected.code() + "]";
    }
    if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException io) {
      return line(io);
    }
    if (failure instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile() + "; check the path";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be read or written; check its permissions";
    }
    if (failure instanceof FileSystemException trouble) {
      return "the file system refused " + trouble.getFile() + ": " + trouble.getReason();
    }
    if (failure instanceof IOException trouble) {
      return "a file could not be read or written: " + trouble.getMessage();
    }
    // by its kind only: what it says may quote what is kept
    return "something in the folder is not as this program left it ("
        + failure.getClass().getSimpleName()
        + "); nothing more was written: if the database was changed by hand or by a failing disk,"
        + " restore it from a backup";
  }
}
