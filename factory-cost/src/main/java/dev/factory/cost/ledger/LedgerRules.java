package dev.factory.cost.ledger;

import dev.factory.cost.budget.OnCrash;
import dev.factory.cost.ledger.LedgerOutcome.Closed;
import dev.factory.cost.ledger.LedgerOutcome.Conflict;
import dev.factory.cost.ledger.LedgerOutcome.Held;
import dev.factory.cost.ledger.LedgerOutcome.Recorded;
import dev.factory.cost.ledger.LedgerOutcome.Refused;
import dev.factory.cost.ledger.LedgerOutcome.Unknown;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.usage.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What every command does to the ledger.
 *
 * <p>Two sums hold after each: a counter's {@code reserved} is what its open reservations hold, and
 * its {@code spent} is the sum of the events of its reservations.
 */
public final class LedgerRules {
  private static final String PRESUMED = "#presumed";

  private LedgerRules() {}

  /**
   * Does one command.
   *
   * @return what came of it; rows are changed only if it says so
   * @throws ArithmeticException if an amount does not fit; what was written must be undone
   */
  public static LedgerOutcome apply(LedgerCommand command, LedgerRows rows) {
    if (command instanceof LedgerCommand.Reserve reserve) {
      return reserve(reserve, rows);
    }
    Reservation found = rows.reservation(command.reservation());
    if (found == null) {
      return new Unknown(command.reservation());
    }
    if (command instanceof LedgerCommand.Resize resize) {
      return resize(resize, found, rows);
    }
    if (command instanceof LedgerCommand.Settle settle) {
      return settle(settle, found, rows);
    }
    if (command instanceof LedgerCommand.Adjust adjust) {
      return adjust(adjust, found, rows);
    }
    if (command instanceof LedgerCommand.Expire expire) {
      return expire(found, expire.at(), rows);
    }
    return release(found, ((LedgerCommand.Release) command).at(), rows);
  }

  private static LedgerOutcome reserve(LedgerCommand.Reserve command, LedgerRows rows) {
    Reservation earlier = rows.reservation(command.reservation());
    if (earlier != null) {
      return sameRequest(command, earlier)
          ? new Held(earlier, List.of())
          : new Conflict(earlier, ConflictReason.OTHER_REQUEST);
    }
    List<Shortfall> over = shortfalls(command.levels(), command.amount(), rows);
    List<Shortfall> hard = over.stream().filter(one -> one.level().hard()).toList();
    if (!hard.isEmpty()) {
      return new Refused(hard);
    }
    Reservation made = Reservation.of(command);
    rows.save(made);
    for (Level level : command.levels()) {
      rows.move(level.window(), 0, command.amount());
      rows.note(level.window(), level.limit());
    }
    return new Held(made, over);
  }

  /** A retry may come in the next month: the windows of its first try hold, so only lines count. */
  private static boolean sameRequest(LedgerCommand.Reserve command, Reservation earlier) {
    return command.amount() == earlier.requested()
        && command.currency().equals(earlier.currency())
        && command.levels().stream()
            .map(level -> level.window().line())
            .toList()
            .equals(earlier.windows().stream().map(WindowKey::line).toList());
  }

  private static List<Shortfall> shortfalls(List<Level> levels, long more, LedgerRows rows) {
    List<Shortfall> over = new ArrayList<>();
    for (Level level : levels) {
      long used = rows.used(level);
      // the difference of two amounts of which one is zero or more cannot overflow
      if (used > level.limit() || more > level.limit() - used) {
        over.add(new Shortfall(level, used, more));
      }
    }
    return over;
  }

  private static LedgerOutcome resize(
      LedgerCommand.Resize command, Reservation found, LedgerRows rows) {
    if (found.state() != ReservationState.OPEN) {
      return new Conflict(found, ConflictReason.NOT_OPEN);
    }
    if (!command.levels().stream().map(Level::window).toList().equals(found.windows())) {
      return new Conflict(found, ConflictReason.OTHER_REQUEST);
    }
    Reservation after =
        found.with(
            Math.max(command.amount(), found.charged()),
            found.charged(),
            found.presumed(),
            ReservationState.OPEN);
    long more = after.held() - found.held();
    List<Shortfall> over = more > 0 ? shortfalls(command.levels(), more, rows) : List.of();
    List<Shortfall> hard = over.stream().filter(one -> one.level().hard()).toList();
    if (!hard.isEmpty()) {
      return new Refused(hard);
    }
    rows.save(after);
    move(found, after, rows);
    return new Held(after, over);
  }

