package dev.factory.attribution.spi;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.Payee;
import java.util.Optional;

/** Knows how publishers are paid. <b>Threads:</b> safe for use by many threads. */
@FunctionalInterface
public interface Payees {

  /** {@return how the publisher is paid, or empty if nobody has said so} */
  Optional<Payee> of(PublisherId publisher);
}
