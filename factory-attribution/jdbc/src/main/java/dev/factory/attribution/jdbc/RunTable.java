package dev.factory.attribution.jdbc;

import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.payout.RunKey;
import java.time.Instant;
import java.util.Optional;

/** The table {@code payout_runs}. */
final class RunTable {
  private static final String INSERT =
      """
      INSERT INTO payout_runs (period_start, period_end, method, terms_hash, started_at)
      SELECT ?, ?, ?, ?, ?
      WHERE true
      ON CONFLICT (period_start, period_end, method) DO NOTHING""";

  private static final String FIND =
      "SELECT * FROM payout_runs WHERE period_start = ? AND period_end = ? AND method = ?";

  private static final String END_ASSEMBLY =
      """
      UPDATE payout_runs SET assembled_at = ?
      WHERE period_start = ? AND period_end = ? AND method = ? AND assembled_at IS NULL""";

  private final Session session;

  RunTable(Session session) {
    this.session = session;
  }

  boolean begin(PayoutRun run) {
    return session.update(
            INSERT,
            parameters -> bind(parameters, run.key()).text(run.termsHash()).time(run.startedAt()))
        == 1;
  }

  Optional<PayoutRun> find(RunKey key) {
    return session
        .list(
            FIND,
            parameters -> bind(parameters, key),
            row ->
                new PayoutRun(
                    key,
                    row.text("terms_hash"),
                    row.time("started_at"),
                    row.timeOrNull("assembled_at")))
        .stream()
        .findFirst();
  }

  void endAssembly(RunKey key, Instant at) {
    session.update(END_ASSEMBLY, parameters -> bind(parameters.time(at), key));
  }

  static Parameters bind(Parameters parameters, RunKey key) {
    return parameters
        .time(key.period().start())
        .time(key.period().end())
        .text(key.method().value());
  }
}
