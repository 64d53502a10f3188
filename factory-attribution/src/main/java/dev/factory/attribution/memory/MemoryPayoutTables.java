package dev.factory.attribution.memory;

import dev.factory.attribution.dispute.Dispute;
import dev.factory.attribution.ledger.Account;
import dev.factory.attribution.ledger.LedgerEntry;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.ledger.PostingId;
import dev.factory.attribution.payout.ClaimStatus;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.payout.RunKey;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The rows of ledger and payouts, and how to take back what the unit at work did to them. */
final class MemoryPayoutTables {
  private static final Comparator<Side> SIDE_ORDER =
      Comparator.comparing(Side::account)
          .thenComparing(side -> side.currency().code())
          .thenComparing(side -> side.currency().exponent());

  /** In the order in which they were made. */
  final Map<PostingId, Posting> postings = new LinkedHashMap<>();

  final NavigableMap<Side, MicroMoney> balances = new TreeMap<>(SIDE_ORDER);
  final NavigableMap<String, ClaimStatus> claims = new TreeMap<>();
  final Map<RunKey, PayoutRun> runs = new HashMap<>();
  final NavigableMap<PayoutId, Payout> payouts = new TreeMap<>();

  final Map<String, Dispute> disputes = new HashMap<>();

  private int takenIn;

  private final Deque<Runnable> undo = new ArrayDeque<>();

  record Side(Account account, CurrencyUnit currency) {}

  <K, V> void put(Map<K, V> table, K key, V value) {
    V before = table.put(key, value);
    undo.push(
        () -> {
          if (before == null) {
            table.remove(key);
          } else {
            table.put(key, before);
          }
        });
  }

  int takenIn() {
    return takenIn;
  }

  void takeIn(int number) {
    int before = takenIn;
    takenIn = number;
    undo.push(() -> takenIn = before);
  }

  void add(Posting posting) {
    put(postings, posting.id(), posting);
    for (LedgerEntry entry : posting.entries()) {
      Side side = new Side(entry.account(), entry.amount().currency());
      MicroMoney before = balances.getOrDefault(side, MicroMoney.zero(side.currency()));
      put(balances, side, before.plus(entry.amount()));
    }
  }

  void endUnit(boolean kept) {
    if (!kept) {
      undo.forEach(Runnable::run);
    }
    undo.clear();
  }
}
