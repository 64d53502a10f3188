package dev.factory.examples.cli;

import dev.factory.core.FactoryException;
import dev.factory.core.json.InvalidJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParameterException;

/** Says in one line why something could not be done, and never what a receipt says. */
final class Failures {
  private final Host host;
  private final boolean json;
  private final boolean debug;

  /**
   * @param args what was typed: two options are looked for by hand, as the others may be wrong
   */
  Failures(Host host, List<String> args) {
    this.host = host;
    this.json = args.contains("--json");
    this.debug = args.contains("--debug");
  }

  /** {@return the exit code, after the line} */
  int wrongUse(ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    say("cli.usage", wrong.getMessage() + "; \"" + command + " --help\" shows how");
    return ExitCode.COULD_NOT;
  }

  /** {@return the exit code, after the line} */
  int report(Exception failure) {
    if (debug) {
      failure.printStackTrace(host.err());
    }
    if (failure instanceof FactoryException expected) {
      say(expected.code(), String.valueOf(expected.getMessage()));
    } else if (failure instanceof UncheckedIOException
        && failure.getCause() instanceof IOException io) {
      say("cli.file", line(io));
    } else if (failure instanceof IOException io) {
      say("cli.file", line(io));
    } else {
      say("cli.unexpected", unexpected(failure));
    }
    return ExitCode.COULD_NOT;
  }

  private void say(String code, String message) {
    String line = Text.printable(message);
    if (json) {
      host.out().println(Text.json(Map.of("error", Map.of("code", code, "message", line))));
    } else {
      host.err().println("factory: " + line + " [" + code + "]");
    }
  }

  private static String line(IOException failure) {
    if (failure instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile() + "; nothing was changed: check the path";
    }
    if (failure instanceof FileAlreadyExistsException there) {
      return there.getFile() + " exists already and was left as it is: choose another name";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile()
          + " may not be read or written; nothing was changed: check its permissions";
    }
    if (failure instanceof FileSystemException trouble) {
      return "the file system refused " + trouble.getFile() + ": " + trouble.getReason();
    }
    return "a file could not be read or written (" + failure.getClass().getSimpleName() + ")";
  }

  /** By its kind only: what it says may quote what is kept. */
  private static String unexpected(Exception failure) {
    String kind =
        failure instanceof InvalidJsonException
            ? "broken JSON"
            : failure.getClass().getSimpleName();
    return "the ledger holds something that this program cannot read ("
        + kind
        + "); nothing more was done: verify the ledger; --debug shows where it came from";
  }
}
