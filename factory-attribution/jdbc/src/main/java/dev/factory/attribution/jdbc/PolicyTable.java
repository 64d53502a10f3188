package dev.factory.attribution.jdbc;

import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.core.jdbc.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The table {@code policies}. */
final class PolicyTable {
  private static final String LOCK_POSTGRESQL = "LOCK TABLE policies IN SHARE ROW EXCLUSIVE MODE";

  private static final String ALL = "SELECT document FROM policies ORDER BY valid_from, hash";

  private static final String INSERT =
      """
      INSERT INTO policies (hash, valid_from, valid_to, model, publisher_share, document,
        recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)""";

  private final Session session;

  PolicyTable(Session session) {
    this.session = session;
  }

  RecordOutcome record(PolicyVersion policy, Instant recordedAt) {
    if (session.dialect() == Dialect.POSTGRESQL) {
      session.update(LOCK_POSTGRESQL, Session.Binding.NONE);
    }
    PolicyBook book = PolicyBook.of(all());
    if (book.byHash(policy.hash()).isPresent()) {
      return RecordOutcome.DUPLICATE;
    }
    book.with(policy);
    session.update(
        INSERT,
        parameters ->
            parameters
                .text(policy.hash().text())
                .time(policy.validFrom())
                .timeOrNull(policy.validTo())
                .text(policy.model().name())
                .text(policy.publisherShare().toString())
                .text(new String(policy.canonicalJson(), StandardCharsets.UTF_8))
                .time(recordedAt));
    return RecordOutcome.RECORDED;
  }

  List<PolicyVersion> all() {
    return session.list(
        ALL,
        Session.Binding.NONE,
        row -> PolicyVersion.parse(row.text("document").getBytes(StandardCharsets.UTF_8)));
  }
}
