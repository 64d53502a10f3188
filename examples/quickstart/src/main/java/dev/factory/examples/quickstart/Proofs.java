package dev.factory.examples.quickstart;

import dev.factory.attribution.credit.Credit;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.StoreView;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.FactoryException;
import dev.factory.receipts.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds, for each line of a statement, the receipt that proves it and the clicks behind it. */
final class Proofs {
  private final Ledger ledger;
  private final PolicyBook policies;

  /** By publisher and event, and for closings by publisher and statement hash. */
  private final Map<List<String>, ProvedStatement.Proof> receipts;

  private Proofs(Ledger ledger, Map<List<String>, ProvedStatement.Proof> receipts) {
    this.ledger = ledger;
    this.policies = ledger.attribution().policies();
    this.receipts = receipts;
  }

  /** {@return the proofs in a ledger that was verified, read from its start to its end} */
  static Proofs in(Ledger ledger, Screen.Progress progress) {
    Map<List<String>, ProvedStatement.Proof> receipts = new HashMap<>();
    long size = ledger.receipts().head().size();
    ledger
        .receipts()
        .read(
            0,
            size,
            receipt -> {
              index(receipt, receipts);
              progress.at(receipt.header().seq(), size);
            });
    return new Proofs(ledger, receipts);
  }

  private static void index(Receipt receipt, Map<List<String>, ProvedStatement.Proof> receipts) {
    switch (receipt.header().type()) {
      case "AttributionComputed", "ReversalAttributed" -> {
        Map<String, @Nullable Object> data = receipt.data().orElse(Map.of());
        Object cause =
            data.containsKey("reversal_id") ? data.get("reversal_id") : data.get("conversion_id");
        for (Object credit : (List<?>) data.getOrDefault("credits", List.of())) {
          Object publisher = ((Map<?, ?>) credit).get("publisher_id");
          receipts.put(List.of(String.valueOf(publisher), String.valueOf(cause)), proof(receipt));
        }
      }
      case "StatementClosed" -> {
        Map<String, @Nullable Object> data = receipt.data().orElse(Map.of());
        receipts.put(
            List.of(
                String.valueOf(data.get("publisher_id")),
                String.valueOf(data.get("statement_hash"))),
            proof(receipt));
      }
      default -> {
        // the events themselves: clicks, conversions, refunds, policies
      }
    }
  }

  private static ProvedStatement.Proof proof(Receipt receipt) {
    return new ProvedStatement.Proof(receipt.header().seq(), receipt.header().id(), receipt.hash());
  }

  /** {@return the statement with its proofs} */
  ProvedStatement of(Statement statement) {
    return ledger
        .attributionStore()
        .reading(
            view ->
                new ProvedStatement(
                    statement,
                    statement.lines().stream().map(line -> line(view, statement, line)).toList(),
                    proof(statement, statement.hash().text())));
  }

  private ProvedStatement.Line line(StoreView view, Statement statement, StatementLine line) {
    CreditSet conversion = view.credits(line.conversionId()).get(0);
    List<Credit> credited =
        conversion.credits().stream().filter(credit -> credit.weight() > 0).toList();
    long own =
        credited.stream()
            .filter(credit -> credit.publisherId().equals(statement.publisherId()))
            .count();
    PolicyVersion policy = policies.byHash(conversion.policy()).orElseThrow();
    return new ProvedStatement.Line(
        line, (int) own, credited.size(), policy, proof(statement, line.causeId().value()));
  }

  private ProvedStatement.Proof proof(Statement statement, String what) {
    ProvedStatement.Proof proof = receipts.get(List.of(statement.publisherId().value(), what));
    if (proof == null) {
      throw new FactoryException(
          "quickstart.no-receipt",
          "the ledger has no receipt for "
              + what
              + " of "
              + statement.publisherId()
              + ", though its rows are there; no statement was written: restore the database from a"
              + " backup, rows and receipts together");
    }
    return proof;
  }
}
