package dev.factory.cost.guard;

import dev.factory.cost.provider.StreamSink;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes pieces on as long as somebody takes them, and is read to the end all the same. */
final class LeavableSink implements StreamSink {
  private static final Logger LOG = LoggerFactory.getLogger(LeavableSink.class);

  private volatile @Nullable StreamSink taker;

  LeavableSink(StreamSink taker) {
    this.taker = taker;
  }

  @Override
  public void piece(String text, long bytes) {
    StreamSink now = taker;
    if (now == null) {
      return;
    }
    try {
      now.piece(text, bytes);
    } catch (RuntimeException gone) {
      LOG.debug("The taker of a stream is gone; it is read to the end and settled.", gone);
      leave();
    }
  }

  void whole(String text) {
    piece(text, text.getBytes(StandardCharsets.UTF_8).length);
  }

  void leave() {
    taker = null;
  }
}
