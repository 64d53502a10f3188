package dev.factory.cost.guard;

/**
 * Is told of every guarded call after it was settled: for alerts, metrics, the journal. What it
 * throws is logged and changes nothing. <b>Threads:</b> safe for use by many threads; it does not
 * block.
 */
@FunctionalInterface
public interface GuardListener {

  /** Takes note of a call that is over. */
  void finished(GuardEvent event);

  /** {@return this one, and then {@code next}} */
  default GuardListener andThen(GuardListener next) {
    return event -> {
      finished(event);
      next.finished(event);
    };
  }
}
