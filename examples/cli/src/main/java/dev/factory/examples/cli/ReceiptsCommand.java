package dev.factory.examples.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about receipts. */
@Command(
    name = "receipts",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Verify the ledger, look at it, prove, archive and restore it.")
final class ReceiptsCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec, "set by picocli").commandLine(),
        "\"factory receipts\" needs a command, such as verify");
  }
}
