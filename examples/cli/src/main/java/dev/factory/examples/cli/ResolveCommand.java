package dev.factory.examples.cli;

import dev.factory.attribution.PayoutDecisions;
import dev.factory.attribution.Payouts;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.core.FactoryException;
import dev.factory.core.money.Money;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over what an operator knows of payouts. */
@Command(
    name = "resolve",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Say what the bank or the rail said of payouts, or decide about them.",
    description = {"", "Saying the same again changes nothing.", ""})
final class ResolveCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..*", paramLabel = "PAYOUT", description = "Ids, such as po_...")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--all",
      description = "All payouts of --period and --method that were sent and are not settled.")
  private boolean all;

  @ArgGroup(multiplicity = "1", heading = "%nOne of%n")
  private Word word = new Word();

  @Option(
      names = "--rail-reference",
      paramLabel = "TEXT",
      description = "With --paid or --returned: the rail's name of the transfer. Default: the id.")
  private @Nullable String railReference;

  @Option(
      names = "--amount",
      paramLabel = "AMOUNT",
      description = "With --paid: what was paid if it is another amount, such as 35.00.")
  private @Nullable String amount;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "operator",
      description = "With --cancel: why, without personal data. Default: ${DEFAULT-VALUE}.")
  private String reason = "operator";

  @Mixin private final PeriodOptions period = new PeriodOptions();

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "file",
      description = "With --all.")
  private String method = "file";

  @Mixin private final WritingOptions options = new WritingOptions();

  ResolveCommand(Session session) {
    this.session = session;
  }

  /** What is said of them. */
  static final class Word {
    @Option(names = "--paid", description = "The money arrived.")
    private boolean paid;

    @Option(names = "--returned", description = "The money came back; it is due again.")
    private boolean returned;

    @Option(names = "--refused", description = "The bank refused; no money moved.")
    private boolean refused;

    @Option(
        names = "--not-created",
        description = "In doubt: there is no transfer and none will come. It may be sent again.")
    private boolean notCreated;

    @Option(names = "--approve", description = "A draft: reserve its money.")
    private boolean approve;

    @Option(names = "--retry", description = "Refused: send it once more.")
    private boolean retry;

    @Option(names = "--cancel", description = "Do not pay it; its money is due again.")
    private boolean cancel;
  }

  @Override
  public Integer call() throws IOException {
    if (all == !ids.isEmpty()) {
      throw new CliException(
          "cli.usage", "name payouts, or give --all with --period; nothing was done");
    }
    List<PayoutId> named = ids.stream().map(Ids::payout).toList();
    PayoutMethod by = Ids.method(method);
    RunKey run = all ? new RunKey(period.required(session), by) : null;
    return Books.writing(
        session, options, books -> resolve(books, run == null ? named : open(books, run)));
  }

  private static List<PayoutId> open(Books books, RunKey run) {
    EnumSet<PayoutState> sent = EnumSet.of(PayoutState.SUBMITTED, PayoutState.IN_DOUBT);
    return books.payoutStore().<List<Payout>>reading(view -> view.payouts(run)).stream()
        .filter(payout -> sent.contains(payout.state()))
        .map(Payout::id)
        .toList();
  }

  private int resolve(Books books, List<PayoutId> named) {
    PayoutDecisions decisions =
        Payouts.with(
                books.attribution(), books.payoutStore(), PayeesFile.none(), session.host().time())
            .open()
            .decisions();
    for (PayoutId id : named) {
      Optional<Payout> known =
          books.payoutStore().<Optional<Payout>>reading(view -> view.payout(id));
      if (known.isEmpty()) {
        session.print(
            List.of("There is no payout " + id + "; nothing was done."), Map.of("found", false));
        return ExitCode.INVALID;
      }
    }
    List<Payout> resolved = new ArrayList<>();
    for (PayoutId id : named) {
      resolved.add(decide(decisions, books, id));
    }
    List<String> lines = new ArrayList<>();
    for (Payout payout : resolved) {
      lines.add(payout.id() + " of " + payout.amount().display() + ": " + payout.state());
    }
    if (resolved.isEmpty()) {
      lines.add("No payout of this run was sent and is not settled.");
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("payouts", resolved.stream().map(PayoutText::members).toList());
    DryRun.tell(options, lines, members);
    session.print(lines, members);
    return ExitCode.OK;
  }

  private Payout decide(PayoutDecisions decisions, Books books, PayoutId id) {
    if (word.approve) {
      return decisions.approve(id);
    }
    if (word.retry) {
      return decisions.retry(id);
    }
    if (word.cancel) {
      return decisions.cancel(id, reason);
    }
    if (word.notCreated) {
      return decisions.resolve(id, null);
    }
    Payout payout =
        books
            .payoutStore()
            .<Optional<Payout>>reading(view -> view.payout(id))
            .orElseThrow(IllegalStateException::new);
    return decisions.told(id, new RailFinding.Found(reference(payout), money(payout), stage()));
  }

  private String reference(Payout payout) {
    if (railReference != null) {
      return railReference;
    }
    String known = payout.status().railReference();
    return known.isEmpty() ? payout.id().value() : known;
  }

  private Money money(Payout payout) {
    if (amount == null) {
      return payout.amount();
    }
    try {
      return Money.parse(payout.amount().currency(), amount);
    } catch (FactoryException e) {
      throw new CliException(
          "cli.usage",
          "--amount is a plain decimal in "
              + payout.amount().currency().code()
              + ", such as "
              + payout.amount().toDecimal()
              + "; nothing was done");
    }
  }

  private RailFinding.Stage stage() {
    if (word.paid) {
      return RailFinding.Stage.PAID;
    }
    if (word.returned) {
      return RailFinding.Stage.RETURNED;
    }
    if (word.refused) {
      return RailFinding.Stage.REJECTED;
    }
    throw new IllegalStateException("picocli lets nobody say none of them");
  }
}
