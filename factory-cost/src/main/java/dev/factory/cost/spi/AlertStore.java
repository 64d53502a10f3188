package dev.factory.cost.spi;

import dev.factory.cost.alert.Alert;
import java.time.Instant;
import java.util.List;

/**
 * Which alerts were raised.
 *
 * <p><b>Once:</b> an alert is kept once for its rule, subject, window and level, whoever raises it
 * again and whatever else it says then; of many that raise it together, one is told that it did.
 * <b>Durability:</b> when {@link #raise} returns, it is remembered across a crash of the process,
 * unless the implementation says otherwise. <b>Threads:</b> safe for use by many threads and, where
 * the storage is shared, by many processes.
 */
public interface AlertStore {

  /**
   * Keeps those alerts that are not kept yet; all of them are looked at together or not at all.
   *
   * @return those that were kept now, in their order
   * @throws dev.factory.core.FactoryException if the storage failed; each may have been kept or
   *     not, and will not be told again if it was: {@link #raised} tells
   */
  List<Alert> raise(List<Alert> alerts);

  /**
   * {@return at most {@code limit} alerts found in {@code [from, to)}, by time, rule, subject,
   * window and level, as they were first found}
   */
  List<Alert> raised(Instant from, Instant to, int limit);
}
