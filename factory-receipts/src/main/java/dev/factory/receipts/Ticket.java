package dev.factory.receipts;

import dev.factory.core.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An event on its way into the ledger: committed to, not yet in order. */
final class Ticket {
  final Event event;
  final UUID id;
  final Commitment.Committed committed;
  final CompletableFuture<AppendOutcome> outcome = new CompletableFuture<>();

  /** Others with the same idempotency key in the same batch: they share this one's receipt. */
  final List<Ticket> followers = new ArrayList<>(0);

  Ticket(Event event, UUID id, Commitment.Committed committed) {
    this.event = event;
    this.id = id;
    this.committed = committed;
  }

  void fail(Throwable failure) {
    outcome.completeExceptionally(failure);
    followers.forEach(follower -> follower.fail(failure));
  }
}
