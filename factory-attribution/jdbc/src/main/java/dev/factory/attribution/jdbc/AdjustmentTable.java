package dev.factory.attribution.jdbc;

import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import java.util.ArrayList;
import java.util.List;

/** The table {@code adjustments}. */
final class AdjustmentTable {
  private static final String INSERT =
      """
      INSERT INTO adjustments (adjustment_id, dispute_id, publisher_id, conversion_id, accepted_at,
        currency, currency_exponent, credit_micro, commission_micro)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE true
      ON CONFLICT (adjustment_id) DO NOTHING""";

  private static final String OF_PUBLISHER =
      "SELECT * FROM adjustments WHERE publisher_id = ? ORDER BY adjustment_id";

  private static final String OF_PERIOD =
      "SELECT * FROM adjustments WHERE closed_period = ? ORDER BY adjustment_id";

  private final Session session;

  AdjustmentTable(Session session) {
    this.session = session;
  }

  List<Adjustment> add(List<Adjustment> items) {
    int[] inserted = session.batch(INSERT, items, AdjustmentTable::bind);
    List<Adjustment> added = new ArrayList<>();
    for (int index = 0; index < inserted.length; index++) {
      if (inserted[index] == 1) {
        added.add(items.get(index));
      }
    }
    return added;
  }

  List<Adjustment> of(PublisherId publisher) {
    return session.list(
        OF_PUBLISHER, parameters -> parameters.text(publisher.value()), AdjustmentTable::read);
  }

  List<Adjustment> of(int closedPeriod) {
    return session.list(
        OF_PERIOD, parameters -> parameters.number(closedPeriod), AdjustmentTable::read);
  }

  private static void bind(Parameters parameters, Adjustment item) {
    parameters
        .text(item.id().value())
        .text(item.disputeId())
        .text(item.publisherId().value())
        .text(item.conversionId().value())
        .time(item.at())
        .currency(item.commission().currency())
        .number(item.credit().micro())
        .number(item.commission().micro());
  }

  private static Adjustment read(Row row) {
    return new Adjustment(
        new EventId(row.text("adjustment_id")),
        row.text("dispute_id"),
        new PublisherId(row.text("publisher_id")),
        new EventId(row.text("conversion_id")),
        row.time("accepted_at"),
        row.micro("credit_micro"),
        row.micro("commission_micro"));
  }
}
