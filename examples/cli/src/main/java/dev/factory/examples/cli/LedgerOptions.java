package dev.factory.examples.cli;

import dev.factory.receipts.FileAnchor;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.spi.Anchor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a command needs that signs for the ledger. */
final class LedgerOptions {
  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The ledger's signing key (PEM).")
  private Path signingKey = Path.of("");

  @Option(
      names = "--anchor",
      paramLabel = "FILE",
      description =
          "Also keep checkpoints in this file, and refuse a ledger behind it. Repeatable.")
  private List<Path> anchors = new ArrayList<>();

  /** {@return the ledger in {@code database}, open for writing; what it waits for it waits here} */
  dev.factory.receipts.Receipts open(Session session, Database database) {
    return dev.factory.receipts.Receipts.named(Genesis.of(database.store()).ledger())
        .store(database.store())
        .signer(SigningKey.loadPem(session.file(signingKey)))
        .time(session.host().time())
        .anchors(anchors(session, anchors))
        .open();
  }

  static Anchor[] anchors(Session session, List<Path> files) {
    return files.stream().map(file -> FileAnchor.at(session.file(file))).toArray(Anchor[]::new);
  }
}
