package dev.factory.attribution.identity;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.internal.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known at one time of which keys are one person. Each person is named by the least of its
 * keys, so the order in which links were found changes nothing. A later version may join persons
 * and never parts them; the versions before stay as they are. Immutable.
 *
 * <p>Credits are computed from events that were {@linkplain #stitch(Touchpoint) stitched} by one
 * version; keep its {@link #hash} with them.
 */
public final class IdentityVersion {
  /** Every key is a person of its own. */
  public static final IdentityVersion NONE = new IdentityVersion(0, new TreeMap<>());

  private final long number;

  /** The person of every key that is not its own. */
  private final SortedMap<UserKey, UserKey> persons;

  /** The other keys of each person that has more than one. */
  private final Map<UserKey, Set<UserKey>> keysOf = new HashMap<>();

  private IdentityVersion(long number, SortedMap<UserKey, UserKey> persons) {
    this.number = number;
    this.persons = persons;
    persons.forEach(
        (key, person) -> keysOf.computeIfAbsent(person, absent -> new HashSet<>()).add(key));
  }

  /** {@return the next version, which knows these links besides; in nearly linear time} */
  public IdentityVersion with(Collection<IdentityLink> links) {
    Map<UserKey, UserKey> parents = new HashMap<>(persons);
    for (IdentityLink link : links) {
      UserKey one = root(parents, link.one());
      UserKey other = root(parents, link.other());
      int order = one.compareTo(other);
      if (order != 0) {
        parents.put(order < 0 ? other : one, order < 0 ? one : other);
      }
    }
    SortedMap<UserKey, UserKey> next = new TreeMap<>();
    for (UserKey key : Map.copyOf(parents).keySet()) {
      next.put(key, root(parents, key));
    }
    return new IdentityVersion(number + 1, next);
  }

  /** Finds the root and lets every key on the way point to its grandparent. */
  private static UserKey root(Map<UserKey, UserKey> parents, UserKey key) {
    UserKey at = key;
    UserKey parent = parents.getOrDefault(at, at);
    while (!parent.equals(at)) {
      UserKey grandparent = parents.getOrDefault(parent, parent);
      parents.put(at, grandparent);
      at = parent;
      parent = grandparent;
    }
    return at;
  }

  /** {@return how many times links were added, 0 for none} */
  public long number() {
    return number;
  }

  /** {@return the key that stands for the person with this key; itself if no link names it} */
  public UserKey person(UserKey key) {
    return persons.getOrDefault(key, key);
  }

  /** {@return all keys of the person with this key, that one included, in their order} */
  public SortedSet<UserKey> keys(UserKey key) {
    UserKey person = person(key);
    SortedSet<UserKey> keys = new TreeSet<>(keysOf.getOrDefault(person, Set.of()));
    keys.add(person);
    return keys;
  }

  /** {@return the touch as one of its person} */
  public Touchpoint stitch(Touchpoint touch) {
    UserKey person = person(touch.userKey());
    return person.equals(touch.userKey()) ? touch : touch.withUser(person);
  }

  /** {@return the conversion as one of its person} */
  public Conversion stitch(Conversion conversion) {
    UserKey person = person(conversion.userKey());
    return person.equals(conversion.userKey()) ? conversion : conversion.withUser(person);
  }

  /**
   * {@return the SHA-256 of all keys that are not their own person, each with its person, by key;
   * every text in UTF-8 between its length and a line feed}
   *
   * <p>Two versions with one hash join alike, whatever their numbers.
   */
  public IdentityHash hash() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    persons.forEach(
        (key, person) -> {
          write(bytes, key.value());
          write(bytes, person.value());
        });
    return new IdentityHash(Sha256.of(bytes.toByteArray()));
  }

  private static void write(ByteArrayOutputStream bytes, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes.writeBytes((utf8.length + ":").getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(utf8);
    bytes.write('\n');
  }

  /** {@return number and count, without any key} */
  @Override
  public String toString() {
    return "IdentityVersion[" + number + ", " + persons.size() + " joined keys]";
  }
}
