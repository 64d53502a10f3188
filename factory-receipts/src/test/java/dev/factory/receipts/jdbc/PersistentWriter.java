package dev.factory.receipts.jdbc;

import dev.factory.core.FactoryException;
import dev.factory.core.IdSource;
import dev.factory.core.journal.Event;
import dev.factory.receipts.AppendOutcome;
import dev.factory.receipts.Receipts;
import dev.factory.receipts.SigningKey;
import dev.factory.receipts.spi.ReceiptStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Appends numbered events until it is told to stop, and each list again until it is recorded. */
final class PersistentWriter implements Runnable {
  private static final int LARGEST_LIST = 60;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Receipts ledger;
  private final Acknowledged acknowledged = new Acknowledged();
  private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
  private final AtomicInteger recordedBefore = new AtomicInteger();
  private volatile boolean stopped;
  private int events;

  PersistentWriter(ReceiptStore store, SigningKey key) {
    InstantSource clock = InstantSource.system();
    this.ledger =
        Receipts.named("factory.example/receipts/crash")
            .store(store)
            .signer(key)
            .time(clock)
            .ids(IdSource.uuidV7(clock, new SecureRandom()))
            .open();
  }

  @Override
  public void run() {
    Random random = new Random(7);
    while (!stopped) {
      List<Event> list = new ArrayList<>();
      for (int size = 1 + random.nextInt(LARGEST_LIST); size > 0; size--) {
        String key = "click-" + (events + list.size());
        list.add(Event.of("ClickRecorded", key, Map.of("click_id", key), "publisher=1"));
      }
      appendUntilRecorded(list);
      events += list.size();
    }
  }

  private void appendUntilRecorded(List<Event> list) {
    while (true) {
      try {
        for (AppendOutcome outcome : ledger.append(list)) {
          acknowledged.add(outcome.receipt());
          if (outcome instanceof AppendOutcome.AlreadyRecorded) {
            recordedBefore.incrementAndGet();
          }
        }
        return;
      } catch (FactoryException e) {
        failures.computeIfAbsent(e.code(), code -> new AtomicInteger()).incrementAndGet();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  void stop() {
    stopped = true;
  }

  Acknowledged acknowledged() {
    return acknowledged;
  }

  /** {@return how many receipts there must be once it has stopped, the genesis among them} */
  int receipts() {
    return events + 1;
  }

  /** {@return how often which error was met, by its code} */
  Map<String, AtomicInteger> failures() {
    return failures;
  }

  /** {@return how many events were recorded by an append that said it had failed} */
  int recordedBefore() {
    return recordedBefore.get();
  }
}
