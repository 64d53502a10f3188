package dev.factory.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every command is given.
 *
 * @param host who runs the program
 * @param options what was said on the command line; filled when a command runs
 */
record Session(Host host, Options options) {

  /** {@return the file, relative to where the program runs} */
  Path file(Path given) {
    return host.folder().resolve(given);
  }

  /** {@return the database of {@code --db}, which must be there} */
  Database openDatabase() {
    return Database.open(Location.of(this), options.shard());
  }

  /** {@return a bar that is shown on terminals, unless nothing shall be printed} */
  ProgressBar progress(String what, long total) {
    return new ProgressBar(host, host.terminal() && !options.quiet(), what, total);
  }

  /** Prints a result: its lines, or its members on one line for machines. */
  void print(List<String> lines, Map<String, ? extends @Nullable Object> members) {
    if (options.json()) {
      host.out().println(Text.json(members));
    } else if (!options.quiet()) {
      lines.forEach(host.out()::println);
    }
  }

  /** Prints one line for people only, beside the result. */
  void note(String line) {
    if (!options.json() && !options.quiet()) {
      host.err().println(Text.printable(line));
    }
  }
}
