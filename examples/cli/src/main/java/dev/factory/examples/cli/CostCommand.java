package dev.factory.examples.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about AI spend. */
@Command(
    name = "cost",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Look at budgets and spending, and at prices.")
final class CostCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(),
        "\"factory cost\" needs a command, such as budget");
  }
}
