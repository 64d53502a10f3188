package dev.factory.examples.cli;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutMethod;
import java.util.function.Function;

/** Ids as they are typed. */
final class Ids {
  private Ids() {}

  static PublisherId publisher(String text) {
    return of(text, PublisherId::new);
  }

  static EventId event(String text) {
    return of(text, EventId::new);
  }

  static PayoutId payout(String text) {
    return of(text, PayoutId::new);
  }

  static PayoutMethod method(String text) {
    return of(text, PayoutMethod::new);
  }

  private static <T> T of(String text, Function<String, T> maker) {
    try {
      return maker.apply(text);
    } catch (IllegalArgumentException e) {
      // what the types say never repeats the text
      throw new CliException("cli.usage", e.getMessage() + "; nothing was done");
    }
  }
}
