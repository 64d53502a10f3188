package dev.factory.attribution.jdbc;

import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.ledger.Balance;
import dev.factory.attribution.ledger.LedgerEntry;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.ledger.PostingId;
import dev.factory.attribution.ledger.PostingStep;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The tables {@code ledger_entries} and {@code ledger_periods}. */
final class LedgerTable {
  /** Whoever gets in with the first entry makes the posting; another finds it there. */
  private static final String INSERT =
      """
      INSERT INTO ledger_entries (posting_id, position, cause, step, rules, account, currency,
        currency_exponent, amount_micro, posted_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE true
      ON CONFLICT (posting_id, position) DO NOTHING""";

  private static final String TAKE_IN =
      """
      INSERT INTO ledger_periods (number, taken_at)
      SELECT ?, ?
      WHERE ? = (SELECT COUNT(*) + 1 FROM ledger_periods)
      ON CONFLICT DO NOTHING""";

  private static final String TAKEN_IN = "SELECT COUNT(*) AS taken FROM ledger_periods";

  private static final String BALANCE =
      """
      SELECT COALESCE(SUM(amount_micro), 0) AS sum_micro FROM ledger_entries
      WHERE account = ? AND currency = ? AND currency_exponent = ?""";

  private static final String BALANCES =
      """
      SELECT account, currency, currency_exponent, SUM(amount_micro) AS sum_micro
      FROM ledger_entries
      GROUP BY account, currency, currency_exponent
      ORDER BY account, currency, currency_exponent""";

  private static final String ALL = "SELECT * FROM ledger_entries ORDER BY number";

  private final Session session;

  LedgerTable(Session session) {
    this.session = session;
  }

  private record Placed(Posting posting, int position) {}

  List<Posting> post(List<Posting> postings) {
    List<Placed> firsts =
        postings.stream()
            .filter(posting -> !posting.entries().isEmpty())
            .map(posting -> new Placed(posting, 0))
            .toList();
    int[] inserted = session.batch(INSERT, firsts, LedgerTable::bind);
    List<Posting> added = new ArrayList<>();
    List<Placed> others = new ArrayList<>();
    for (int index = 0; index < inserted.length; index++) {
      if (inserted[index] == 1) {
        Posting posting = firsts.get(index).posting();
        added.add(posting);
        for (int position = 1; position < posting.entries().size(); position++) {
          others.add(new Placed(posting, position));
        }
      }
    }
    session.batch(INSERT, others, LedgerTable::bind);
    return added;
  }

  private static void bind(Parameters parameters, Placed placed) {
    Posting posting = placed.posting();
    LedgerEntry entry = posting.entries().get(placed.position());
    parameters
        .text(posting.id().text())
        .number(placed.position())
        .text(posting.cause())
        .text(posting.step().name())
        .text(posting.rules())
        .text(entry.account().name())
        .currency(entry.amount().currency())
        .number(entry.amount().micro())
        .time(posting.at());
  }

  int takenIn() {
    return session.list(TAKEN_IN, Session.Binding.NONE, row -> (int) row.number("taken")).get(0);
  }

  boolean takeIn(int number, Instant at) {
    return session.update(TAKE_IN, parameters -> parameters.number(number).time(at).number(number))
        == 1;
  }

  MicroMoney balance(Account account, CurrencyUnit currency) {
    return session
        .list(
            BALANCE,
            parameters -> parameters.text(account.name()).currency(currency),
            row -> MicroMoney.ofMicro(currency, row.number("sum_micro")))
        .get(0);
  }

  List<Balance> balances() {
    return session.list(
        BALANCES,
        Session.Binding.NONE,
        row -> new Balance(new Account(row.text("account")), row.micro("sum_micro")));
  }

  /**
   * By first entry; entries of postings that were made at the same time may alternate, so each is
   * collected before it is given.
   */
  void postings(Consumer<? super Posting> sink) {
    Map<Head, List<LedgerEntry>> entries = new LinkedHashMap<>();
    session.each(
        ALL,
        Session.Binding.NONE,
        row ->
            entries
                .computeIfAbsent(Head.of(row), absent -> new ArrayList<>())
                .add(new LedgerEntry(new Account(row.text("account")), row.micro("amount_micro"))));
    entries.forEach((head, list) -> sink.accept(head.posting(list)));
  }

  private record Head(String id, String cause, PostingStep step, String rules, Instant at) {
    static Head of(Row row) {
      return new Head(
          row.text("posting_id"),
          row.text("cause"),
          PostingStep.valueOf(row.text("step")),
          row.text("rules"),
          row.time("posted_at"));
    }

    Posting posting(List<LedgerEntry> entries) {
      return new Posting(new PostingId(id), cause, step, rules, at, entries);
    }
  }
}
