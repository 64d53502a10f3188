package dev.factory.examples.cli;

import dev.factory.receipts.EvidenceBundle;
import dev.factory.receipts.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts receipts with all their evidence into one file. */
@Command(
    name = "bundle",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Put receipts and all that proves them into one file, which verifies offline.")
final class BundleCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "RECEIPT", description = "Their ids or positions.")
  private List<String> receipts = new ArrayList<>();

  @Mixin private final LedgerOptions options = new LedgerOptions();
  @Mixin private final Output output = new Output();

  BundleCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (Database database = session.openDatabase()) {
      List<UUID> ids = new ArrayList<>();
      for (String name : receipts) {
        Optional<Receipt> found = ReceiptName.of(name).find(database.store());
        if (found.isEmpty()) {
          return ReceiptName.notFound(session, name);
        }
        ids.add(found.get().header().id());
      }
      EvidenceBundle bundle = options.open(session, database).proofs().bundle(ids);
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      document.writeBytes(bundle.toJson());
      document.write('\n');
      output.write(session, document.toByteArray());
      return ExitCode.OK;
    }
  }
}
