package dev.factory.cost.route;

import dev.factory.cost.provider.Gateway;
import dev.factory.cost.provider.Target;

/** Whether models can be asked at the moment. <b>Threads:</b> safe for use by many threads. */
public interface RouteHealth {

  /** {@return whether its breaker lets calls through} */
  boolean isOpenFor(Target target);

  /** {@return how many more calls it takes now, zero or more} */
  int headRoom(Target target);

  /** {@return what a gateway knows} */
  static RouteHealth of(Gateway gateway) {
    return new RouteHealth() {
      @Override
      public boolean isOpenFor(Target target) {
        return gateway.isOpenFor(target);
      }

      @Override
      public int headRoom(Target target) {
        return gateway.headRoom(target);
      }
    };
  }
}
