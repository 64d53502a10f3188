package dev.factory.examples.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at everything once, as operators do each morning. */
@Command(
    name = "status",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Check API server, database, ledger, monitoring, storage and signing key.",
    footer = {"", "Exit codes: 0 all that was checked is well, 1 something is not, 2 wrong use."})
final class StatusCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the API server answers: /health and /metrics below it are asked.")
  private @Nullable URI url;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The signing key (PEM): it must be one of the ledger's.")
  private @Nullable Path key;

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Location location = Location.of(session);
    List<Check> checks = new ArrayList<>();
    ServerChecks server = new ServerChecks(url);
    try (LedgerChecks ledger = LedgerChecks.of(location, session.options().shard())) {
      checks.add(server.api());
      checks.add(ledger.database());
      checks.add(ledger.ledger());
      checks.add(server.monitoring());
      checks.add(ledger.storage());
      checks.add(ledger.signingKey(key == null ? null : session.file(key)));
    }
    boolean well = checks.stream().noneMatch(check -> check.state() == Check.State.FAILED);
    session.print(
        checks.stream().map(Check::line).toList(),
        Map.of("ok", well, "checks", checks.stream().map(Check::json).toList()));
    return well ? ExitCode.OK : ExitCode.INVALID;
  }
}
