package dev.factory.attribution.files;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.ReversalKind;
import dev.factory.core.money.Money;
import java.util.Set;

/** Rows of reversals. */
final class ReversalParser implements RowParser<Reversal> {

  @Override
  public Set<String> required() {
    return Set.of(
        Columns.EVENT_ID,
        Columns.CONVERSION_ID,
        Columns.AMOUNT,
        Columns.CURRENCY,
        Columns.KIND,
        Columns.AT);
  }

  @Override
  public Set<String> optional() {
    return Set.of();
  }

  @Override
  public Reversal parse(Cells cells) {
    Money amount = cells.money(Columns.AMOUNT, Columns.CURRENCY);
    if (amount.minor() <= 0) {
      throw new CellException(
          Columns.AMOUNT, "is not more than zero", "what went back, without a minus");
    }
    return new Reversal(
        cells.id(Columns.EVENT_ID, EventId::new),
        cells.id(Columns.CONVERSION_ID, EventId::new),
        amount,
        cells.oneOf(Columns.KIND, ReversalKind.class, null),
        cells.time(Columns.AT));
  }
}
