package dev.factory.examples.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about payouts. */
@Command(
    name = "payouts",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Statements to money: calculate, submit, look, resolve.")
final class PayoutsCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(),
        "\"factory payouts\" needs a command, such as calculate");
  }
}
