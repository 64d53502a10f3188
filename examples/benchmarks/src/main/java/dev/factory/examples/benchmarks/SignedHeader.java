package dev.factory.examples.benchmarks;

import dev.factory.receipts.InMemoryReceiptStore;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StoredReceipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/**
 * A header, all that was signed (the domain and the header) and the signature, each as a bare
 * verifier wants it.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SignedHeader(byte[] header, byte[] message, byte[] signature) {
  private static final byte[] DOMAIN = "factory-receipt/v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final String PREFIX = "ed25519:";

  /** What every message begins with. */
  static byte[] domain() {
    return DOMAIN.clone();
  }

  /** Those of a new ledger of clicks. */
  static List<SignedHeader> ofClicks(int count) {
    InMemoryReceiptStore memory = new InMemoryReceiptStore();
    Ledgers.builder(memory).open().append(Clicks.events(count));
    return of(memory).subList(1, count + 1);
  }

  /** All that are in a store. */
  static List<SignedHeader> of(ReceiptStore store) {
    List<SignedHeader> all = new ArrayList<>();
    store.range(0, Long.MAX_VALUE, receipt -> all.add(of(receipt)));
    return all;
  }

  private static SignedHeader of(StoredReceipt receipt) {
    byte[] header = receipt.header();
    byte[] message = Arrays.copyOf(DOMAIN, DOMAIN.length + header.length);
    System.arraycopy(header, 0, message, DOMAIN.length, header.length);
    String encoded = receipt.signature().substring(PREFIX.length());
    return new SignedHeader(header, message, Base64.getUrlDecoder().decode(encoded));
  }

  /** Asks Bouncy Castle. */
  boolean isGood(PublicPoint key) {
    return Ed25519.verify(signature, 0, key, message, 0, message.length);
  }
}
