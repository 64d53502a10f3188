package dev.factory.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a document goes that is more than a few lines. */
final class Output {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write it into this new file. Default: standard output.")
  private @Nullable Path file;

  /** Writes it; a file that is there already is left as it is. */
  void write(Session session, byte[] document) throws IOException {
    if (file == null) {
      session.host().out().write(document);
      session.host().out().flush();
    } else {
      Files.write(
          session.file(file), document, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
  }
}
