package dev.factory.examples.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about credit. */
@Command(
    name = "attribution",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Clicks and conversions to credit and statements; explain, recalculate, dispute.")
final class AttributionCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(),
        "\"factory attribution\" needs a command, such as run");
  }
}
