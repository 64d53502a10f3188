package dev.factory.cost.ledger;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.budget.OnCrash;
import dev.factory.cost.budget.SpendTags;
import java.time.Instant;
import java.util.List;

/**
 * Money held for one request on every level at once. Amounts are billionths of the currency's unit.
 *
 * @param id of the request
 * @param windows where it is held, ascending; never changed
 * @param currency of all its amounts
 * @param requested what was held at first, zero or more
 * @param amount what may be charged without exceeding what was held: {@code requested} until it is
 *     extended
 * @param charged what was charged so far, zero or more
 * @param presumed what was taken as spent when nobody settled; 0 unless expired
 * @param state how far it has come
 * @param priceVersion of the price book behind the amount
 * @param reservedAt decides its windows for good; whole microseconds
 * @param deadline after which {@code onCrash} decides
 * @param onCrash what becomes of it then
 * @param tags on whose behalf, for reports
 */
public record Reservation(
    String id,
    List<WindowKey> windows,
    CurrencyUnit currency,
    long requested,
    long amount,
    long charged,
    long presumed,
    ReservationState state,
    String priceVersion,
    Instant reservedAt,
    Instant deadline,
    OnCrash onCrash,
    SpendTags tags) {

  /** Copies the list of windows. */
  public Reservation {
    windows = List.copyOf(windows);
  }

  /** {@return what {@code command} holds if it is granted} */
  public static Reservation of(LedgerCommand.Reserve command) {
    return new Reservation(
        command.reservation(),
        command.levels().stream().map(Level::window).toList(),
        command.currency(),
        command.amount(),
        command.amount(),
        0,
        0,
        ReservationState.OPEN,
        command.priceVersion(),
        command.at(),
        command.deadline(),
        command.onCrash(),
        command.tags());
  }

  /** {@return what it holds now} */
  public long held() {
    return state == ReservationState.OPEN ? Math.max(0, amount - charged) : 0;
  }

  /** {@return what it counts for as spent} */
  public long spent() {
    return Math.addExact(charged, presumed);
  }

  Reservation with(long newAmount, long newCharged, long newPresumed, ReservationState newState) {
    return new Reservation(
        id,
        windows,
        currency,
        requested,
        newAmount,
        newCharged,
        newPresumed,
        newState,
        priceVersion,
        reservedAt,
        deadline,
        onCrash,
        tags);
  }
}
