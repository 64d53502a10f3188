package dev.factory.examples.cli;

import dev.factory.attribution.spi.PayoutCommand;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.attribution.spi.RailCapabilities;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailOutcome;
import dev.factory.core.money.Money;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** A rail whose requests are counted, for whoever waits for them. */
final class CountingRail implements PayoutRail {
  private final PayoutRail rail;
  private final LongConsumer counter;
  private final AtomicLong asked = new AtomicLong();

  CountingRail(PayoutRail rail, LongConsumer counter) {
    this.rail = rail;
    this.counter = counter;
  }

  @Override
  public RailCapabilities capabilities() {
    return rail.capabilities();
  }

  @Override
  public RailOutcome submit(PayoutCommand command, String key) {
    counter.accept(asked.incrementAndGet());
    return rail.submit(command, key);
  }

  @Override
  public RailFinding lookup(PayoutCommand command, String key) {
    counter.accept(asked.incrementAndGet());
    return rail.lookup(command, key);
  }

  @Override
  public RailOutcome reverse(String railReference, Money amount, String key) {
    return rail.reverse(railReference, amount, key);
  }
}
