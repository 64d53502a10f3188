package dev.factory.examples.benchmarks;

import dev.factory.receipts.InMemoryReceiptStore;
import dev.factory.receipts.Receipt;
import dev.factory.receipts.ReceiptHeader;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.spi.StoredReceipt;
import dev.factory.receipts.spi.StreamLink;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What one receipt of one stream comes to in the tables, each value in the type a driver takes
 * without a thought: whoever inserts it does nothing but insert.
 */
@SuppressWarnings("ArrayRecordComponent") // handed to drivers, never compared
record LedgerRow(
    long seq,
    UUID id,
    String idText,
    String type,
    OffsetDateTime acceptedAt,
    String acceptedAtText,
    String idempotencyKey,
    byte[] prevHash,
    byte[] header,
    String signature,
    String data,
    String disclosures,
    String stream,
    long streamSeq,
    byte[] leaf) {

  static final String SHARD = "main";

  /** The rows that a ledger writes for that many clicks, its genesis left out. */
  static List<LedgerRow> ofClicks(int count) {
    InMemoryReceiptStore memory = new InMemoryReceiptStore();
    Ledgers.builder(memory).open().append(Clicks.events(count));
    List<LedgerRow> rows = new ArrayList<>(count);
    memory.range(1, 1L + count, receipt -> rows.add(of(receipt)));
    return rows;
  }

  private static LedgerRow of(StoredReceipt receipt) {
    ReceiptHeader header = ReceiptHeader.parse(receipt.header());
    StoredPayload payload = Objects.requireNonNull(receipt.payload());
    StreamLink link = header.streams().get(0);
    return new LedgerRow(
        receipt.seq(),
        header.id(),
        receipt.id(),
        receipt.type(),
        header.timestamp().atOffset(ZoneOffset.UTC),
        receipt.timestamp(),
        receipt.idempotencyKey(),
        header.prevHash().bytes(),
        receipt.header(),
        receipt.signature(),
        payload.data(),
        payload.disclosures(),
        link.key(),
        link.seq(),
        new Receipt(header, receipt.signature(), payload).hash().bytes());
  }
}
