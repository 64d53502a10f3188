package dev.factory.receipts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The public keys a verifier believes, however it came by them; keys that stand inside receipts are
 * never believed by themselves.
 */
public final class TrustedKeys {
  private final Map<String, PublicKey> byKid;

  private TrustedKeys(Collection<PublicKey> keys) {
    this.byKid =
        keys.stream()
            .distinct()
            .collect(Collectors.toUnmodifiableMap(PublicKey::kid, Function.identity()));
  }

  /** {@return trust in these keys and no others} */
  public static TrustedKeys of(PublicKey... keys) {
    return of(List.of(keys));
  }

  /** {@return trust in these keys and no others} */
  public static TrustedKeys of(Collection<PublicKey> keys) {
    return new TrustedKeys(keys);
  }

  /** {@return the key that receipts call {@code kid}, or empty if it is not trusted} */
  public Optional<PublicKey> find(String kid) {
    return Optional.ofNullable(byKid.get(kid));
  }

  /** {@return how many keys are trusted} */
  public int size() {
    return byKid.size();
  }
}
