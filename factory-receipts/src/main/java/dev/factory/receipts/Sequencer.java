package dev.factory.receipts;

import dev.factory.core.journal.SubjectKeys;
import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Group commit without a thread of its own: of the threads that wait for receipts, one leads; it
 * takes everything that waits, writes it in one transaction, and goes on until nothing is left. A
 * batch closes when the commit before it returns, and is signed while that commit is under way.
 */
final class Sequencer {
  /** Batches in turn after another process was seen to append. */
  private static final int TURNS = 16;

  private final ReceiptStore store;
  private final Assembler assembler;
  private final SubjectKeys keys;
  private final String ledger;
  private final int maxBatch;
  private final BlockingQueue<Ticket> waiting;
  private final ReentrantLock leading = new ReentrantLock();

  /** Where the chain ends as far as this sequencer knows; null when it must be read. */
  private @Nullable Head tail;

  /** Assembled and being signed, not yet written. */
  private @Nullable Batch inTheMaking;

  /** Set by a duplicate: the next batch is likely to hold more, so it is looked up first. */
  private boolean expectDuplicates;

  /** How many batches more are written in turn with other processes; 0 while there are none. */
  private int turns;

  Sequencer(
      String ledger,
      ReceiptStore store,
      Assembler assembler,
      SubjectKeys keys,
      int maxBatch,
      int maxWaiting) {
    this.ledger = ledger;
    this.store = store;
    this.assembler = assembler;
    this.keys = keys;
    this.maxBatch = maxBatch;
    this.waiting = new LinkedBlockingQueue<>(maxWaiting);
  }

  /** {@return false, with nothing done, if the queue is full} */
  boolean offer(Ticket ticket) {
    return waiting.offer(ticket);
  }

  /**
   * Leads until {@code mine} have their outcomes, and no longer: whoever waits for a later ticket
   * leads next, and finds the next batch in the making.
   */
  void drive(List<Ticket> mine) {
    leading.lock();
    try {
      for (Ticket ticket : mine) {
        // a later ticket may have been settled already: a known event waits for no transaction
        while (!ticket.outcome.isDone()) {
          step();
        }
      }
    } finally {
      leading.unlock();
    }
  }

  /** Takes some of what waits out of the queue. */
  void makeRoom() {
    leading.lock();
    try {
      step();
    } finally {
      leading.unlock();
    }
  }

  /**
   * Writes one receipt by itself, after all that was assembled and before all that waits.
   *
   * @param prepared makes it, while nobody else leads
   * @param kept what to do once it is kept, before anything else is assembled
   */
  Ticket alone(Supplier<Ticket> prepared, Runnable kept) {
    leading.lock();
    try {
      Batch signed = inTheMaking;
      inTheMaking = null;
      if (signed != null) {
        commit(signed);
      }
      Ticket ticket = prepared.get();
      appendInTurn(List.of(ticket));
      if (!ticket.outcome.isCompletedExceptionally()) {
        kept.run();
      }
      return ticket;
    } finally {
      leading.unlock();
    }
  }

  /** Begins one batch and finishes the one before it; in turn with others, one at a time. */
  private void step() {
    Batch signed = inTheMaking;
    inTheMaking = null;
    if (turns > 0) {
      turns--;
      appendInTurn(signed == null ? takeNext() : signed.tickets());
      return;
    }
    List<Ticket> next = takeNext();
    inTheMaking = next.isEmpty() ? null : assemble(next);
    if (signed != null && !commit(signed) && inTheMaking != null) {
      inTheMaking = again(inTheMaking);
    }
    if (inTheMaking == null) {
      assembler.trim();
    }
  }

  private List<Ticket> takeNext() {
    List<Ticket> taken = List.of();
    while (taken.isEmpty()) {
      List<Ticket> drained = new ArrayList<>();
      if (waiting.drainTo(drained, maxBatch) == 0) {
        return List.of();
      }
      taken = leadersOnly(drained);
      if (expectDuplicates) {
        taken = withoutRecorded(taken);
      }
    }
    return taken;
  }

  /** Events that are twice in one batch would break its idempotency keys. */
  private static List<Ticket> leadersOnly(Collection<Ticket> tickets) {
    Map<String, Ticket> leaders = new LinkedHashMap<>();
    for (Ticket ticket : tickets) {
      Ticket leader = leaders.putIfAbsent(ticket.event.idempotencyKey(), ticket);
      if (leader != null) {
        leader.followers.add(ticket);
      }
    }
    return new ArrayList<>(leaders.values());
  }

  private List<Ticket> withoutRecorded(List<Ticket> tickets) {
    try {
      List<String> wanted = tickets.stream().map(ticket -> ticket.event.idempotencyKey()).toList();
      Map<String, StoredReceipt> recorded = store.byIdempotencyKeys(wanted);
      expectDuplicates = !recorded.isEmpty();
      return settleRecorded(tickets, recorded);
    } catch (RuntimeException | Error e) {
      tickets.forEach(ticket -> ticket.fail(e));
      return List.of();
    }
  }

  private List<Ticket> settleRecorded(List<Ticket> tickets, Map<String, StoredReceipt> recorded) {
    List<Ticket> fresh = new ArrayList<>();
    for (Ticket ticket : tickets) {
      StoredReceipt existing = recorded.get(ticket.event.idempotencyKey());
      if (existing == null) {
        fresh.add(ticket);
      } else {
        settleRepeated(ticket, existing);
        ticket.followers.forEach(follower -> settleRepeated(follower, existing));
      }
    }
    return fresh;
  }

