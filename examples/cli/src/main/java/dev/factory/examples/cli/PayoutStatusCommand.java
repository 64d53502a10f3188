package dev.factory.examples.cli;

import dev.factory.attribution.ledger.Balance;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.core.time.Period;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at payouts and at the ledger behind them. */
@Command(
    name = "status",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "How the payouts stand, run by run, and whether the ledger adds up.",
    footer = {
      "",
      "Exit codes: 0 nothing needs a look, 1 something is in doubt or refused, 2 could not look."
    })
final class PayoutStatusCommand implements Callable<Integer> {
  private static final int PAGE = 500;
  private static final Comparator<RunKey> BY_TIME =
      Comparator.comparing((RunKey run) -> run.period().start())
          .thenComparing(run -> run.period().end())
          .thenComparing(RunKey::method);

  private final Session session;

  @Mixin private final PeriodOptions period = new PeriodOptions();

  @Option(names = "--method", paramLabel = "METHOD", description = "Only runs by this method.")
  private @Nullable String method;

  PayoutStatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Period> asked = period.given(session);
    return Books.reading(
        session,
        books -> books.payoutStore().<Integer>reading(view -> look(view, asked.orElse(null))));
  }

  private int look(PayoutView view, @Nullable Period asked) {
    Map<RunKey, List<Payout>> runs =
        all(view).stream()
            .filter(payout -> asked == null || payout.run().period().equals(asked))
            .filter(payout -> method == null || payout.run().method().value().equals(method))
            .collect(
                Collectors.groupingBy(
                    Payout::run, () -> new TreeMap<>(BY_TIME), Collectors.toList()));
    List<String> lines = new ArrayList<>();
    runs.forEach(
        (run, payouts) -> {
          lines.add(PeriodOptions.name(run.period()) + " by " + run.method());
          lines.addAll(PayoutText.states(payouts));
        });
    if (runs.isEmpty()) {
      lines.add("There are no payouts" + (asked == null ? "" : " of this period") + ".");
    }
    Map<String, Long> sums = new TreeMap<>();
    for (Balance balance : view.balances()) {
      sums.merge(balance.amount().currency().code(), balance.amount().micro(), Math::addExact);
    }
    boolean balanced = sums.values().stream().allMatch(sum -> sum == 0);
    lines.add(
        balanced
            ? "✓ Ledger: adds up to zero in every currency"
            : "✗ Ledger: DOES NOT ADD UP, off by millionths of " + sums);
    boolean troubled =
        runs.values().stream()
            .flatMap(List::stream)
            .map(Payout::state)
            .anyMatch(EnumSet.of(PayoutState.IN_DOUBT, PayoutState.REJECTED)::contains);
    session.print(lines, members(runs, sums, balanced));
    boolean unknown = asked != null && runs.isEmpty();
    return troubled || !balanced || unknown ? ExitCode.INVALID : ExitCode.OK;
  }

  private static List<Payout> all(PayoutView view) {
    List<Payout> all = new ArrayList<>();
    PayoutId after = null;
    List<Payout> page = view.payouts(EnumSet.allOf(PayoutState.class), after, PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      after = page.get(page.size() - 1).id();
      page = view.payouts(EnumSet.allOf(PayoutState.class), after, PAGE);
    }
    return all;
  }

  private static Map<String, @Nullable Object> members(
      Map<RunKey, List<Payout>> runs, Map<String, Long> sums, boolean balanced) {
    List<Map<String, @Nullable Object>> listed = new ArrayList<>();
    runs.forEach(
        (run, payouts) -> {
          Map<String, @Nullable Object> members = new LinkedHashMap<>();
          members.put("period_start", run.period().start().toString());
          members.put("period_end", run.period().end().toString());
          members.put("payout_method", run.method().value());
          members.put("payouts", payouts.stream().map(PayoutText::members).toList());
          listed.add(members);
        });
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("runs", listed);
    members.put("ledger_balanced", balanced);
    Map<String, String> texts = new TreeMap<>();
    sums.forEach((currency, sum) -> texts.put(currency, sum.toString()));
    members.put("ledger_sums_micro", texts);
    return members;
  }
}
