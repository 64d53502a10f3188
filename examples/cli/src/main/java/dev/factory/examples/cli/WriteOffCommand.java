package dev.factory.examples.cli;

import dev.factory.attribution.WriteOffs;
import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.PublisherId;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.examples.pages.ExactAmount;
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

/** Gives a debt up. */
@Command(
    name = "write-off",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Give up what a publisher owes since sales were refunded that it was paid for.",
    description = {"", "It stands on the publisher's next statement; closed ones stay.", ""},
    footer = {"", "Exit codes: 0 given up, 1 nothing is owed, 2 could not be done."})
final class WriteOffCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--publisher", required = true, paramLabel = "ID", description = "Whose.")
  private String publisher = "";

  @Option(
      names = "--currency",
      required = true,
      paramLabel = "CODE",
      description = "In which currency, such as USD.")
  private String currency = "";

  @Mixin private final WritingOptions options = new WritingOptions();

  WriteOffCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    PublisherId whose = Ids.publisher(publisher);
    CurrencyUnit unit = unit();
    return Books.writing(session, options, books -> giveUp(books, whose, unit));
  }

  private CurrencyUnit unit() {
    try {
      return CurrencyUnit.of(currency);
    } catch (FactoryException e) {
      throw new CliException(
          "cli.usage", "--currency is a code of ISO 4217, such as USD; nothing was done");
    }
  }

  private int giveUp(Books books, PublisherId whose, CurrencyUnit unit) {
    Optional<Adjustment> given =
        WriteOffs.over(books.attribution(), session.host().time()).giveUp(whose, unit);
    List<String> lines = new ArrayList<>();
    lines.add(
        given
            .map(
                debt ->
                    ExactAmount.text(debt.commission())
                        + " of "
                        + Text.printable(whose.value())
                        + " is given up; its next statement says so")
            .orElseGet(
                () -> Text.printable(whose.value()) + " owes nothing in " + unit.code() + "."));
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("publisher_id", whose.value());
    members.put("currency", unit.code());
    members.put("given_up", given.isPresent());
    members.put(
        "debt_micro", given.map(debt -> Long.toString(debt.commission().micro())).orElse("0"));
    DryRun.tell(options, lines, members);
    session.print(lines, members);
    return given.isPresent() ? ExitCode.OK : ExitCode.INVALID;
  }
}
