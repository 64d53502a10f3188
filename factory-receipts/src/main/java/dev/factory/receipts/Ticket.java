package dev.factory.receipts;

import dev.factory.core.journal.Event;
import dev.factory.receipts.spi.Erasure;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** An event on its way into the ledger: committed to, not yet in order. */
final class Ticket {
  final Event event;
  final UUID id;
  final Commitment.Committed committed;
  final CompletableFuture<AppendOutcome> outcome = new CompletableFuture<>();

  /** Others with the same idempotency key in the same batch: they share this one's receipt. */
  final List<Ticket> followers = new ArrayList<>(0);

  /** What the receipt certifies to be gone, done when it is kept. */
  final List<Erasure> erasures;

  Ticket(Event event, UUID id, Commitment.Committed committed, List<Erasure> erasures) {
    this.event = event;
    this.id = id;
    this.committed = committed;
    this.erasures = erasures;
  }

  void fail(Throwable failure) {
    outcome.completeExceptionally(failure);
    followers.forEach(follower -> follower.fail(failure));
  }

  /** The outcome, or what went wrong, thrown as it was. */
  AppendOutcome await() {
    try {
      return outcome.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }
}
