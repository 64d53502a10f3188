package dev.factory.cost.provider;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a reply as its bytes come, one buffer at a time, and says what came of it. */
abstract class ReplyReader implements Flow.Subscriber<List<ByteBuffer>> {
  /** Far beyond what a model answers. */
  private static final long MOST_BYTES = 64L << 20;

  private final CompletableFuture<Failure.Kind> endedEarly = new CompletableFuture<>();
  private volatile Flow.@Nullable Subscription subscription;
  private long bytes;

  /** Takes bytes; returns false if it has seen enough. */
  abstract boolean read(ByteBuffer buffer);

  /** What the bytes that came amount to, after the last of them. */
  abstract ProviderOutcome whole();

  /** Whether nothing that is still to come could change it. */
  abstract boolean isComplete();

  @Override
  public final void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    if (!endedEarly.isDone()) {
      newSubscription.request(1);
    } else {
      newSubscription.cancel();
    }
  }

  @Override
  public final void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      bytes += buffer.remaining();
      if (bytes > MOST_BYTES) {
        end(Failure.Kind.UNREADABLE);
      }
      if (!endedEarly.isDone() && !read(buffer)) {
        end(Failure.Kind.UNREADABLE);
      }
    }
    Flow.Subscription open = subscription;
    if (!endedEarly.isDone() && open != null) {
      open.request(1);
    }
  }

  @Override
  public void onError(Throwable problem) {
    // the exchange fails with it
  }

  @Override
  public void onComplete() {
    // whole() looks at what came
  }

  /** Reads no further, because of what is said. */
  final void end(Failure.Kind why) {
    if (endedEarly.complete(why)) {
      Flow.Subscription open = subscription;
      if (open != null) {
        open.cancel();
      }
    }
  }

  /** Completes if the reader, or whoever waits for it, gives up before the reply is whole. */
  final CompletableFuture<Failure.Kind> endedEarly() {
    return endedEarly;
  }
}
