package dev.factory.examples.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about disputes. */
@Command(
    name = "dispute",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "A publisher's word against a statement: open, show, accept, reject.")
final class DisputeCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(),
        "\"factory attribution dispute\" needs a command, such as open");
  }
}
