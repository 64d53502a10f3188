package dev.factory.attribution;

import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.spi.Payees;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.FactoryException;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From closed statements to money on the publishers' accounts, each of them paid once.
 *
 * <p>Every call may be repeated, by this process or by another after a crash: what was done stays
 * as it was, and what was begun is completed. A payout is sent to the rail again only when the rail
 * has proven that the request before made no transfer and can make none. <b>Threads:</b> safe for
 * use by many threads, and by many processes where the store is.
 */
public final class Payouts {
  private static final int PAGE = 500;

  private final PayoutSettings settings;

  Payouts(PayoutSettings settings) {
    this.settings = settings;
  }

  /**
   * {@return payouts with these parts; the rest is added to what is returned}
   *
   * @param attribution what closes the periods that are paid
   * @param store where ledger and payouts are kept, and where the journal is wired to
   * @param payees how publishers are paid
   * @param time tells when a request was made; no amount depends on it
   */
  public static PayoutSettings with(
      Attribution attribution, PayoutStore store, Payees payees, InstantSource time) {
    return new PayoutSettings(attribution, store, payees, time);
  }

  /**
   * Pays what is due of all statements up to the end of a period, by one method (operations guide,
   * Processing Payouts): closes the period if it is not closed, takes its credits and statements
   * into the ledger, puts the payouts together and reserves them, has the receipts written, takes
   * the payouts to the rail, and has publishers told of those that are paid.
   *
   * <p>Period and method make the run. Called again, it goes on where it stopped, whatever stopped
   * it; when there is nothing left to do it changes nothing and says how things are. What becomes
   * due after its payouts were put together is for the next period's run.
   *
   * @param period half-open; in whole microseconds; over by now
   * @param method one that has a rail
   * @throws FactoryException {@code attribution.no-rail} if the method has none, {@code
   *     attribution.period-not-over} if the period is not over, {@code attribution.run-terms} if
   *     the run was begun under other terms, and what {@link Attribution#closeStatements} throws;
   *     no request was made
   */
  public PayoutReport run(Period period, PayoutMethod method) {
    return sent(calculated(new RunKey(period, method)), method);
  }

  /**
   * The first half of {@link #run}: closes the period, takes it into the ledger, puts the payouts
   * together, reserves those that are approved, and has the receipts written. Nothing is sent.
   *
   * @throws FactoryException as {@link #run}
   */
  public PayoutReport calculate(Period period, PayoutMethod method) {
    return report(calculated(new RunKey(period, method)), 0, 0, "calculated");
  }

  private PayoutAssembly calculated(RunKey key) {
    PayoutRail rail = rail(key.method());
    Instant now = now();
    requireOver(key.period(), now);
    settings.attribution.closeStatements(key.period());
    intake(now).upTo(key.period().end());
    PayoutAssembly assembly = assembly(begin(key, now), rail);
    if (assembly.run().assembledAt() == null) {
      assembly.assemble(settings.store, now);
    }
    settings.receipts.run();
    return assembly;
  }

  /**
   * The second half of {@link #run}: takes what was calculated to the rail, asks it for what was
   * sent and is not settled, and has publishers told.
   *
   * @throws FactoryException {@code attribution.unknown-run} if the run was not calculated to its
   *     end, {@code attribution.no-rail} as in {@link #run}; no request was made
   */
  public PayoutReport submit(Period period, PayoutMethod method) {
    RunKey key = new RunKey(period, method);
    PayoutRail rail = rail(method);
    PayoutRun run =
        settings
            .store
            .<Optional<PayoutRun>>reading(view -> view.run(key))
            .filter(begun -> begun.assembledAt() != null)
            .orElseThrow(() -> unknown(key));
    settings.receipts.run();
    return sent(assembly(run, rail), method);
  }

  private PayoutReport sent(PayoutAssembly assembly, PayoutMethod method) {
    PayoutTransfers transfers = new PayoutTransfers(settings.store, rail(method), settings.time);
    RunKey key = assembly.run().key();
    advance(key, transfers);
    int confirmed = confirm(key);
    return report(assembly, transfers.submitted(), confirmed, transfers.stopped());
  }

  private static FactoryException unknown(RunKey key) {
    return new FactoryException(
        "attribution.unknown-run",
        "there is no run by "
            + key
            + " whose payouts are put together; nothing was sent: calculate it first");
  }

  private PayoutReport report(
      PayoutAssembly assembly, int submitted, int confirmed, String stopped) {
    RunKey key = assembly.run().key();
    return new PayoutReport(
        key,
        settings.store.reading(view -> view.payouts(key)),
        assembly.left(settings.store),
        submitted,
        confirmed,
        stopped);
  }

