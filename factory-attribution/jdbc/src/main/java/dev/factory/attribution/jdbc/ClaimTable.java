package dev.factory.attribution.jdbc;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.ClaimStatus;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutLine;
import dev.factory.core.FactoryException;
import dev.factory.core.money.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The table {@code claims}. */
final class ClaimTable {
  private static final String INSERT =
      """
      INSERT INTO claims (claim_id, publisher_id, currency, currency_exponent, amount_minor,
        statement_hash, period_start, available_from, held)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE true
      ON CONFLICT (claim_id) DO NOTHING""";

  private static final String CLAIMANTS =
      """
      SELECT DISTINCT publisher_id FROM claims
      WHERE payout_id IS NULL AND dispute_id IS NULL AND available_from <= ? AND publisher_id > ?
      ORDER BY publisher_id LIMIT ?""";

  private static final String OPEN =
      """
      SELECT * FROM claims
      WHERE payout_id IS NULL AND dispute_id IS NULL AND publisher_id = ? AND available_from <= ?
      ORDER BY claim_id""";

  private static final String OF = "SELECT * FROM claims WHERE publisher_id = ? ORDER BY claim_id";

  /** Waits for another payout that takes the same claim, and then finds it taken. */
  private static final String TAKE =
      """
      UPDATE claims SET payout_id = ?
      WHERE claim_id = ? AND payout_id IS NULL AND dispute_id IS NULL""";

  private static final String SHRINK =
      """
      UPDATE claims SET amount_minor = ?
      WHERE claim_id = ? AND amount_minor = ? AND payout_id IS NULL AND dispute_id IS NULL""";

  private static final String LET_GO = "UPDATE claims SET payout_id = NULL WHERE payout_id = ?";

  private static final String FREEZE =
      """
      UPDATE claims SET dispute_id = ?
      WHERE claim_id = ? AND payout_id IS NULL AND dispute_id IS NULL""";

  private static final String UNFREEZE = "UPDATE claims SET dispute_id = NULL WHERE dispute_id = ?";

  private final Session session;

  ClaimTable(Session session) {
    this.session = session;
  }

  void add(List<Claim> claims) {
    session.batch(
        INSERT,
        claims,
        (parameters, claim) ->
            parameters
                .text(claim.id())
                .text(claim.publisherId().value())
                .currency(claim.amount().currency())
                .number(claim.amount().minor())
                .text(claim.statementHash())
                .time(claim.periodStart())
                .time(claim.availableFrom())
                .number(claim.held() ? 1 : 0));
  }

  List<PublisherId> claimants(Instant at, @Nullable PublisherId after, int limit) {
    return session.list(
        CLAIMANTS,
        parameters -> parameters.time(at).text(after == null ? "" : after.value()).number(limit),
        row -> new PublisherId(row.text("publisher_id")));
  }

  List<Claim> open(PublisherId publisher, Instant at) {
    return session.list(
        OPEN, parameters -> parameters.text(publisher.value()).time(at), ClaimTable::claim);
  }

  List<ClaimStatus> of(PublisherId publisher) {
    return session.list(OF, parameters -> parameters.text(publisher.value()), ClaimTable::status);
  }

  void take(Payout draft) {
    List<PayoutLine> taken =
        draft.lines().stream().filter(line -> line.kind() == PayoutLine.Kind.CLAIM).toList();
    int[] changed =
        session.batch(
            TAKE,
            taken,
            (parameters, line) -> parameters.text(draft.id().value()).text(line.reference()));
    if (IntStream.of(changed).anyMatch(rows -> rows != 1)) {
      throw taken(draft.publisherId());
    }
  }

  void split(Claim claim, Money first, String restId) {
    int changed =
        session.update(
            SHRINK,
            parameters ->
                parameters.number(first.minor()).text(claim.id()).number(claim.amount().minor()));
    if (changed != 1) {
      throw taken(claim.publisherId());
    }
    add(List.of(claim.of(restId, claim.amount().minus(first))));
  }

  private static FactoryException taken(PublisherId publisher) {
    return new FactoryException(
        "attribution.claim-taken",
        "a claim of "
            + publisher
            + " is in another payout, frozen or unknown; nothing was written: read the open claims"
            + " again");
  }

  void letGo(PayoutId payout) {
    session.update(LET_GO, parameters -> parameters.text(payout.value()));
  }

  int freeze(Collection<String> ids, String disputeId) {
    int[] frozen =
        session.batch(FREEZE, ids, (parameters, id) -> parameters.text(disputeId).text(id));
    return IntStream.of(frozen).sum();
  }

  int unfreeze(String disputeId) {
    return session.update(UNFREEZE, parameters -> parameters.text(disputeId));
  }

  private static Claim claim(Row row) {
    return new Claim(
        row.text("claim_id"),
        new PublisherId(row.text("publisher_id")),
        row.minor("amount_minor"),
        row.text("statement_hash"),
        row.time("period_start"),
        row.time("available_from"),
        row.number("held") == 1);
  }

  private static ClaimStatus status(Row row) {
    String payout = row.textOrNull("payout_id");
    return new ClaimStatus(
        claim(row), payout == null ? null : new PayoutId(payout), row.textOrNull("dispute_id"));
  }
}
