package dev.factory.receipts;

import dev.factory.receipts.spi.Head;
import dev.factory.receipts.spi.NewReceipt;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StoredReceipt;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Receipts in order, chained to {@code before}, whose signatures may still be in the making. */
record Batch(Head before, Head after, List<Draft> drafts, List<Signing> signing) {

  /** One receipt but for its signature. */
  @SuppressWarnings("ArrayRecordComponent") // seen by the sequencer only, which never compares
  record Draft(
      Ticket ticket,
      ReceiptHeader header,
      byte[] bytes,
      String timestamp,
      ReceiptHash leaf,
      CompletableFuture<String> signature) {

    NewReceipt signed() {
      StoredReceipt receipt =
          new StoredReceipt(
              header.seq(),
              header.id().toString(),
              header.type(),
              timestamp,
              ticket.event.idempotencyKey(),
              bytes,
              signature.join(),
              ticket.committed.payload());
      return new NewReceipt(receipt, leaf, header.prevHash(), header.streams(), ticket.erasures);
    }

    Receipt receipt() {
      return new Receipt(header, signature.join(), ticket.committed.payload());
    }
  }

  /** The finished receipts; signs what nobody has begun to sign, and waits for the rest. */
  List<NewReceipt> signed() {
    signing.forEach(Signing::run);
    return drafts.stream().map(Draft::signed).toList();
  }

  /**
   * The receipts in the making: each is finished when it is asked for, so that a store writes the
   * first while the last are being signed.
   */
  List<NewReceipt> inTheMaking() {
    return new AbstractList<>() {
      @Override
      public NewReceipt get(int index) {
        Signing.signing(signing, index).run();
        return drafts.get(index).signed();
      }

      @Override
      public int size() {
        return drafts.size();
      }
    };
  }

  List<Ticket> tickets() {
    return drafts.stream().map(Draft::ticket).toList();
  }
}
