package dev.factory.examples.cli;

import dev.factory.receipts.archive.ArchiveOutcome;
import dev.factory.receipts.archive.ArchivedWeek;
import dev.factory.receipts.archive.IsoWeek;
import dev.factory.receipts.archive.ReceiptArchive;
import dev.factory.receipts.jdbc.JdbcReceiptStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes one file for each week. */
@Command(
    name = "archive",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Write one compressed, checkable file for each ISO week that is over.",
    description = {
      "",
      "Running it again changes nothing, but takes out what was erased since.",
      ""
    })
final class ArchiveCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "Where; it is made if it is not there.")
  private Path folder = Path.of("");

  @Option(
      names = "--week",
      paramLabel = "WEEK",
      description = "Only this one, such as 2026-W04. Default: all that are over.")
  private @Nullable String week;

  @Option(
      names = "--unfinished",
      description = "Also a week that is not over, as far as it has come.")
  private boolean unfinished;

  ArchiveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    IsoWeek one = week == null ? null : parse(week);
    ReceiptArchive archive = ReceiptArchive.in(session.file(folder), session.host().time());
    try (Database database = session.openDatabase()) {
      List<ArchiveOutcome> outcomes =
          one == null ? all(archive, database.store()) : List.of(one(archive, database, one));
      session.print(
          outcomes.isEmpty()
              ? List.of("No week with receipts is over; --unfinished archives what there is.")
              : outcomes.stream().map(ArchiveCommand::line).toList(),
          Map.of("weeks", outcomes.stream().map(ArchiveCommand::json).toList()));
      return ExitCode.OK;
    }
  }

  private List<ArchiveOutcome> all(ReceiptArchive archive, JdbcReceiptStore store) {
    return unfinished ? archive.archiveAllSoFar(store) : archive.archiveAll(store);
  }

  private ArchiveOutcome one(ReceiptArchive archive, Database database, IsoWeek one) {
    return unfinished
        ? archive.archiveSoFar(database.store(), one)
        : archive.archive(database.store(), one);
  }

  private static IsoWeek parse(String text) {
    try {
      return IsoWeek.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CliException(
          "cli.usage", "--week is an ISO week its year has, such as 2026-W04; nothing was written");
    }
  }

  private static String line(ArchiveOutcome outcome) {
    if (outcome instanceof ArchiveOutcome.Written written) {
      return words("written", written.archived());
    }
    if (outcome instanceof ArchiveOutcome.Unchanged unchanged) {
      return words("unchanged", unchanged.archived());
    }
    if (outcome instanceof ArchiveOutcome.Replaced replaced) {
      return words("replaced", replaced.archived());
    }
    return ((ArchiveOutcome.Nothing) outcome).week() + ": no receipts, no file";
  }

  private static String words(String done, ArchivedWeek archived) {
    return archived.week()
        + ": "
        + done
        + ", receipts "
        + archived.first()
        + " to "
        + (archived.end() - 1)
        + (archived.erased() == 0 ? "" : ", " + archived.erased() + " of them erased")
        + (archived.isFinished() ? "" : ", not over yet");
  }

  private static Map<String, @Nullable Object> json(ArchiveOutcome outcome) {
    if (outcome instanceof ArchiveOutcome.Written written) {
      return json("WRITTEN", written.archived());
    }
    if (outcome instanceof ArchiveOutcome.Unchanged unchanged) {
      return json("UNCHANGED", unchanged.archived());
    }
    if (outcome instanceof ArchiveOutcome.Replaced replaced) {
      return json("REPLACED", replaced.archived());
    }
    return Map.of(
        "outcome", "NOTHING", "week", ((ArchiveOutcome.Nothing) outcome).week().toString());
  }

  private static Map<String, @Nullable Object> json(String outcome, ArchivedWeek archived) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("outcome", outcome);
    members.put("week", archived.week().toString());
    members.put("first", archived.first());
    members.put("count", archived.count());
    members.put("erased", archived.erased());
    members.put("root", archived.root().toString());
    members.put("finished", archived.isFinished());
    return members;
  }
}
