package dev.factory.examples.cli;

import dev.factory.attribution.dispute.Diff;
import dev.factory.attribution.dispute.Difference;
import dev.factory.attribution.dispute.DuplicateReceipts;
import dev.factory.attribution.event.PublisherId;
import dev.factory.core.journal.Event;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.time.Period;
import dev.factory.examples.pages.ExactAmount;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.StoredReceipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes a publisher's period again; writes nothing. */
@Command(
    name = "recalculate",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Compute a publisher's period again from what is recorded now, and compare.",
    description = {
      "",
      "Each conversion by the rules of its own instant, whatever was published since. Also looks"
          + " for receipts that tell the same thing twice. Nothing is written: what should change"
          + " is changed by accepting a dispute.",
      ""
    },
    footer = {"", "Exit codes: 0 the same, 1 something differs, 2 could not be computed."})
final class RecalculateCommand implements Callable<Integer> {
  private static final int PAGE = 1_000;

  private final Session session;

  @Option(names = "--publisher", required = true, paramLabel = "ID", description = "Whose.")
  private String publisher = "";

  @Mixin private final PeriodOptions period = new PeriodOptions();

  RecalculateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    PublisherId whose = Ids.publisher(publisher);
    Period asked = period.required(session);
    return Books.reading(session, books -> run(books, whose, asked));
  }

  private int run(Books books, PublisherId whose, Period asked) {
    Diff diff = books.attribution().recalculate(whose, asked);
    List<DuplicateReceipts.Duplicate> doubles = duplicates(books, whose);
    List<String> lines = new ArrayList<>(lines(diff));
    lines.add(
        doubles.isEmpty()
            ? "✓ Receipts: none tells a thing twice"
            : "✗ Receipts: " + Text.count(doubles.size(), "thing") + " told twice");
    for (DuplicateReceipts.Duplicate twice : doubles) {
      lines.add("  " + Text.printable(twice.what()) + ": " + String.join(", ", twice.receiptIds()));
    }
    Map<String, @Nullable Object> members =
        new LinkedHashMap<>(CanonicalJson.parseObject(diff.canonicalJson()));
    members.put("diff_hash", diff.hash());
    members.put("same", diff.isEmpty());
    members.put(
        "duplicate_receipts",
        doubles.stream()
            .map(twice -> Map.of("what", twice.what(), "receipts", twice.receiptIds()))
            .toList());
    session.print(lines, members);
    return diff.isEmpty() && doubles.isEmpty() ? ExitCode.OK : ExitCode.INVALID;
  }

  /** {@return the differences in words} */
  static List<String> lines(Diff diff) {
    if (diff.isEmpty()) {
      return List.of("✓ Credit: the same to the last millionth");
    }
    List<String> lines = new ArrayList<>();
    lines.add("✗ Credit: " + Text.count(diff.differences().size(), "difference"));
    for (Difference difference : diff.differences()) {
      lines.add(
          "  "
              + Text.printable(difference.conversionId().value())
              + " "
              + difference.kind()
              + ": "
              + ExactAmount.text(difference.commission())
              + " of commission"
              + (difference.laterTouches().isEmpty()
                  ? ""
                  : ", by touches recorded later: "
                      + Text.printable(difference.laterTouches().toString())));
    }
    return lines;
  }

  private static List<DuplicateReceipts.Duplicate> duplicates(Books books, PublisherId whose) {
    DuplicateReceipts found = new DuplicateReceipts();
    ReceiptFilter filter = ReceiptFilter.ALL.inStream("publisher_id=" + whose);
    List<StoredReceipt> page = books.receiptStore().find(filter, 0, PAGE);
    while (!page.isEmpty()) {
      for (StoredReceipt stored : page) {
        Receipt receipt = Receipts.of(stored);
        receipt
            .data()
            .ifPresent(
                data ->
                    found.add(
                        receipt.header().id().toString(),
                        Event.of(receipt.header().type(), receipt.header().id().toString(), data)));
      }
      page = books.receiptStore().find(filter, page.get(page.size() - 1).seq() + 1, PAGE);
    }
    return found.found();
  }
}
