package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Receipt 0: which ledger this is, which rules it follows, which keys it begins with. */
final class Genesis {
  static final String TYPE = "ledger.genesis";
  static final String PROFILE = "factory-receipt/v1";

  /** Begins every ledger, so two hosts that open a new one at once make one genesis. */
  static final String IDEMPOTENCY_KEY = "ledger.genesis";

  private Genesis() {}

  /** The first receipt of a ledger that has one. */
  static Receipt of(ReceiptStore store) {
    List<Receipt> found = new ArrayList<>(1);
    store.range(0, 1, stored -> found.add(Receipt.of(stored)));
    return found.get(0);
  }

  static Event event(String ledger, Signer signer, List<PublicKey> spareKeys) {
    List<Map<String, String>> keys = new ArrayList<>();
    keys.add(PublicKey.of(signer.publicKey()).toJwk());
    spareKeys.forEach(key -> keys.add(key.toJwk()));
    return Event.of(
        TYPE,
        IDEMPOTENCY_KEY,
        Map.of(
            "ledger", ledger,
            "profile", PROFILE,
            "keys", keys));
  }

  /**
   * {@return the keys that the genesis receipt names; hints until the receipt itself is trusted}
   *
   * @throws FactoryException {@code receipts.damaged} if it names none that can be read
   */
  static List<PublicKey> keys(Receipt genesis) {
    try {
      JsonMembers data = new JsonMembers(genesis.data().orElse(Map.of()));
      List<PublicKey> keys = new ArrayList<>();
      for (JsonMembers jwk : data.objects("keys")) {
        keys.add(PublicKey.fromJwk(jwk.members()));
      }
      return keys;
    } catch (IllegalArgumentException e) {
      throw new FactoryException(
          "receipts.damaged",
          "the first receipt of the ledger is damaged: its keys cannot be read; nothing was"
              + " changed: verify the ledger, and restore it from a backup",
          e);
    }
  }
}
