package dev.factory.receipts;

import dev.factory.core.journal.Event;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.Signer;
import java.util.function.Function;

/** The keys of an open ledger: their history, and changing them. Thread-safe. */
public final class LedgerKeys {
  private final String ledger;
  private final ReceiptStore store;
  private final Assembler assembler;
  private final Sequencer sequencer;
  private final Checkpoints checkpoints;
  private final Function<Event, Ticket> tickets;

  LedgerKeys(
      String ledger,
      ReceiptStore store,
      Assembler assembler,
      Sequencer sequencer,
      Checkpoints checkpoints,
      Function<Event, Ticket> tickets) {
    this.ledger = ledger;
    this.store = store;
    this.assembler = assembler;
    this.sequencer = sequencer;
    this.checkpoints = checkpoints;
    this.tickets = tickets;
  }

  /** {@return which key may sign which positions, to publish; see {@link KeyHistory#toJwks}} */
  public KeyHistory history() {
    return KeyReceipts.history(Genesis.of(store), store);
  }

  /**
   * Hands over to another key: the current one signs a receipt {@code key.rotated}, in which the
   * next one proves that its owner has it, and from the position after that only the next one
   * signs, beginning with a checkpoint. Other processes that have this ledger open can record
   * nothing until they open it with the next key; what they tried is refused with {@code
   * receipts.key-retired}.
   *
   * @return the receipt, the last that the key before signed
   * @throws IllegalArgumentException if the key was in the history before; nothing was recorded
   * @throws FactoryException as {@link Receipts#append(Event)}
   */
  public Receipt rotate(Signer next) {
    PublicKey key = PublicKey.of(next.publicKey());
    Ticket ticket =
        sequencer.alone(
            () -> {
              if (history().find(key.kid()).isPresent()) {
                throw new IllegalArgumentException(
                    "the key " + key.kid() + " was in the history of the ledger before");
              }
              return tickets.apply(KeyReceipts.rotated(ledger, assembler.kid(), next));
            },
            () -> assembler.signWith(next));
    Receipt rotated = ticket.await().receipt();
    checkpoints.make(next);
    return rotated;
  }

  /**
   * Ends the trust in a key at a position, which may be in the past: the signatures it made after
   * that count as made by a stranger, and so do keys it handed over to after that. The current key
   * cannot revoke what it owes its own trust to: for a key that was stolen before it was rotated,
   * open the ledger with a spare key of the genesis receipt.
   *
   * @param kid thumbprint of the key
   * @param lastTrusted last position at which its signature is trusted; -1 for none
   * @return the receipt {@code key.revoked}
   * @throws IllegalArgumentException if the key is not in the history, is the one that signs now or
   *     one it owes its trust to, or the position is not one of the ledger; nothing was recorded
   * @throws FactoryException as {@link Receipts#append(Event)}
   */
  public Receipt revoke(String kid, long lastTrusted) {
    Ticket ticket =
        sequencer.alone(
            () -> {
              long size = store.head().size();
              if (lastTrusted < -1 || lastTrusted >= size) {
                throw new IllegalArgumentException(
                    "the last trusted position is -1 to " + (size - 1) + ", not " + lastTrusted);
              }
              KeyHistory after = history().revoked(kid, lastTrusted);
              if (!after.isValid(assembler.kid(), size)) {
                throw new IllegalArgumentException(
                    "the ledger's current key would lose its own trust; rotate first, or open the"
                        + " ledger with a spare key");
              }
              return tickets.apply(KeyReceipts.revoked(kid, lastTrusted));
            },
            () -> {});
    return ticket.await().receipt();
  }
}
