package dev.factory.examples.cli;

import dev.factory.attribution.Attribution;
import dev.factory.attribution.event.AddressHash;
import dev.factory.attribution.files.EventFiles;
import dev.factory.attribution.files.FileFormat;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.RecordOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records what happened, from files. */
@Command(
    name = "import",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Record rules, clicks, conversions and refunds from files.",
    description = {
      "",
      "Each row is recorded with a signed receipt. Rows that were recorded before change nothing;"
          + " rows that cannot be taken are named and the rest goes on.",
      ""
    },
    footer = {"", "Exit codes: 0 all was taken, 1 some rows were not, 2 nothing could be done."})
final class ImportEventsCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--clicks", paramLabel = "FILE", description = ".csv, .ndjson or .jsonl.")
  private @Nullable Path clicks;

  @Option(names = "--conversions", paramLabel = "FILE", description = "Likewise.")
  private @Nullable Path conversions;

  @Option(names = "--refunds", paramLabel = "FILE", description = "Likewise.")
  private @Nullable Path refunds;

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      description = "Publish rules for all of time: linear,30d,70%% is model, window and share.")
  private @Nullable String rules;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Publish the rules in this file: a version as JSON. May be repeated.")
  private List<Path> policies = new ArrayList<>();

  @Option(
      names = "--address-key",
      paramLabel = "FILE",
      description = "64 hex digits that IP addresses are hashed with; needed if rows have some.")
  private @Nullable Path addressKey;

  @Option(
      names = "--rejects",
      paramLabel = "FOLDER",
      description = "Write rows that were not taken there, to be mended and read again.")
  private @Nullable Path rejects;

  @Option(
      names = "--ledger",
      paramLabel = "NAME",
      description =
          "Begin a ledger of this name, such as example.com/receipts, where there is none; its key"
              + " is made if it is missing.")
  private @Nullable String ledger;

  @Mixin private final WritingOptions options = new WritingOptions();

  ImportEventsCommand(Session session) {
    this.session = session;
  }

  /** What is read, before anything is opened: whatever is wrong with it is said first. */
  private record Given(List<PolicyVersion> policies, EventFiles reader) {}

  @Override
  public Integer call() throws IOException {
    if (clicks == null && conversions == null && refunds == null && rules == null) {
      if (policies.isEmpty()) {
        throw new CliException(
            "cli.usage",
            "there is nothing to import; nothing was done: give --clicks, --conversions,"
                + " --refunds, --rules or --policy");
      }
    }
    for (Path file : files()) {
      if (!Files.isRegularFile(session.file(file))) {
        throw new NoSuchFileException(session.file(file).toString());
      }
      FileFormat.of(file);
    }
    Given given = new Given(policies(), reader());
    return ledger == null
        ? Books.writing(session, options, books -> run(books, given))
        : Books.beginning(session, options, ledger, books -> run(books, given));
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Path file : new Path[] {clicks, conversions, refunds}) {
      if (file != null) {
        files.add(file);
      }
    }
    return files;
  }

  private List<PolicyVersion> policies() throws IOException {
    List<PolicyVersion> versions = new ArrayList<>();
    if (rules != null) {
      versions.add(Rules.parse(rules));
    }
    for (Path file : policies) {
      versions.add(PolicyVersion.parse(Files.readAllBytes(session.file(file))));
    }
    return versions;
  }

  private EventFiles reader() throws IOException {
    if (addressKey == null) {
      return EventFiles.withoutAddresses();
    }
    Path file = session.file(addressKey);
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      return EventFiles.hashing(AddressHash.keyed(HexFormat.of().parseHex(text)));
    } catch (IllegalArgumentException e) {
      throw new CliException(
          "cli.key-unreadable",
          file
              + " is no key for addresses; nothing was done: it holds 64 hex digits, and always the"
              + " same ones for one ledger");
    }
  }

  private int run(Books books, Given given) throws IOException {
    EventImport events =
        new EventImport(session, books, given.reader(), rejects == null ? null : file(rejects));
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>(publish(books.attribution(), given.policies(), members));
    books.drain();
    if (clicks != null) {
      events.clicks(file(clicks));
    }
    if (conversions != null) {
      events.conversions(file(conversions));
    }
    if (refunds != null) {
      events.refunds(file(refunds));
    }
    lines.addAll(events.lines());
    members.putAll(events.members());
    DryRun.tell(options, lines, members);
    session.print(lines, members);
    return events.rejected() == 0 ? ExitCode.OK : ExitCode.INVALID;
  }

  private Path file(Path given) {
    return session.file(given);
  }

  private static List<String> publish(
      Attribution attribution,
      List<PolicyVersion> versions,
      Map<String, @Nullable Object> members) {
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> published = new ArrayList<>();
    for (PolicyVersion version : versions) {
      boolean fresh = attribution.publish(version) == RecordOutcome.RECORDED;
      lines.add("✓ Rules: " + (fresh ? "published" : "already there") + ", " + version.hash());
      published.add(Map.of("hash", version.hash().text(), "published", fresh));
    }
    members.put("policies", published);
    return lines;
  }
}
