package dev.factory.examples.cli;

import dev.factory.receipts.SigningKey;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command is given that changes something. */
final class WritingOptions {
  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The ledger's signing key (PEM). Default: $$FACTORY_KEY.")
  private @Nullable Path signingKey;

  @Option(
      names = "--dry-run",
      description = "Say what would be done. Nothing is written, sent or told.")
  private boolean dryRun;

  boolean dryRun() {
    return dryRun;
  }

  /**
   * {@return the file of the signing key}
   *
   * @throws CliException {@code cli.no-key} if none was named
   */
  Path keyFile(Session session) {
    return Optional.ofNullable(signingKey)
        .or(() -> session.host().variable("FACTORY_KEY").map(Path::of))
        .map(session::file)
        .orElseThrow(
            () ->
                new CliException(
                    "cli.no-key",
                    "what this command does gets signed receipts, and there is no key to sign them"
                        + " with; nothing was done: give --key FILE, or set FACTORY_KEY; --dry-run"
                        + " needs none"));
  }

  /** {@return the signing key; throws as {@link #keyFile} and {@link SigningKey#loadPem}} */
  SigningKey key(Session session) {
    return SigningKey.loadPem(keyFile(session));
  }
}
