package dev.factory.examples.quickstart;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.statement.RevenueReport;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.time.BillingMonth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the files of a closed month. Those that are there and say the same are not touched. */
final class StatementWriter {
  private final Path folder;
  private final BillingMonth month;
  private final List<Issued> issued = new ArrayList<>();
  private int written;
  private int unchanged;

  /**
   * @param folder where the files of the month go; made if it is missing
   */
  StatementWriter(Path folder, BillingMonth month) {
    this.folder = folder;
    this.month = month;
  }

  /** Writes a statement as JSON and as a page, and the publisher's revenue report. */
  void issue(ProvedStatement proved, Attribution attribution) throws IOException {
    Statement statement = proved.statement();
    RevenueReport report =
        attribution
            .revenue(statement.publisherId(), month, statement.currency())
            .withReceipts(proved.receiptHashes());
    StatementFiles files = StatementFiles.of(statement.publisherId(), statement.currency());
    write(files.json(), statement.canonicalJson());
    write(files.html(), StatementPage.of(proved, files.json()));
    write(files.revenue(), (report.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    issued.add(new Issued(proved, report, files));
  }

  /** Writes the page that lists what was issued. */
  void index() throws IOException {
    write("index.html", IndexPage.of(month, issued));
  }

  private void write(String name, byte[] content) throws IOException {
    if (WholeFile.write(folder.resolve(name), content)) {
      written++;
    } else {
      unchanged++;
    }
  }

  List<Issued> issued() {
    return List.copyOf(issued);
  }

  int written() {
    return written;
  }

  int unchanged() {
    return unchanged;
  }
}
