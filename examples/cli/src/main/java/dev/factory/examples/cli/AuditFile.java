package dev.factory.examples.cli;

import dev.factory.receipts.Audit;
import dev.factory.receipts.AuditPoint;
import dev.factory.receipts.ReceiptVerifier;
import dev.factory.receipts.VerificationReport;
import dev.factory.receipts.spi.ReceiptStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where an auditor's last audit of a ledger ended. */
record AuditFile(Path file) {

  /** Verifies what was added since, and keeps the new end if all is well. */
  VerificationReport goOn(ReceiptVerifier verifier, ReceiptStore store) throws IOException {
    Audit audit = (Files.exists(file) ? verifier.since(read()) : verifier).audit(store);
    if (audit.next().isPresent()) {
      write(audit.next().get());
    }
    return audit.report();
  }

  private AuditPoint read() throws IOException {
    try {
      return AuditPoint.fromJson(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new CliException(
          "cli.no-audit-point",
          file
              + " is no audit point ("
              + e.getMessage()
              + "); nothing was checked or written: it is what \"--audit\" writes, and without the"
              + " file everything is checked");
    }
  }

  /** The old point or the new one is there, whatever happens. */
  private void write(AuditPoint point) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, point.toJson());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
