package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StoredPayload;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier believes to begin with. From there the ledger's own history of keys leads on: a
 * rotation signed by a believed key makes the next one believed, a revocation ends belief. Keys
 * that stand inside receipts are never believed by themselves.
 */
public final class TrustedKeys {
  private final KeyHistory keys;
  private final @Nullable ReceiptHash genesis;

  /** What the pinned receipt names, once it was seen: checking keys costs more than the rest. */
  private volatile @Nullable KeyHistory named;

  private TrustedKeys(KeyHistory keys, @Nullable ReceiptHash genesis) {
    this.keys = keys;
    this.genesis = genesis;
  }

  /** {@return trust in these keys and those they hand over to} */
  public static TrustedKeys of(PublicKey... keys) {
    return of(List.of(keys));
  }

  /** {@return trust in these keys and those they hand over to} */
  public static TrustedKeys of(Collection<PublicKey> keys) {
    return new TrustedKeys(KeyHistory.beginningWith(keys), null);
  }

  /** {@return trust in a history as far as it goes, such as one that was verified before} */
  public static TrustedKeys of(KeyHistory history) {
    return new TrustedKeys(history, null);
  }

  /**
   * {@return trust in whatever keys the genesis receipt with this hash names, and those they hand
   * over to} The hash is all that must be known of a ledger, and never changes.
   *
   * @param genesis {@link Receipt#hash} of receipt 0, learned where nobody could change it
   */
  public static TrustedKeys pinnedGenesis(ReceiptHash genesis) {
    return new TrustedKeys(KeyHistory.beginningWith(List.of()), genesis);
  }

  /** {@return what is believed of keys, given the receipt at position 0 where that is at hand} */
  KeyHistory history(@Nullable Receipt first) {
    if (genesis == null || first == null || !first.hash().equals(genesis)) {
      return keys;
    }
    StoredPayload payload = first.payload();
    if (payload == null || !Commitment.matches(payload, first.header().dataHash())) {
      return keys; // its payload is not what it was, so nobody knows the keys it named
    }
    KeyHistory known = named;
    if (known == null) {
      try {
        known = KeyHistory.beginningWith(Genesis.keys(first));
      } catch (FactoryException e) {
        return keys; // it never named keys that anybody could read
      }
      named = known;
    }
    return known;
  }

  /** Whether this can be the ledger's first receipt: another one than the pinned cannot. */
  boolean allows(Receipt first) {
    return genesis == null || first.hash().equals(genesis);
  }

  /** {@return the key that receipts call {@code kid}, or empty if it is not trusted from outset} */
  public Optional<PublicKey> find(String kid) {
    return keys.find(kid).map(KeyHistory.Entry::key);
  }

  /** {@return how many keys are trusted from the outset} */
  public int size() {
    return keys.entries().size();
  }
}
