package dev.factory.examples.cli;

import dev.factory.attribution.Payouts;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.rail.FileRail;
import dev.factory.attribution.spi.Mailer;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.core.time.Period;
import dev.factory.examples.cli.mail.ConfirmationMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes payouts to the rail and confirms those that are paid. */
@Command(
    name = "submit",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Send what was calculated, ask about what was sent, confirm what is paid.",
    description = {
      "",
      "Repeat it as often as you like, after a crash too: nothing is paid twice. What is in doubt"
          + " is looked up and never sent again before its absence is proven.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 nothing is in doubt or refused, 1 something is, 2 could not be done."
    })
final class SubmitCommand implements Callable<Integer> {
  private static final Set<PayoutState> OPEN =
      EnumSet.of(PayoutState.RESERVED, PayoutState.SUBMITTED, PayoutState.IN_DOUBT);

  private final Session session;

  @Mixin private final PeriodOptions period = new PeriodOptions();
  @Mixin private final PayoutOptions payouts = new PayoutOptions();
  @Mixin private final WritingOptions options = new WritingOptions();

  SubmitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    RunKey run = new RunKey(period.required(session), payouts.method());
    PayeesFile payees = payouts.payees(session);
    if (options.dryRun()) {
      return Books.reading(session, books -> say(books, run));
    }
    Optional<ConfirmationMail> mail = SmtpVariables.read(session, payees);
    return Books.writing(session, options, books -> submit(books, payees, run, mail));
  }

  /** What would be done; a rail is not asked, so what it knows is not known. */
  private int say(Books books, RunKey run) {
    if (books.payoutStore().<Boolean>reading(view -> view.run(run).isEmpty())) {
      session.print(
          List.of("There is no run by " + run + ": calculate it first."), Map.of("found", false));
      return ExitCode.INVALID;
    }
    List<Payout> all = books.payoutStore().<List<Payout>>reading(view -> view.payouts(run));
    long send = count(all, EnumSet.of(PayoutState.RESERVED));
    long ask = count(all, EnumSet.of(PayoutState.SUBMITTED, PayoutState.IN_DOUBT));
    long confirm =
        all.stream()
            .filter(payout -> payout.state() == PayoutState.PAID)
            .filter(payout -> payout.status().confirmedAt() == null)
            .count();
    List<String> lines = new ArrayList<>();
    lines.add("Would send " + Text.count(send, "payout"));
    lines.add("Would ask the rail about " + Text.count(ask, "payout"));
    lines.add("Would confirm " + Text.count(confirm, "payout"));
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("would_send", send);
    members.put("would_ask", ask);
    members.put("would_confirm", confirm);
    DryRun.tell(options, lines, members);
    session.print(lines, members);
    return ExitCode.OK;
  }

  private static long count(List<Payout> all, Set<PayoutState> states) {
    return all.stream().filter(payout -> states.contains(payout.state())).count();
  }

  private int submit(Books books, PayeesFile payees, RunKey run, Optional<ConfirmationMail> mail)
      throws IOException {
    long open = count(books.payoutStore().<List<Payout>>reading(view -> view.payouts(run)), OPEN);
    PayoutRail rail = payouts.rail(session, payees);
    PayoutReport report;
    try (ProgressBar bar = session.progress("Sending", open);
        ConfirmationMail mails = mail.orElse(null)) {
      Payouts sending =
          payouts
              .settings(session, books, payees)
              .rail(new CountingRail(rail, bar))
              .mailer(mails == null ? Mailer.none() : mails)
              .open();
      report = sending.submit(run.period(), run.method());
    }
    books.drain();
    List<Path> files = rail instanceof FileRail bank ? batches(bank, run.period()) : List.of();
    return tell(report, files, mail);
  }

  /**
   * A file for the bank is never changed once it is there, so what waits since goes into another.
   */
  private List<Path> batches(FileRail bank, Period asked) throws IOException {
    List<Path> files = new ArrayList<>();
    Path waiting = payouts.folder(session).resolve("pending");
    String name = PeriodOptions.name(asked).replaceAll("[^A-Za-z0-9-]", "-");
    for (int number = 1; ; number++) {
      Optional<Path> file = bank.batch(number == 1 ? name : name + "-" + number);
      file.ifPresent(files::add);
      if (file.isEmpty() || isEmpty(waiting)) {
        return files;
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private int tell(PayoutReport report, List<Path> files, Optional<ConfirmationMail> mail) {
    List<String> lines = new ArrayList<>(PayoutText.lines(report));
    lines.add("Sent now: " + report.submitted() + ", confirmed now: " + report.confirmed());
    if (!report.stopped().isEmpty()) {
      lines.add(
          "✗ The rail takes no more now ("
              + Text.printable(report.stopped())
              + "); repeat this later");
    }
    if (report.confirmed() > 0 && mail.isEmpty()) {
      lines.add("No mail was sent: FACTORY_SMTP names no server");
    }
    Map<PayoutId, String> unsent = mail.map(ConfirmationMail::failures).orElse(Map.of());
    unsent.forEach((payout, why) -> lines.add("✗ Mail for " + payout + ": not sent, " + why));
    files.forEach(file -> lines.add("File for the bank: " + file));
    Map<String, @Nullable Object> members = new LinkedHashMap<>(PayoutText.members(report));
    members.put("files", files.stream().map(Path::toString).toList());
    members.put("mails", mail.isPresent());
    Map<String, String> reasons = new LinkedHashMap<>();
    unsent.forEach((payout, why) -> reasons.put(payout.value(), why));
    members.put("mails_not_sent", reasons);
    DryRun.tell(options, lines, members);
    session.print(lines, members);
    boolean trouble =
        !report.inDoubt().isEmpty()
            || !report.in(PayoutState.REJECTED).isEmpty()
            || !report.stopped().isEmpty()
            || !unsent.isEmpty();
    return trouble ? ExitCode.INVALID : ExitCode.OK;
  }
}
