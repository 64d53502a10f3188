package dev.factory.cost.jdbc;

import dev.factory.core.jdbc.JournalBinding;
import dev.factory.core.journal.Journal;
import dev.factory.cost.alert.Alert;
import dev.factory.cost.ledger.JournalledUsage;
import dev.factory.cost.ledger.LedgerNews;
import dev.factory.cost.ledger.WindowKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the journal what a transaction did, in that transaction. */
final class Telling {
  /** So many windows that refused are kept in mind; the table knows them all. */
  private static final int KEPT_IN_MIND = 10_000;

  private final JournalBinding journal;
  private final JournalledUsage usage;
  private final AlertRows alerts;
  private final Set<WindowKey> refused = ConcurrentHashMap.newKeySet();

  Telling(Sql sql, JournalBinding journal, JournalledUsage usage) {
    this.journal = journal;
    this.usage = usage;
    this.alerts = new AlertRows(sql);
  }

  LedgerNews nothing() {
    return new LedgerNews(usage);
  }

  void tell(Connection connection, LedgerNews news) throws SQLException {
    Journal to = journal.on(connection);
    to.append(news.events());
    List<Alert> maybeNew =
        news.refusals().stream()
            .filter(refusal -> !refused.contains(refusal.window()))
            .map(Alert::exceeded)
            .toList();
    if (!maybeNew.isEmpty()) {
      List<Alert> raised = alerts.insertNew(connection, maybeNew);
      to.append(raised.stream().map(Alert::event).toList());
    }
  }

  /** Only now is it certain that the table has them. */
  void committed(LedgerNews news) {
    if (refused.size() > KEPT_IN_MIND) {
      refused.clear();
    }
    news.refusals().forEach(refusal -> refused.add(refusal.window()));
  }
}
