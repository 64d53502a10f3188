package dev.factory.attribution;

import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.PublisherId;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Gives up debts that nobody will pay back: those of publishers who were paid for sales that were
 * refunded later, and who earn nothing any more to set them off.
 *
 * <p>Like all that changes a balance, a write-off changes no closed statement: it stands on the
 * publisher's next one, which then begins again at zero, and in the account {@code written_off}.
 * <b>Threads:</b> safe for use by many threads and processes.
 */
public final class WriteOffs {
  private final Attribution attribution;
  private final InstantSource time;

  private WriteOffs(Attribution attribution, InstantSource time) {
    this.attribution = attribution;
    this.time = time;
  }

  /**
   * {@return write-offs of debts that this attribution carries}
   *
   * @param time tells when a debt was given up
   */
  public static WriteOffs over(Attribution attribution, InstantSource time) {
    return new WriteOffs(attribution, time);
  }

  /**
   * Gives up what the publisher owes by its last statement in this currency. The debt of one
   * statement is given up once, however often this is called before the next is closed.
   *
   * @return what stands on the next statement, or empty if nothing is owed
   */
  public Optional<Adjustment> giveUp(PublisherId publisher, CurrencyUnit currency) {
    return attribution
        .store()
        .<Optional<Adjustment>>atomically(
            unit -> {
              MicroMoney carry = unit.carry(publisher, currency);
              if (!carry.isNegative()) {
                return Optional.empty();
              }
              Adjustment given =
                  Adjustment.writeOff(
                      publisher,
                      unit.closed().size(),
                      carry.negated(),
                      time.instant().truncatedTo(ChronoUnit.MICROS));
              List<Adjustment> added = unit.addAdjustments(List.of(given));
              unit.journal().append(added.stream().map(DisputeEvents::writtenOff).toList());
              return Optional.of(given);
            });
  }
}
