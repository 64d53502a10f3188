package dev.factory.examples.cli;

import dev.factory.cost.price.PriceBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which price book is looked into. */
final class PriceBookOption {
  @Option(
      names = "--book",
      paramLabel = "FILE",
      description = "A book as import-prices writes it. Default: the one that is built in.")
  private @Nullable Path file;

  PriceBook open(Session session) throws IOException {
    if (file == null) {
      return PriceBook.standard();
    }
    Path name = file.getFileName();
    return PriceBook.fromJson(
        name == null ? "book" : name.toString().replaceAll("\\.json$", ""),
        Files.readString(session.file(file)));
  }
}
