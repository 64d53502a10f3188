package dev.factory.cost.guard;

import java.util.concurrent.CompletableFuture;

/** A streamed call that is under way. <b>Threads:</b> safe for use by many threads. */
public final class GuardedStream {
  private final GuardedCall call;
  private final LeavableSink sink;

  GuardedStream(GuardedCall call, LeavableSink sink) {
    this.call = call;
    this.sink = sink;
  }

  /**
   * {@return what comes of it, after it was settled}
   *
   * <p>Cancelling this future does nothing to the call.
   */
  public CompletableFuture<GuardOutcome> outcome() {
    return call.result().copy();
  }

  /**
   * The client is gone: no further piece is passed on. The answer is read to its end, settled by
   * what the provider reports, and kept for the next who asks. A sink that throws has left, too.
   */
  public void leave() {
    sink.leave();
  }

  /**
   * Stops the provider. It bills what it made and no longer says how much that is, so all that was
   * held counts as spent; {@link #leave} is cheaper unless the rest of the answer is long.
   */
  public void stop() {
    sink.leave();
    call.stop();
  }
}
