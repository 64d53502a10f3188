package dev.factory.examples.cli;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.statement.Statement;
import dev.factory.attribution.statement.StatementLine;
import dev.factory.core.FactoryException;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Finds the receipts that prove a statement, by the keys of the events that were told when it came
 * about (design of factory-attribution, Events).
 */
final class StatementReceipts {
  private final ReceiptStore store;

  StatementReceipts(ReceiptStore store) {
    this.store = store;
  }

  /**
   * {@return the receipt behind each line, in the order of the lines}
   *
   * @throws FactoryException {@code cli.no-receipt} if one is missing
   */
  Map<StatementLine, Receipt> ofLines(Statement statement) {
    Map<StatementLine, Receipt> found = new LinkedHashMap<>();
    for (StatementLine line : statement.lines()) {
      found.put(line, line(statement, line));
    }
    return found;
  }

  private Receipt line(Statement statement, StatementLine line) {
    if (line.cause() == CreditCause.ADJUSTMENT) {
      return required("adjustment:" + line.causeId());
    }
    String kind = line.cause() == CreditCause.CONVERSION ? "attribution:" : "reversal-attribution:";
    Receipt first = required(kind + "1:" + line.causeId());
    long parts =
        first.data().map(data -> data.get("parts")).orElse(1L) instanceof Long number ? number : 1;
    if (tellsOf(first, statement) || parts == 1) {
      return first;
    }
    // of more publishers than an event has streams, each part tells of its own
    return LongStream.rangeClosed(2, parts)
        .mapToObj(part -> required(kind + part + ":" + line.causeId()))
        .filter(receipt -> tellsOf(receipt, statement))
        .findFirst()
        .orElseThrow(() -> missing(kind + line.causeId()));
  }

  private static boolean tellsOf(Receipt receipt, Statement statement) {
    return receipt.header().streams().stream()
        .anyMatch(stream -> stream.key().equals("publisher_id=" + statement.publisherId()));
  }

  /** {@return the receipt of the statement's closing; throws as {@link #ofLines}} */
  Receipt ofClosing(Statement statement) {
    return required(
        "statement:"
            + statement.publisherId()
            + ":"
            + statement.currency().code()
            + "/"
            + statement.currency().exponent()
            + ":"
            + statement.period().start());
  }

  /** {@return the receipts of everything that happened to a payout so far, oldest first} */
  List<Receipt> ofPayout(Payout payout) {
    List<String> keys =
        IntStream.rangeClosed(1, Math.toIntExact(payout.version()))
            .mapToObj(version -> "payout:" + payout.id() + ":" + version)
            .toList();
    Map<String, StoredReceipt> found = store.byIdempotencyKeys(keys);
    List<Receipt> receipts = new ArrayList<>();
    for (String key : keys) {
      Optional.ofNullable(found.get(key)).map(Receipts::of).ifPresent(receipts::add);
    }
    return receipts;
  }

  private Receipt required(String key) {
    return Optional.ofNullable(store.byIdempotencyKeys(List.of(key)).get(key))
        .map(Receipts::of)
        .orElseThrow(() -> missing(key));
  }

  private static FactoryException missing(String key) {
    return new CliException(
        "cli.no-receipt",
        "the ledger has no receipt of "
            + key
            + ", though its rows are there; nothing was written: if a command was killed, run"
            + " another that writes, which gives every event its receipt; else restore the"
            + " database from a backup, rows and receipts together");
  }
}
