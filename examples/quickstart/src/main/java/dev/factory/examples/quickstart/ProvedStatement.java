package dev.factory.examples.quickstart;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.money.MicroMoney;
import dev.factory.receipts.spi.ReceiptHash;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A statement with what proves and explains each line of it.
 *
 * @param statement the statement
 * @param lines its lines, in its order
 * @param closing the receipt of its closing
 */
record ProvedStatement(Statement statement, List<Line> lines, Proof closing) {

  ProvedStatement {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param line the line
   * @param ownTouches how many touches of the publisher were credited
   * @param allTouches how many touches of anybody were
   * @param policy the rules of the conversion
   * @param proof the receipt of the computation that brought it about
   */
  record Line(
      StatementLine line, int ownTouches, int allTouches, PolicyVersion policy, Proof proof) {

    boolean isReversal() {
      return line.cause() != CreditCause.CONVERSION;
    }
  }

  /**
   * A receipt of the ledger, by the names it can be asked for.
   *
   * @param seq its position
   * @param id its id
   * @param hash its hash
   */
  record Proof(long seq, UUID id, ReceiptHash hash) {}

  /** {@return the hashes of all its receipts, the closing last} */
  List<String> receiptHashes() {
    return Stream.concat(lines.stream().map(Line::proof), Stream.of(closing))
        .map(proof -> proof.hash().toString())
        .toList();
  }

  long reversals() {
    return lines.stream().filter(Line::isReversal).count();
  }

  /** {@return what the conversions earned, before anything was taken back} */
  MicroMoney earned() {
    return sum(false);
  }

  /** {@return what reversals took back, zero or less} */
  MicroMoney takenBack() {
    return sum(true);
  }

  private MicroMoney sum(boolean ofReversals) {
    MicroMoney sum = MicroMoney.zero(statement.currency());
    for (Line line : lines) {
      if (line.isReversal() == ofReversals) {
        sum = sum.plus(line.line().commission());
      }
    }
    return sum;
  }
}
