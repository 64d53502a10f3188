package dev.factory.examples.cli;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.credit.Explanation;
import dev.factory.attribution.payout.ClaimStatus;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.spi.PayoutView;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.receipts.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement with what explains and proves each line of it, and what became of its money.
 *
 * @param statement the statement
 * @param lines its lines, in its order
 * @param closing the receipt of its closing
 * @param payouts what its payable amount went into, by id
 * @param payoutReceipts the receipts of these, oldest first
 */
record ExplainedStatement(
    Statement statement,
    List<Line> lines,
    Receipt closing,
    List<Payout> payouts,
    List<Receipt> payoutReceipts) {

  ExplainedStatement {
    lines = List.copyOf(lines);
    payouts = List.copyOf(payouts);
    payoutReceipts = List.copyOf(payoutReceipts);
  }

  /**
   * One line.
   *
   * @param line the line
   * @param why why the conversion's money went where it went; null if a debt was given up, which is
   *     of no conversion
   * @param receipt of the computation that brought the line about
   */
  record Line(StatementLine line, @Nullable Explanation why, Receipt receipt) {

    /** {@return the division that made this line, or empty for an adjustment} */
    Optional<CreditSet> division() {
      return why == null ? Optional.empty() : division(why);
    }

    private Optional<CreditSet> division(Explanation why) {
      return why.stored().stream()
          .filter(set -> set.cause() == line.cause() && set.causeId().equals(line.causeId()))
          .findFirst();
    }

    boolean isConversion() {
      return line.cause() == CreditCause.CONVERSION;
    }
  }

  /** {@return the statement, explained by what is kept now} */
  static ExplainedStatement of(Books books, Statement statement) {
    StatementReceipts receipts = new StatementReceipts(books.receiptStore());
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<StatementLine, Receipt> entry : receipts.ofLines(statement).entrySet()) {
      StatementLine line = entry.getKey();
      Explanation why = books.attribution().why(line.conversionId()).orElse(null);
      lines.add(new Line(line, why, entry.getValue()));
    }
    List<Payout> payouts =
        books.payoutStore().<List<Payout>>reading(view -> payoutsOf(view, statement));
    return new ExplainedStatement(
        statement,
        lines,
        receipts.ofClosing(statement),
        payouts,
        payouts.stream().flatMap(payout -> receipts.ofPayout(payout).stream()).toList());
  }

  private static List<Payout> payoutsOf(PayoutView view, Statement statement) {
    List<PayoutId> ids =
        view.claims(statement.publisherId()).stream()
            .filter(claim -> claim.claim().statementHash().equals(statement.hash().text()))
            .map(ClaimStatus::payoutId)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList();
    List<Payout> payouts = new ArrayList<>();
    ids.forEach(id -> view.payout(id).ifPresent(payouts::add));
    return payouts;
  }

  /** {@return all receipts that prove it, in the order of the page} */
  List<Receipt> receipts() {
    return Stream.of(lines.stream().map(Line::receipt), Stream.of(closing), payoutReceipts.stream())
        .flatMap(some -> some)
        .distinct()
        .toList();
  }

  /** {@return their ids} */
  List<UUID> receiptIds() {
    return receipts().stream().map(receipt -> receipt.header().id()).toList();
  }
}
