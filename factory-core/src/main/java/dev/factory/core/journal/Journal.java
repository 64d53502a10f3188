package dev.factory.core.journal;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a module reports what it did.
 *
 * <p><b>Idempotency:</b> an event whose idempotency key is there already, with the same content, is
 * taken as recorded and changes nothing; with other content it is refused with an exception.
 * <b>Order:</b> the events of one call, and of calls that follow each other on one thread, are kept
 * in their order. <b>Durability:</b> when a call returns, its events survive a crash of the process
 * if the journal's storage does; a journal that works inside a transaction of the host promises
 * that only once that transaction commits. <b>Atomicity:</b> none between the events of one call
 * unless the journal says so; whoever repeats a call that failed loses and doubles nothing.
 * <b>Threads:</b> safe for use by many threads, unless it works inside one transaction.
 */
@FunctionalInterface
public interface Journal {

  /**
   * Records events, oldest first.
   *
   * @param events may be empty, then nothing happens
   * @throws dev.factory.core.FactoryException if they cannot be recorded; those before the failing
   *     one may have been, and calling again with the same events is safe
   */
  void append(List<Event> events);

  /** Records one event; the same as {@code append(List.of(event))}. */
  default void append(Event event) {
    append(List.of(event));
  }

  /** {@return a journal that keeps nothing and logs the type of each event at debug level} */
  static Journal none() {
    Logger log = LoggerFactory.getLogger(Journal.class);
    return events -> events.forEach(event -> log.debug("not kept: {}", event.type()));
  }
}
