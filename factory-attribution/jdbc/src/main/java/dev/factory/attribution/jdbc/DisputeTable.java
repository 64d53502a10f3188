package dev.factory.attribution.jdbc;

import dev.factory.attribution.dispute.Dispute;
import dev.factory.attribution.event.PublisherId;
import dev.factory.core.time.Period;
import java.util.Optional;

/** The table {@code disputes}. */
final class DisputeTable {
  private static final String INSERT =
      """
      INSERT INTO disputes (dispute_id, publisher_id, period_start, period_end, opened_at, state,
        explanation, signature, resolved_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE true
      ON CONFLICT (dispute_id) DO NOTHING""";

  private static final String CHANGE =
      """
      UPDATE disputes SET state = ?, explanation = ?, signature = ?, resolved_at = ?
      WHERE dispute_id = ? AND state = ?""";

  private static final String FIND = "SELECT * FROM disputes WHERE dispute_id = ?";

  private final Session session;

  DisputeTable(Session session) {
    this.session = session;
  }

  boolean add(Dispute dispute) {
    return session.update(
            INSERT,
            parameters ->
                bind(
                    parameters
                        .text(dispute.id())
                        .text(dispute.publisherId().value())
                        .time(dispute.period().start())
                        .time(dispute.period().end())
                        .time(dispute.openedAt()),
                    dispute))
        == 1;
  }

  boolean change(Dispute seen, Dispute next) {
    return session.update(
            CHANGE, parameters -> bind(parameters, next).text(seen.id()).text(seen.state().name()))
        == 1;
  }

  private static Parameters bind(Parameters parameters, Dispute dispute) {
    return parameters
        .text(dispute.state().name())
        .text(dispute.explanation())
        .text(dispute.signature())
        .timeOrNull(dispute.resolvedAt());
  }

  Optional<Dispute> find(String id) {
    return session.list(FIND, parameters -> parameters.text(id), DisputeTable::read).stream()
        .findFirst();
  }

  private static Dispute read(Row row) {
    return new Dispute(
        row.text("dispute_id"),
        new PublisherId(row.text("publisher_id")),
        new Period(row.time("period_start"), row.time("period_end")),
        row.time("opened_at"),
        Dispute.State.valueOf(row.text("state")),
        row.text("explanation"),
        row.text("signature"),
        row.timeOrNull("resolved_at"));
  }
}
