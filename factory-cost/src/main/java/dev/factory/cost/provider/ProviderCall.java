package dev.factory.cost.provider;

import java.util.concurrent.CompletableFuture;

/** A call that is under way. <b>Threads:</b> safe for use by many threads. */
public interface ProviderCall {

  /**
   * {@return what comes of it; it always completes, and never exceptionally}
   *
   * <p>Completing or cancelling the future by hand does nothing to the call.
   */
  CompletableFuture<ProviderOutcome> outcome();

  /** Gives it up: the provider is told to stop, by closing the connection if need be. */
  void cancel();
}