  private static LedgerOutcome settle(
      LedgerCommand.Settle command, Reservation found, LedgerRows rows) {
    UsageEvent earlier = rows.event(command.charge().eventId());
    if (earlier != null) {
      return new Recorded(found, earlier, 0, true);
    }
    long cost = command.charge().nanos();
    long covered = Math.min(cost, Math.addExact(found.held(), found.presumed()));
    boolean wasOpen = found.state() == ReservationState.OPEN;
    // the real charge takes the place of the presumed one, whole if nothing else will come
    long presumedLeft = command.closing() ? 0 : found.presumed() - Math.min(cost, found.presumed());
    ReservationState state =
        command.closing() && found.state() != ReservationState.RELEASED
            ? ReservationState.SETTLED
            : found.state();
    Reservation after =
        found.with(found.amount(), Math.addExact(found.charged(), cost), presumedLeft, state);
    UsageEvent event =
        new UsageEvent(command.charge(), EventKind.CHARGE, found.id(), cost, command.at());
    rows.add(event);
    if (!wasOpen) {
      unpresume(found, presumedLeft, command.charge().eventId(), command.at(), rows);
    }
    rows.save(after);
    move(found, after, rows);
    return new Recorded(after, event, cost - covered, false);
  }

  private static LedgerOutcome adjust(
      LedgerCommand.Adjust command, Reservation found, LedgerRows rows) {
    UsageEvent earlier = rows.event(command.charge().eventId());
    if (earlier != null) {
      return new Recorded(found, earlier, 0, true);
    }
    long charged = Math.addExact(found.charged(), command.charge().nanos());
    if (charged < 0) {
      return new Conflict(found, ConflictReason.REFUND_TOO_LARGE);
    }
    // an adjustment is about the past: it neither uses nor frees what is held for the future
    long amount = Math.addExact(found.amount(), command.charge().nanos());
    Reservation after = found.with(amount, charged, found.presumed(), found.state());
    UsageEvent event =
        new UsageEvent(
            command.charge(), command.kind(), found.id(), command.charge().nanos(), command.at());
    rows.add(event);
    rows.save(after);
    move(found, after, rows);
    return new Recorded(after, event, 0, false);
  }

  private static LedgerOutcome expire(Reservation found, Instant now, LedgerRows rows) {
    if (found.state() != ReservationState.OPEN || now.isBefore(found.deadline())) {
      return new Closed(found, false);
    }
    long presumed = found.onCrash() == OnCrash.CHARGE ? found.held() : 0;
    Reservation after =
        found.with(found.amount(), found.charged(), presumed, ReservationState.EXPIRED);
    if (presumed > 0) {
      rows.add(presumedEvent(found, found.id() + PRESUMED, EventKind.PRESUMED, presumed, now));
    }
    rows.save(after);
    move(found, after, rows);
    return new Closed(after, true);
  }

  private static LedgerOutcome release(Reservation found, Instant now, LedgerRows rows) {
    boolean holds = found.state() == ReservationState.OPEN;
    if (!holds && found.state() != ReservationState.EXPIRED) {
      return new Closed(found, false);
    }
    unpresume(found, 0, found.id() + "#released", now, rows);
    Reservation after = found.with(found.amount(), found.charged(), 0, ReservationState.RELEASED);
    rows.save(after);
    move(found, after, rows);
    return new Closed(after, true);
  }

  private static void unpresume(
      Reservation found, long left, String because, Instant now, LedgerRows rows) {
    if (found.presumed() > left) {
      rows.add(
          presumedEvent(
              found, because + PRESUMED, EventKind.CORRECTION, left - found.presumed(), now));
    }
  }

  private static UsageEvent presumedEvent(
      Reservation found, String id, EventKind kind, long nanos, Instant now) {
    ExactCost exact =
        new ExactCost(found.currency(), Math.multiplyExact(nanos, ExactCost.FEMTOS_PER_NANO));
    Charge charge = new Charge(id, "", "", Usage.NONE, exact, found.priceVersion(), now);
    return new UsageEvent(charge, kind, found.id(), nanos, now);
  }

  private static void move(Reservation before, Reservation after, LedgerRows rows) {
    long spent = Math.subtractExact(after.spent(), before.spent());
    long reserved = after.held() - before.held();
    if (spent != 0 || reserved != 0) {
      before.windows().forEach(window -> rows.move(window, spent, reserved));
    }
  }
}
