package dev.factory.cost.jdbc;

import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.LedgerOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Serves callers that wait for the same rows in one transaction. Whoever finds no writer at work
 * becomes the writer for all that wait; there is no thread of its own.
 */
final class CombiningWriter {
  /** Commands of one transaction: enough to share its cost, few enough to hold locks briefly. */
  private static final int MOST = 512;

  private final LedgerTransaction transaction;
  private final ConcurrentLinkedQueue<Ticket> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  CombiningWriter(LedgerTransaction transaction) {
    this.transaction = transaction;
  }

  List<LedgerOutcome> apply(List<LedgerCommand> commands) {
    Ticket own = new Ticket(List.copyOf(commands), Thread.currentThread());
    waiting.add(own);
    boolean interrupted = false;
    while (!own.done) {
      if (writing.tryLock()) {
        try {
          while (!own.done) {
            drain();
          }
        } finally {
          writing.unlock();
          wakeNext();
        }
      } else {
        LockSupport.park(this);
        // the outcome is not known yet, so an interrupt waits
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return own.outcome();
  }

  /** A ticket that came after the last drain has nobody else who would write for it. */
  private void wakeNext() {
    Ticket next = waiting.peek();
    if (next != null) {
      LockSupport.unpark(next.owner);
    }
  }

  private void drain() {
    List<Ticket> batch = new ArrayList<>();
    int commands = 0;
    for (Ticket next = waiting.peek(); next != null; next = waiting.peek()) {
      commands += next.commands.size();
      if (!batch.isEmpty() && commands > MOST) {
        break;
      }
      batch.add(next);
      waiting.remove();
    }
    try {
      serve(batch);
    } finally {
      for (Ticket ticket : batch) {
        ticket.done = true;
        LockSupport.unpark(ticket.owner);
      }
    }
  }

  private void serve(List<Ticket> batch) {
    try {
      distribute(batch, transaction.apply(batch.stream().flatMap(Ticket::stream).toList()));
    } catch (RuntimeException failure) {
      if (batch.size() == 1) {
        batch.get(0).failure = failure;
        return;
      }
      // one caller's amounts or a lost connection must not fail the others
      for (Ticket ticket : batch) {
        serve(List.of(ticket));
      }
    }
  }

  private static void distribute(List<Ticket> batch, List<LedgerOutcome> outcomes) {
    int from = 0;
    for (Ticket ticket : batch) {
      int to = from + ticket.commands.size();
      ticket.outcomes = List.copyOf(outcomes.subList(from, to));
      from = to;
    }
  }

  private static final class Ticket {
    private final List<LedgerCommand> commands;
    private final Thread owner;
    private @Nullable List<LedgerOutcome> outcomes;
    private @Nullable RuntimeException failure;
    private volatile boolean done;

    private Ticket(List<LedgerCommand> commands, Thread owner) {
      this.commands = commands;
      this.owner = owner;
    }

    private Stream<LedgerCommand> stream() {
      return commands.stream();
    }

    private List<LedgerOutcome> outcome() {
      if (failure != null) {
        throw failure;
      }
      if (outcomes == null) {
        throw new IllegalStateException("the writer failed before this caller was served");
      }
      return outcomes;
    }
  }
}
