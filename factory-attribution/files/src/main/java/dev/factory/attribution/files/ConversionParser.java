package dev.factory.attribution.files;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.OrderId;
import dev.factory.attribution.event.UserKey;
import dev.factory.core.money.Money;
import java.time.Instant;
import java.util.Set;

/** Rows of conversions. */
final class ConversionParser implements RowParser<Conversion> {

  @Override
  public Set<String> required() {
    return Set.of(
        Columns.EVENT_ID,
        Columns.ORDER_ID,
        Columns.USER_KEY,
        Columns.AT,
        Columns.GROSS,
        Columns.CURRENCY,
        Columns.OFFER_ID);
  }

  @Override
  public Set<String> optional() {
    return Set.of(Columns.MILESTONE);
  }

  @Override
  public Conversion parse(Cells cells) {
    Money gross = cells.money(Columns.GROSS, Columns.CURRENCY);
    if (gross.isNegative()) {
      throw new CellException(
          Columns.GROSS, "is less than zero", "zero or more; money that goes back is a reversal");
    }
    EventId eventId = cells.id(Columns.EVENT_ID, EventId::new);
    OrderId orderId = cells.id(Columns.ORDER_ID, OrderId::new);
    UserKey userKey = cells.id(Columns.USER_KEY, UserKey::new);
    Instant at = cells.time(Columns.AT);
    OfferId offerId = cells.id(Columns.OFFER_ID, OfferId::new);
    Cells.checked(
        Columns.GROSS,
        "at most 9223372036854 minor units",
        () -> new Conversion(eventId, orderId, userKey, at, gross, offerId, ""));
    String milestone = cells.optional(Columns.MILESTONE);
    return Cells.checked(
        Columns.MILESTONE,
        "at most 128 characters",
        () ->
            new Conversion(
                eventId, orderId, userKey, at, gross, offerId, milestone == null ? "" : milestone));
  }
}
