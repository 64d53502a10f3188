package dev.factory.cost;

import dev.factory.core.IdSource;
import dev.factory.core.jdbc.StorageException;
import dev.factory.core.limit.Ticker;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.money.NanoMoney;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Budgets for hot paths: this node leases a slice of each path and hands it out call by call,
 * without the store.
 *
 * <p>A lease is a reservation like any other, so the guarantee of {@link Budgets} holds: what is
 * handed out was held before, on every level. What it costs: money that one node leased and does
 * not use is refused to the others until it is given back, and the charges of a process that dies
 * before it wrote them are known as one sum and not call by call.
 *
 * <p>Somebody calls {@link #flush} every second or so, {@link #giveBack} when calls become rare,
 * and {@link #close} at the end. <b>Threads:</b> safe for use by many threads; none is started
 * here.
 */
public final class LeasedBudgets implements AutoCloseable {
  /** Stands where a reservation names its price version. */
  static final String LEASE = "lease";

  private static final Logger LOG = LoggerFactory.getLogger(LeasedBudgets.class);
  private static final int WRITTEN_TOGETHER = 256;

  private final Budgets budgets;
  private final LeaseTerms terms;
  private final IdSource ids;
  private final Ticker ticker;
  private final TotalsMeter totals = new TotalsMeter();
  private final Map<SpendTags, LeasedPath> paths = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<LedgerCommand> unwritten = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> abandoned = new ConcurrentLinkedQueue<>();
  private final AtomicInteger settled = new AtomicInteger();
  private final ReentrantLock writing = new ReentrantLock();

  private LeasedBudgets(Budgets budgets, LeaseTerms terms, IdSource ids, Ticker ticker) {
    this.budgets = budgets.forLeases(terms.length());
    this.terms = terms;
    this.ids = ids;
    this.ticker = ticker;
  }

  /** {@return leases of {@code budgets}; nothing is held before the first call} */
  public static LeasedBudgets over(Budgets budgets, LeaseTerms terms, IdSource ids) {
    return over(budgets, terms, ids, Ticker.system());
  }

  /**
   * {@return the same, with another ticker for callers that read it themselves}
   *
   * @param ticker of which {@link LeasedPath#reserve(NanoMoney, long)} is given readings
   */
  public static LeasedBudgets over(Budgets budgets, LeaseTerms terms, IdSource ids, Ticker ticker) {
    return new LeasedBudgets(budgets, terms, ids, ticker);
  }

  /** {@return the path of calls with these tags, the same each time} */
  public LeasedPath path(SpendTags tags) {
    return paths.computeIfAbsent(tags, any -> new LeasedPath(this, tags));
  }

  /**
   * Writes the charges that wait, and ends leases that are over.
   *
   * @throws StorageException if the store failed; what was not written still waits
   */
  public void flush() {
    settled.set(0);
    paths.values().forEach(LeasedPath::writeSums);
    write();
    for (String id = abandoned.peek(); id != null; id = abandoned.peek()) {
      budgets.store().apply(List.of(new LedgerCommand.Release(id, budgets.now())));
      abandoned.remove(id);
    }
    paths.values().forEach(LeasedPath::endRetired);
  }

  /**
   * Gives back what no call has taken; calls that are open keep theirs. Later calls lease anew.
   *
   * @throws StorageException if the store failed; what was not given back counts as spent when its
   *     lease is over, until it is given back
   */
  public void giveBack() {
    paths.values().forEach(LeasedPath::retire);
    flush();
  }

  /** Does {@link #giveBack}. Calls that are still open settle as before; flush once more then. */
  @Override
  public void close() {
    giveBack();
  }

  /**
   * One at a time, so that when it returns, everything that waited before is in the ledger: a lease
   * that ended before its last charges would free money that is spent.
   */
  private void write() {
    writing.lock();
    try {
      writeAll();
    } finally {
      writing.unlock();
    }
  }

  private void writeAll() {
    List<LedgerCommand> batch = new ArrayList<>();
    for (LedgerCommand next = unwritten.poll(); next != null; next = unwritten.poll()) {
      batch.add(next);
      if (batch.size() == WRITTEN_TOGETHER) {
        write(batch);
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      write(batch);
    }
  }

  private void write(List<LedgerCommand> batch) {
    boolean written = false;
    try {
      budgets.store().apply(List.copyOf(batch));
      written = true;
    } finally {
      if (!written) {
        unwritten.addAll(batch); // each is safe to repeat
      }
    }
  }

  /** Keeps the caller of one call in {@value #WRITTEN_TOGETHER} busy with writing. */
  void writeIfMany() {
    if (settled.incrementAndGet() % WRITTEN_TOGETHER == 0) {
      try {
        write();
      } catch (StorageException failure) {
        LOG.warn(
            "The budget store does not answer ({}); charges wait in memory, and no more than what"
                + " is leased is spent.",
            failure.code());
      }
    }
  }

  void end(Slice slice) {
    slice.writeSums(budgets.now(), totals);
    write(); // all that it charged is in the queue by now
    budgets
        .store()
        .apply(List.of(new LedgerCommand.Release(slice.hold().requestId(), budgets.now())));
  }

  void abandon(String leaseId) {
    abandoned.add(leaseId);
  }

  String newLeaseId() {
    return "lease-" + ids.next();
  }

  /** {@return what calls came to that were settled as parts of sums, as of the last flush} */
  public LeasedTotals totals() {
    return totals.now();
  }

  TotalsMeter totalsMeter() {
    return totals;
  }

  Ticker ticker() {
    return ticker;
  }

  Budgets budgets() {
    return budgets;
  }

  LeaseTerms terms() {
    return terms;
  }

  ConcurrentLinkedQueue<LedgerCommand> unwritten() {
    return unwritten;
  }
}
