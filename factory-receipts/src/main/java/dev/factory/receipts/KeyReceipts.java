package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.receipts.spi.ReceiptFilter;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.Signer;
import dev.factory.receipts.spi.StoredReceipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The receipts in which a ledger tells the history of its keys. */
final class KeyReceipts {
  static final String ROTATED = "key.rotated";
  static final String REVOKED = "key.revoked";
  static final Set<String> TYPES = Set.of(ROTATED, REVOKED);

  private static final String PROOF_DOMAIN = "factory-key/v1\n";
  private static final String PROOF_PREFIX = "ed25519:";
  private static final int PAGE = 100;

  private KeyReceipts() {}

  /** That {@code outgoing} hands over to {@code next}, which proves that it has its private key. */
  static Event rotated(String ledger, String outgoing, Signer next) {
    PublicKey key = PublicKey.of(next.publicKey());
    String proof =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(next.sign(proofMessage(ledger, outgoing, key.kid())));
    return Event.of(
        ROTATED,
        ROTATED + ":" + key.kid(),
        Map.of("key", key.toJwk(), "previous", outgoing, "proof", PROOF_PREFIX + proof));
  }

  static Event revoked(String kid, long lastTrusted) {
    return Event.of(
        REVOKED,
        REVOKED + ":" + kid + ":" + lastTrusted,
        Map.of("kid", kid, "last_trusted_seq", lastTrusted));
  }

  /**
   * {@return the history after a key receipt}
   *
   * @throws IllegalArgumentException if it does not say what such a receipt says, or must not
   */
  static KeyHistory apply(KeyHistory before, Receipt receipt) {
    ReceiptHeader header = receipt.header();
    JsonMembers data =
        new JsonMembers(
            receipt.data().orElseThrow(() -> new IllegalArgumentException("its payload is gone")));
    if (header.type().equals(REVOKED)) {
      long lastTrusted = data.integer("last_trusted_seq");
      if (lastTrusted < -1 || lastTrusted >= header.seq()) {
        throw new IllegalArgumentException("a key is revoked from a position before the receipt");
      }
      KeyHistory after = before.revoked(data.text("kid"), lastTrusted);
      if (!after.isValid(header.kid(), header.seq())) {
        throw new IllegalArgumentException("a key does not revoke what it owes its own trust to");
      }
      return after;
    }
    PublicKey next = PublicKey.fromJwk(data.object("key"));
    if (!data.text("previous").equals(header.kid())) {
      throw new IllegalArgumentException("a key is rotated by the one that goes");
    }
    byte[] message = proofMessage(header.ledger(), header.kid(), next.kid());
    String proof = data.text("proof");
    if (!proof.startsWith(PROOF_PREFIX)
        || !next.verifies(
            message, Base64.getUrlDecoder().decode(proof.substring(PROOF_PREFIX.length())))) {
      throw new IllegalArgumentException("the new key does not prove that its owner has it");
    }
    return before.rotated(header.kid(), header.seq(), next);
  }

  private static byte[] proofMessage(String ledger, String outgoing, String incoming) {
    return (PROOF_DOMAIN + ledger + "\n" + outgoing + "\n" + incoming)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What the ledger itself says of its keys; for whoever writes it, and trusts the store.
   *
   * @throws FactoryException {@code receipts.damaged} if it cannot be made out
   */
  static KeyHistory history(Receipt genesis, ReceiptStore store) {
    return readOn(KeyHistory.beginningWith(Genesis.keys(genesis)), store, 1);
  }

  /** The same, going on from what is known below a position. */
  static KeyHistory readOn(KeyHistory known, ReceiptStore store, long from) {
    KeyHistory history = known;
    for (StoredReceipt stored : find(store, from)) {
      try {
        history = apply(history, Receipt.of(stored));
      } catch (IllegalArgumentException e) {
        throw new FactoryException(
            "receipts.damaged",
            "receipt "
                + stored.seq()
                + " changes the keys of the ledger in a way it must not; nothing was written:"
                + " verify the ledger",
            e);
      }
    }
    return history;
  }

  /** Key receipts from a position on, in order, as the store's index finds them. */
  static List<StoredReceipt> find(ReceiptStore store, long from) {
    List<StoredReceipt> found = new ArrayList<>();
    for (String type : TYPES) {
      List<StoredReceipt> page;
      long at = from;
      do {
        page = store.find(ReceiptFilter.ALL.ofType(type), at, PAGE);
        found.addAll(page);
        at = page.isEmpty() ? at : page.get(page.size() - 1).seq() + 1;
      } while (page.size() == PAGE);
    }
    found.sort(Comparator.comparingLong(StoredReceipt::seq));
    return found;
  }
}