  private void settleRepeated(Ticket ticket, StoredReceipt existing) {
    try {
      Receipt receipt = Receipt.of(existing);
      if (saysTheSame(ticket, receipt)) {
        ticket.outcome.complete(new AppendOutcome.AlreadyRecorded(receipt));
      } else {
        ticket.outcome.completeExceptionally(
            new DuplicateEventException(ticket.event.idempotencyKey(), existing.seq()));
      }
    } catch (RuntimeException e) {
      ticket.outcome.completeExceptionally(e);
    }
  }

  private boolean saysTheSame(Ticket ticket, Receipt existing) {
    ReceiptHeader header = existing.header();
    List<String> streams = header.streams().stream().map(link -> link.key()).toList();
    if (!header.type().equals(ticket.event.type()) || !streams.equals(ticket.event.streams())) {
      return false;
    }
    // salts depend on the receipt's id, so the content is committed to again under the first id
    return Commitment.to(ticket.event, keys, ledger, header.id()).hash().equals(header.dataHash());
  }

  private @Nullable Batch assemble(List<Ticket> tickets) {
    try {
      if (tail == null) {
        assembler.forgetStreams();
        Head head = store.head();
        assembler.readKeys(store, head);
        tail = head;
      }
      Batch batch = assembler.assemble(tickets, tail);
      tail = batch.after();
      return batch;
    } catch (RuntimeException | Error e) {
      // whatever the store, the clock or the signer threw belongs to those who wait
      forget();
      tickets.forEach(ticket -> ticket.fail(e));
      return null;
    }
  }

  /** Assembles anew what was chained to a batch that was not kept. */
  private @Nullable Batch again(Batch batch) {
    forget();
    return assemble(batch.tickets());
  }

  /** {@return whether the chain now ends where the batch does} */
  private boolean commit(Batch batch) {
    try {
      List<NewReceipt> receipts = assembler.signsLocally() ? batch.inTheMaking() : batch.signed();
      AppendResult result = store.append(batch.before(), receipts);
      if (result instanceof AppendResult.Committed) {
        batch.drafts().forEach(this::settle);
        return true;
      }
      if (result instanceof AppendResult.Conflict) {
        turns = TURNS;
      }
      forget();
      appendInTurn(unsettled(batch.tickets(), result));
    } catch (RuntimeException | Error e) {
      fail(batch.tickets(), e);
    }
    return false;
  }

  /**
   * Assembles and signs while the other writers of this ledger wait. Nothing overlaps then, but
   * nothing is in vain either: of batches made beforehand, every conflict throws the signatures
   * away.
   */
  private void appendInTurn(List<Ticket> tickets) {
    List<Ticket> rest = tickets;
    try {
      while (!rest.isEmpty()) {
        Turn turn = new Turn(rest);
        AppendResult result = store.appendInTurn(turn);
        if (result instanceof AppendResult.Committed && turn.made != null) {
          tail = turn.made.after(); // first, since whoever is told of an outcome may append more
          turn.made.drafts().forEach(this::settle);
          return;
        }
        forget();
        rest = unsettled(rest, result);
      }
    } catch (RuntimeException | Error e) {
      fail(rest, e);
    }
  }

  private final class Turn implements ReceiptStore.InTurn {
    private final List<Ticket> tickets;
    private @Nullable Batch made;

    Turn(List<Ticket> tickets) {
      this.tickets = tickets;
    }

    @Override
    public List<NewReceipt> onto(Head head, ReceiptStore view) {
      if (made != null || !head.equals(tail)) {
        assembler.forgetStreams();
      }
      if (!head.equals(tail)) {
        assembler.readKeys(view, head);
      }
      if (tail != null && !head.equals(tail)) {
        turns = TURNS; // there still are others
      }
      Batch batch = assembler.assemble(tickets, head, view);
      made = batch;
      return batch.signed();
    }
  }

  private List<Ticket> unsettled(List<Ticket> tickets, AppendResult result) {
    if (result instanceof AppendResult.Duplicate duplicate) {
      expectDuplicates = true;
      return settleRecorded(tickets, duplicate.existing());
    }
    return tickets;
  }

  private void fail(List<Ticket> tickets, Throwable e) {
    forget();
    Throwable cause = unwrapped(e);
    tickets.forEach(ticket -> ticket.fail(cause));
  }

  /** What a signer threw comes wrapped. */
  private static Throwable unwrapped(Throwable e) {
    return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
  }

  private void settle(Batch.Draft draft) {
    Receipt receipt = draft.receipt();
    Ticket ticket = draft.ticket();
    ticket.outcome.complete(new AppendOutcome.Recorded(receipt));
    for (Ticket follower : ticket.followers) {
      if (saysTheSame(follower, receipt)) {
        follower.outcome.complete(new AppendOutcome.AlreadyRecorded(receipt));
      } else {
        follower.outcome.completeExceptionally(
            new DuplicateEventException(follower.event.idempotencyKey(), receipt.header().seq()));
      }
    }
  }

  private void forget() {
    tail = null;
    assembler.forgetStreams();
  }
}
