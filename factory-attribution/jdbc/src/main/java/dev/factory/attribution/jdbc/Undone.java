package dev.factory.attribution.jdbc;

import dev.factory.core.jdbc.Transactions;
import java.util.concurrent.atomic.AtomicReference;

/** Thrown to have a transaction undone when its work is done; never leaves this package. */
final class Undone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Undone() {
    super("undone", null, false, false);
  }

  /** {@return what the work returned, when all that it wrote is undone} */
  static <T> T of(Transactions transactions, Transactions.Work<T> work) {
    AtomicReference<Outcome<T>> outcome = new AtomicReference<>();
    try {
      return transactions.write(
          connection -> {
            outcome.set(new Outcome<>(work.in(connection)));
            throw new Undone();
          });
    } catch (Undone undone) {
      Outcome<T> done = outcome.get();
      if (done == null) {
        throw undone;
      }
      return done.value();
    }
  }

  private record Outcome<T>(T value) {}
}
