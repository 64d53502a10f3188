package dev.factory.examples.cli;

import dev.factory.attribution.credit.Credit;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.credit.Explanation;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.time.Period;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains where money went, and computes it again. */
@Command(
    name = "why",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Explain where a conversion's money went: touches, verdicts, weights, arithmetic.",
    description = {
      "",
      "The credits are computed again from the events and the rules and compared with those that"
          + " are kept.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 explained and confirmed, 1 unknown or not confirmed, 2 could not."
    })
final class WhyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..*", paramLabel = "CONVERSION", description = "Event ids of conversions.")
  private List<String> conversions = new ArrayList<>();

  @Option(
      names = "--publisher",
      paramLabel = "ID",
      description = "All conversions on this publisher's statements of --period.")
  private @Nullable String publisher;

  @Mixin private final PeriodOptions period = new PeriodOptions();

  WhyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (conversions.isEmpty() == (publisher == null)) {
      throw new CliException(
          "cli.usage",
          "name conversions, or a publisher with --publisher and --period; nothing was read");
    }
    PublisherId whose = publisher == null ? null : Ids.publisher(publisher);
    Period asked = whose == null ? null : period.required(session);
    List<EventId> named = conversions.stream().map(Ids::event).toList();
    return Books.reading(
        session,
        books -> explain(books, whose == null || asked == null ? named : of(books, whose, asked)));
  }

  private static List<EventId> of(Books books, PublisherId whose, Period asked) {
    List<EventId> ids = new ArrayList<>();
    for (Statement statement : books.attribution().statements(asked)) {
      if (statement.publisherId().equals(whose)) {
        statement.lines().stream().map(StatementLine::conversionId).distinct().forEach(ids::add);
      }
    }
    return ids;
  }

  private int explain(Books books, List<EventId> ids) {
    List<String> lines = new ArrayList<>();
    List<Map<String, @Nullable Object>> explained = new ArrayList<>();
    boolean confirmed = !ids.isEmpty();
    for (EventId id : ids) {
      Optional<Explanation> why = books.attribution().why(id);
      if (why.isEmpty()) {
        lines.add("There is no conversion " + Text.printable(id.value()) + ".");
        confirmed = false;
      } else {
        why.get().text().lines().map(Text::printable).forEach(lines::add);
        explained.add(members(why.get()));
        confirmed &= why.get().isConfirmed();
      }
    }
    if (ids.isEmpty()) {
      lines.add("The publisher has no statement of this period with a conversion on it.");
    }
    session.print(lines, Map.of("confirmed", confirmed, "conversions", explained));
    return confirmed ? ExitCode.OK : ExitCode.INVALID;
  }

  private static Map<String, @Nullable Object> members(Explanation why) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("conversion_id", why.conversion().eventId().value());
    members.put("occurred_at", why.conversion().at().toString());
    members.put("gross", why.conversion().gross().toDecimal());
    members.put("currency", why.conversion().gross().currency().code());
    members.put("policy_hash", why.policy().hash().text());
    members.put("confirmed", why.isConfirmed());
    members.put(
        "touches",
        why.touches().stream()
            .map(
                judged ->
                    Map.of(
                        "touch_id", judged.touch().eventId().value(),
                        "publisher_id", judged.touch().publisherId().value(),
                        "at", judged.touch().at().toString(),
                        "kind", judged.touch().kind().name(),
                        "verdict", judged.verdict().name()))
            .toList());
    members.put("computed", why.stored().stream().map(WhyCommand::members).toList());
    return members;
  }

  private static Map<String, @Nullable Object> members(CreditSet set) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("cause", set.cause().name());
    members.put("cause_id", set.causeId().value());
    members.put("amount", set.amount().toDecimal());
    members.put("commission_micro", Long.toString(set.commission().micro()));
    members.put("fee_micro", Long.toString(set.fee().micro()));
    members.put("credits", set.credits().stream().map(WhyCommand::members).toList());
    return members;
  }

  private static Map<String, @Nullable Object> members(Credit credit) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("touch_id", credit.touch().map(EventId::value).orElse(null));
    members.put("publisher_id", credit.publisherId().value());
    members.put("weight", Long.toString(credit.weight()));
    members.put("credit_micro", Long.toString(credit.credit().micro()));
    members.put("commission_micro", Long.toString(credit.commission().micro()));
    return members;
  }
}
