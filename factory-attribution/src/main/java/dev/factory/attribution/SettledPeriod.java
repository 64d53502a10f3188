package dev.factory.attribution;

import dev.factory.attribution.statement.Statement;
import dev.factory.core.time.Period;
import java.util.List;

/**
 * A period whose statements are closed.
 *
 * @param period the period
 * @param closedNow whether this call closed it; false if it was closed before and nothing changed
 * @param statements one for each publisher and currency that has a line, by publisher and currency
 */
public record SettledPeriod(Period period, boolean closedNow, List<Statement> statements) {

  /** Copies the statements. */
  public SettledPeriod {
    statements = List.copyOf(statements);
  }
}
