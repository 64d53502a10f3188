package dev.factory.attribution.spi;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.money.CurrencyUnit;
import java.util.List;

/**
 * The lines of one publisher in one currency.
 *
 * @param publisherId whose they are
 * @param currency of all of them
 * @param lines one or more
 */
public record PublisherLines(
    PublisherId publisherId, CurrencyUnit currency, List<StatementLine> lines) {

  /** Copies the lines. */
  public PublisherLines {
    lines = List.copyOf(lines);
  }
}
