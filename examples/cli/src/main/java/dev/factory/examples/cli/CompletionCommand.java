package dev.factory.examples.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script for the shell. */
@Command(
    name = "completion",
    sortOptions = false,
    header = "Print a script with which bash and zsh complete commands and options.",
    description = {"", "Put this into the shell's start file: source <(factory completion)", ""})
final class CompletionCommand implements Runnable {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    CommandSpec root = Objects.requireNonNull(spec, "set by picocli").root();
    session.host().out().print(AutoComplete.bash(root.name(), root.commandLine()));
  }
}