  /**
   * {@return what {@link #run} would pay now, and what it would leave} Nothing is written, told or
   * sent: the work of a run is done and undone. What was put together before is shown as it is.
   *
   * @throws FactoryException as {@link #run}
   */
  public PayoutReport plan(Period period, PayoutMethod method) {
    RunKey key = new RunKey(period, method);
    PayoutRail rail = rail(method);
    Instant now = now();
    requireOver(period, now);
    int taken = settings.store.<Integer>reading(PayoutView::takenIn);
    List<Statement> statements = settings.attribution.statementsIfClosed(period, taken);
    LedgerIntake intake = intake(now);
    return settings.store.trying(
        unit -> {
          PayoutRun fresh = new PayoutRun(key, settings.terms.hash(), now, null);
          PayoutRun run = unit.run(key).orElse(fresh);
          intake.release(unit, statements);
          return assembly(run, rail).plan(unit, now);
        });
  }

  private static void requireOver(Period period, Instant now) {
    if (period.end().isAfter(now)) {
      throw new FactoryException(
          "attribution.period-not-over",
          "the period "
              + period
              + " is not over; nothing was changed: pay it at "
              + period.end()
              + " or later");
    }
  }

  private LedgerIntake intake(Instant now) {
    return new LedgerIntake(
        settings.attribution.store(), settings.store, settings.terms, settings.payees, now);
  }

  private PayoutRun begin(RunKey key, Instant now) {
    String terms = settings.terms.hash();
    PayoutRun run =
        settings.store.atomically(
            unit -> {
              unit.begin(new PayoutRun(key, terms, now, null));
              return unit.run(key).orElseThrow(IllegalStateException::new);
            });
    if (run.assembledAt() == null && !run.termsHash().equals(terms)) {
      throw new FactoryException(
          "attribution.run-terms",
          "the run "
              + key
              + " was begun under the terms "
              + run.termsHash()
              + " and not under "
              + terms
              + "; nothing was paid by this call: complete it under those it was begun with");
    }
    return run;
  }

  private PayoutAssembly assembly(PayoutRun run, PayoutRail rail) {
    return new PayoutAssembly(
        run,
        new PayoutProposals(
            run, settings.terms, settings.payees, settings.rates, rail.capabilities()),
        settings.approval);
  }

  private void advance(RunKey key, PayoutTransfers transfers) {
    Set<PayoutState> open =
        EnumSet.of(PayoutState.RESERVED, PayoutState.SUBMITTED, PayoutState.IN_DOUBT);
    for (Payout payout : settings.store.<List<Payout>>reading(view -> view.payouts(key))) {
      if (open.contains(payout.state())) {
        transfers.advance(payout);
      }
    }
  }

  private int confirm(RunKey key) {
    int confirmed = 0;
    for (Payout payout : settings.store.<List<Payout>>reading(view -> view.payouts(key))) {
      if (payout.state() == PayoutState.PAID
          && payout.status().confirmedAt() == null
          && isTold(payout)) {
        Instant now = now();
        settings.store.<Optional<Payout>>atomically(
            unit -> new PayoutMoves(unit, now).move(payout, payout.status().confirmed(now)));
        confirmed++;
      }
    }
    return confirmed;
  }

  private boolean isTold(Payout payout) {
    try {
      settings.mailer.confirm(payout, "payout-confirmation:" + payout.id());
      return true;
    } catch (RuntimeException e) {
      // one publisher's address is no reason not to tell the others; the report shows who is not
      return false;
    }
  }

  /** {@return the payout, or empty if there is none with this id} */
  public Optional<Payout> payout(PayoutId id) {
    return settings.store.reading(view -> view.payout(id));
  }

  /**
   * {@return payouts in one state, of all runs, by id}
   *
   * @param after only those with a greater id; null for the first 500
   */
  public List<Payout> in(PayoutState state, @Nullable PayoutId after) {
    return settings.store.reading(view -> view.payouts(EnumSet.of(state), after, PAGE));
  }

  /** {@return what {@code question} finds in ledger, claims and payouts, all at one moment} */
  public <T> T reading(Function<? super PayoutView, ? extends T> question) {
    return settings.store.reading(question);
  }

  /** {@return what may be said about single payouts, by operators and by rails} */
  public PayoutDecisions decisions() {
    return new PayoutDecisions(settings.store, settings.time);
  }

  private PayoutRail rail(PayoutMethod method) {
    PayoutRail rail = settings.rails.get(method);
    if (rail == null) {
      throw new FactoryException(
          "attribution.no-rail",
          "no rail pays by "
              + method
              + "; nothing was changed: give the payouts one, or use one of "
              + settings.rails.keySet().stream().sorted().toList());
    }
    return rail;
  }

  private Instant now() {
    return settings.time.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
