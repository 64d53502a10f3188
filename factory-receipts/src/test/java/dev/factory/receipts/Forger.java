package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectKeys;
import dev.factory.core.testing.SettableTime;
import dev.factory.receipts.spi.AppendResult;
import dev.factory.receipts.spi.Erasure;
import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.Signer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Somebody with a key and the store's password, who writes what the ledger would not. */
final class Forger {
  private Forger() {}

  /** Appends one well-made receipt of any type, signed by any key. */
  static void append(ReceiptStore store, Signer signer, Event event, Erasure... erasures) {
    Head head = store.head();
    Assembler assembler =
        new Assembler(
            TestLedger.NAME,
            store,
            signer,
            SigningMode.PER_RECORD,
            SettableTime.at("2026-01-24T12:34:56.123Z"),
            Duration.ofMinutes(1),
            Runnable::run);
    UUID id = new UUID(7, head.size());
    Ticket ticket =
        new Ticket(
            event,
            id,
            Commitment.to(event, SubjectKeys.none(), TestLedger.NAME, id),
            List.of(erasures));
    Batch batch = assembler.assemble(List.of(ticket), head);
    assertThat(store.append(head, batch.signed())).isInstanceOf(AppendResult.Committed.class);
  }

  /** Copies the first receipts of one store into an empty one. */
  static void copy(ReceiptStore from, ReceiptStore to, long receipts) {
    List<Receipt> copied = new ArrayList<>();
    from.range(
        0,
        receipts,
        stored -> {
          Receipt receipt = Receipt.of(stored);
          NewReceipt entry =
              new NewReceipt(
                  stored, receipt.hash(), receipt.header().prevHash(), receipt.header().streams());
          assertThat(to.append(to.head(), List.of(entry)))
              .isInstanceOf(AppendResult.Committed.class);
          copied.add(receipt);
        });
    assertThat(copied).hasSize((int) receipts);
  }
}
