package dev.factory.examples.cli;

import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.Receipt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists receipts, newest first. */
@Command(
    name = "list",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "List receipts, newest first.",
    footer = {"", "Exit codes: 0 done, also if there are none, 2 could not be read."})
final class ListCommand implements Callable<Integer> {
  private static final int MOST = 1_000;

  private final Session session;

  @Option(
      names = "--publisher",
      paramLabel = "ID",
      description = "Only those of this publisher: --stream publisher_id=ID.")
  private @Nullable String publisher;

  @Option(names = "--stream", paramLabel = "NAME", description = "Only those of this stream.")
  private @Nullable String stream;

  @Option(names = "--type", paramLabel = "TYPE", description = "Only those of this type.")
  private @Nullable String type;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "Only those accepted then or later: 2026-01-24 or 2026-01-24T12:00:00Z, in UTC.")
  private @Nullable String start;

  @Option(names = "--end", paramLabel = "TIME", description = "Only those accepted before then.")
  private @Nullable String end;

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      defaultValue = "10",
      description = "The most to list, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int limit = 10;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Go on after a page: what that page said.")
  private @Nullable String cursor;

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Query query = Query.of(oneStream(), type, start, end, cursor, limit());
    try (Database database = session.openDatabase()) {
      List<Receipt> page = query.run(database.store());
      // a full page may be the last; the next one is empty then
      String next = page.size() < limit ? null : Long.toString(page.get(limit - 1).header().seq());
      session.print(lines(page, next), json(page, next));
      return ExitCode.OK;
    }
  }

  private int limit() {
    if (limit < 1 || limit > MOST) {
      throw new CliException("cli.usage", "--limit is 1 to " + MOST + "; nothing was read");
    }
    return limit;
  }

  private @Nullable String oneStream() {
    if (publisher != null && stream != null) {
      throw new CliException("cli.usage", "give --publisher or --stream; nothing was read");
    }
    return publisher == null ? stream : "publisher_id=" + publisher;
  }

  private static List<String> lines(List<Receipt> page, @Nullable String next) {
    List<String> lines = new ArrayList<>();
    for (Receipt receipt : page) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%8d  %s  %s  %s",
              receipt.header().seq(),
              Text.time(receipt.header().timestamp()),
              receipt.header().id(),
              Text.printable(receipt.header().type())));
    }
    lines.add(
        next == null
            ? Text.count(page.size(), "receipt") + ", and no more before them"
            : Text.count(page.size(), "receipt") + "; those before: --cursor " + next);
    return lines;
  }

  private static Map<String, @Nullable Object> json(List<Receipt> page, @Nullable String next) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put(
        "receipts",
        page.stream().map(receipt -> CanonicalJson.parseObject(receipt.toJson())).toList());
    members.put("next_cursor", next);
    return members;
  }
}
