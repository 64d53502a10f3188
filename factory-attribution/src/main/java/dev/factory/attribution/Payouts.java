package dev.factory.attribution;

import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.payout.PayoutReport;
import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.payout.PayoutState;
import dev.factory.attribution.payout.PayoutTerms;
import dev.factory.attribution.payout.RunKey;
import dev.factory.attribution.spi.FxRates;
import dev.factory.attribution.spi.Mailer;
import dev.factory.attribution.spi.Payees;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.attribution.spi.PayoutStore;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.FactoryException;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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

  private final Settings settings;

  private Payouts(Settings settings) {
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
  public static Settings with(
      Attribution attribution, PayoutStore store, Payees payees, InstantSource time) {
    return new Settings(attribution, store, payees, time);
  }

  /** The parts of {@link Payouts}, of which a host adds those it has. For one thread. */
  public static final class Settings {
    private final Attribution attribution;
    private final PayoutStore store;
    private final Payees payees;
    private final InstantSource time;
    private final Map<PayoutMethod, PayoutRail> rails = new HashMap<>();
    private PayoutTerms terms = PayoutTerms.PLAIN;
    private FxRates rates = FxRates.none();
    private Mailer mailer = Mailer.none();
    private Predicate<Payout> approval = payout -> true;
    private Runnable receipts = () -> {};

    private Settings(
        Attribution attribution, PayoutStore store, Payees payees, InstantSource time) {
      this.attribution = attribution;
      this.store = store;
      this.payees = payees;
      this.time = time;
    }

    /** {@return these, with a rail for the method it says; the last one of a method counts} */
    public Settings rail(PayoutRail rail) {
      rails.put(rail.capabilities().method(), rail);
      return this;
    }

    /** {@return these, with minimums and holds; none unless said} */
    public Settings terms(PayoutTerms given) {
      this.terms = given;
      return this;
    }

    /** {@return these, with rates of exchange; none unless said} */
    public Settings rates(FxRates given) {
      this.rates = given;
      return this;
    }

    /** {@return these, with who confirms payouts to publishers; nobody unless said} */
    public Settings mailer(Mailer given) {
      this.mailer = given;
      return this;
    }

    /**
     * {@return these, with who says which drafts may be paid at once; all unless said} The others
     * wait for {@link Payouts#approve}.
     */
    public Settings approval(Predicate<Payout> given) {
      this.approval = given;
      return this;
    }

    /**
     * {@return these, with what is to be done after payouts are reserved and before any of them is
     * sent} A host that keeps receipts drains its outbox here, so that no money moves without a
     * receipt: {@code () -> outbox.drainTo(receipts)}.
     */
    public Settings receipts(Runnable given) {
      this.receipts = given;
      return this;
    }

    /** {@return the payouts} */
    public Payouts open() {
      return new Payouts(this);
    }
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
    RunKey key = new RunKey(period, method);
    PayoutRail rail = rail(method);
    Instant now = now();
    requireOver(period, now);
    settings.attribution.closeStatements(period);
    intake(now).upTo(period.end());
    PayoutRun run = begin(key, now);
    PayoutAssembly assembly = assembly(run, rail);
    if (run.assembledAt() == null) {
      assembly.assemble(settings.store, now);
    }
    settings.receipts.run();
    PayoutTransfers transfers = new PayoutTransfers(settings.store, rail, settings.time);
    advance(key, transfers);
    int confirmed = confirm(key);
    return new PayoutReport(
        key,
        settings.store.reading(view -> view.payouts(key)),
        assembly.left(settings.store),
        transfers.submitted(),
        confirmed,
        transfers.stopped());
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
        settings.terms,
        settings.payees,
        settings.rates,
        rail.capabilities(),
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
      if (payout.state() == PayoutState.PAID && payout.status().confirmedAt() == null) {
        settings.mailer.confirm(payout, "payout-confirmation:" + payout.id());
        Instant now = now();
        settings.store.<Optional<Payout>>atomically(
            unit -> new PayoutMoves(unit, now).move(payout, payout.status().confirmed(now)));
        confirmed++;
      }
    }
    return confirmed;
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

  /**
   * Approves a draft and reserves its money. The next call of {@link #run} sends it.
   *
   * @return the payout; one that was approved before is as it was
   * @throws FactoryException {@code attribution.unknown-payout}
   */
  public Payout approve(PayoutId id) {
    return change(
        id,
        (moves, payout) -> payout.state() == PayoutState.DRAFT ? moves.reserve(payout) : payout);
  }

  /**
   * Cancels a payout of which no request can be on its way; what it is made of is due again.
   *
   * @param reason for whoever asks later; without personal data
   * @return the payout; one that was cancelled before is as it was
   * @throws FactoryException {@code attribution.payout-not-open} if it was sent or is settled;
   *     nothing was changed
   */
  public Payout cancel(PayoutId id, String reason) {
    return change(
        id,
        (moves, payout) -> {
          if (payout.state() == PayoutState.CANCELLED) {
            return payout;
          }
          if (!payout.state().next().contains(PayoutState.CANCELLED)) {
            throw notOpen(payout, "cancelled");
          }
          return moves.to(PayoutState.CANCELLED, reason, payout);
        });
  }

  /**
   * Has a payout that the rail refused sent once more by the next call of {@link #run}.
   *
   * @throws FactoryException {@code attribution.payout-not-open} if it is not refused
   */
  public Payout retry(PayoutId id) {
    return change(
        id,
        (moves, payout) -> {
          if (payout.state() != PayoutState.REJECTED) {
            throw notOpen(payout, "sent again");
          }
          return moves.to(PayoutState.RESERVED, "", payout);
        });
  }

  private static FactoryException notOpen(Payout payout, String wish) {
    return new FactoryException(
        "attribution.payout-not-open",
        "the payout "
            + payout.id()
            + " is "
            + payout.state()
            + " and cannot be "
            + wish
            + "; nothing was changed: run its period again, which asks the rail");
  }

  /**
   * Takes over what a rail tells by itself, by a webhook or in a bank's file. Told twice, or told
   * what was known, it changes nothing.
   *
   * @param reference the payout as the rail names it
   * @param found what the rail says
   * @return the payout as it is now
   * @throws FactoryException {@code attribution.unknown-payout}, or {@code
   *     attribution.payout-not-sent} if no request was ever made for it; nothing was changed
   */
  public Payout told(PayoutId reference, RailFinding.Found found) {
    return change(reference, (moves, payout) -> moves.found(payout.id(), found));
  }

  /**
   * Settles a payout in doubt by the word of an operator who asked the rail by other means.
   *
   * @param created the transfer as the rail shows it, with the amount that was asked for if the
   *     operator has settled a difference; or null if the rail says that there is none and none
   *     will be
   * @throws FactoryException {@code attribution.payout-not-open} if it is not in doubt
   */
  public Payout resolve(PayoutId id, RailFinding.@Nullable Found created) {
    return change(
        id,
        (moves, payout) -> {
          if (payout.state() != PayoutState.IN_DOUBT) {
            throw notOpen(payout, "resolved");
          }
          return created == null ? moves.notCreated(payout, "operator") : moves.found(id, created);
        });
  }

  private Payout change(PayoutId id, Change change) {
    Instant now = now();
    return settings.store.atomically(
        unit -> {
          PayoutMoves moves = new PayoutMoves(unit, now);
          return change.apply(moves, moves.current(id));
        });
  }

  @FunctionalInterface
  private interface Change {
    Payout apply(PayoutMoves moves, Payout payout);
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
