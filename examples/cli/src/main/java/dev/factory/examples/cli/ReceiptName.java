package dev.factory.examples.cli;

import dev.factory.receipts.Receipt;
import dev.factory.receipts.spi.ReceiptStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** How a user names a receipt: by its id, or by its position in the ledger. */
sealed interface ReceiptName {
  /** Positions, as far as JSON can hold them. */
  Pattern POSITION = Pattern.compile("[0-9]{1,15}");

  /** {@return the receipt, or empty if there is none} */
  Optional<Receipt> find(ReceiptStore store);

  /**
   * {@return what a text names}
   *
   * @throws CliException {@code cli.usage} if it is neither
   */
  static ReceiptName of(String text) {
    if (POSITION.matcher(text).matches()) {
      return new Position(Long.parseLong(text));
    }
    try {
      UUID id = UUID.fromString(text);
      // Java also takes short forms, in which a digit that was lost goes unnoticed
      if (id.toString().equalsIgnoreCase(text)) {
        return new Id(id);
      }
    } catch (IllegalArgumentException notOne) {
      // said below
    }
    throw new CliException(
        "cli.usage",
        "a receipt is named by its id, a UUID of 36 characters, or by its position, a whole number;"
            + " nothing was read");
  }

  /** Says that there is none, and returns the exit code. */
  static int notFound(Session session, String name) {
    String message =
        "there is no receipt "
            + Text.printable(name)
            + " in shard \""
            + session.options().shard()
            + "\"; \"factory receipts list\" shows those there are";
    if (session.options().json()) {
      session.print(
          List.of(), Map.of("error", Map.of("code", "cli.unknown-receipt", "message", message)));
    } else {
      session.host().err().println("factory: " + message + " [cli.unknown-receipt]");
    }
    return ExitCode.INVALID;
  }

  /** By the id. */
  record Id(UUID id) implements ReceiptName {
    @Override
    public Optional<Receipt> find(ReceiptStore store) {
      return store.byId(id).map(Receipts::of);
    }
  }

  /** By the position, from 0. */
  record Position(long seq) implements ReceiptName {
    @Override
    public Optional<Receipt> find(ReceiptStore store) {
      return Receipts.at(store, seq);
    }
  }
}
