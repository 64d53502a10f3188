package dev.factory.receipts;

import dev.factory.core.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which key may sign which positions of a ledger. Immutable; thread-safe.
 *
 * <p>A key is valid for a range of positions and not of time, since positions are what the chain
 * proves. The ledger tells its own history: the genesis receipt names the first keys, {@code
 * key.rotated} ends the range of the key that signed it and begins that of the next, {@code
 * key.revoked} cuts a range short, also backwards. Public keys are kept for ever.
 */
public final class KeyHistory {
  /** End of the range of a key that is still valid. */
  public static final long OPEN = Long.MAX_VALUE;

  private final Map<String, Entry> byKid;

  /** Who handed over to a key; keys that were there from the beginning are absent. */
  private final Map<String, String> predecessors;

  private KeyHistory(Map<String, Entry> byKid, Map<String, String> predecessors) {
    this.byKid = byKid;
    this.predecessors = predecessors;
  }

  /**
   * A key and what it may sign.
   *
   * @param key the key
   * @param from first position it may sign, from 0
   * @param to first position it may not sign any more; {@link #OPEN} while it is valid
   */
  public record Entry(PublicKey key, long from, long to) {

    boolean covers(long seq) {
      return from <= seq && seq < to;
    }
  }

  /** {@return a history in which these keys are valid everywhere} */
  static KeyHistory beginningWith(Collection<PublicKey> keys) {
    Map<String, Entry> byKid = new LinkedHashMap<>();
    keys.forEach(key -> byKid.put(key.kid(), new Entry(key, 0, OPEN)));
    return new KeyHistory(byKid, Map.of());
  }

  /** {@return the keys in the order in which they came in} */
  public List<Entry> entries() {
    return List.copyOf(byKid.values());
  }

  /** {@return what is known of the key with this thumbprint, or empty} */
  public Optional<Entry> find(String kid) {
    return Optional.ofNullable(byKid.get(kid));
  }

  /** {@return the keys that may sign the receipt at {@code seq}} */
  public List<PublicKey> validAt(long seq) {
    return byKid.values().stream().filter(e -> e.covers(seq)).map(Entry::key).toList();
  }

  boolean isValid(String kid, long seq) {
    Entry entry = byKid.get(kid);
    return entry != null && entry.covers(seq);
  }

  /**
   * {@return the keys as a JSON Web Key Set (RFC 7517, section 5) in canonical form, retired ones
   * included} The members {@code from} and, of keys no longer valid, {@code to} give the positions.
   */
  public String toJwks() {
    List<Map<String, Object>> keys = new ArrayList<>();
    for (Entry entry : byKid.values()) {
      Map<String, Object> jwk = new LinkedHashMap<>(entry.key().toJwk());
      jwk.put("use", "sig");
      jwk.put("from", entry.from());
      if (entry.to() != OPEN) {
        jwk.put("to", entry.to());
      }
      keys.add(jwk);
    }
    return new String(CanonicalJson.of(Map.of("keys", keys)), StandardCharsets.UTF_8);
  }

  /** {@return the history once {@code signer}, at {@code seq}, has handed over to {@code next}} */
  KeyHistory rotated(String signer, long seq, PublicKey next) {
    if (byKid.containsKey(next.kid())) {
      throw new IllegalArgumentException("a key that was in the history does not come back");
    }
    Map<String, Entry> changed = new LinkedHashMap<>(byKid);
    endAt(changed, signer, seq + 1);
    changed.put(next.kid(), new Entry(next, seq + 1, OPEN));
    Map<String, String> handedOver = new LinkedHashMap<>(predecessors);
    handedOver.put(next.kid(), signer);
    return new KeyHistory(changed, handedOver);
  }

  /**
   * {@return the history in which {@code kid} is trusted up to {@code lastTrusted} and no further}
   * Keys that it handed over to after that position are not trusted at all: whoever had the key
   * could have handed over to any.
   */
  KeyHistory revoked(String kid, long lastTrusted) {
    Map<String, Entry> changed = new LinkedHashMap<>(byKid);
    endAt(changed, kid, lastTrusted + 1);
    // successors come after their predecessors, so one pass reaches them all
    for (Map.Entry<String, String> handed : predecessors.entrySet()) {
      Entry successor = get(changed, handed.getKey());
      if (get(changed, handed.getValue()).to() < successor.from()) {
        endAt(changed, handed.getKey(), successor.from());
      }
    }
    return new KeyHistory(changed, predecessors);
  }

  /** Whether the same keys may sign each position below {@code size} here and there. */
  boolean isSameBelow(long size, KeyHistory other) {
    return below(size).equals(other.below(size));
  }

  private Map<String, Long> below(long size) {
    Map<String, Long> ends = new HashMap<>();
    byKid.forEach(
        (kid, entry) -> {
          if (entry.from() < size) {
            ends.put(kid, Math.min(entry.to(), size));
          }
        });
    return ends;
  }

  private static void endAt(Map<String, Entry> entries, String kid, long to) {
    Entry entry = get(entries, kid);
    entries.put(kid, new Entry(entry.key(), entry.from(), Math.min(entry.to(), to)));
  }

  private static Entry get(Map<String, Entry> entries, String kid) {
    @Nullable Entry entry = entries.get(kid);
    if (entry == null) {
      throw new IllegalArgumentException("the key is not in the history");
    }
    return entry;
  }
}
