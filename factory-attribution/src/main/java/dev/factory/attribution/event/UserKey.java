package dev.factory.attribution.event;

/**
 * Who touched and converted: an internal id or pseudonym, never a name or an address.
 *
 * @param value 1 to 128 characters without control characters and without a space at either end
 */
public record UserKey(String value) implements Comparable<UserKey> {

  /** Refuses a text that is not an id. */
  public UserKey {
    value = Texts.id("a user key", value);
  }

  /** Compares code points, as databases that keep UTF-8 compare bytes. */
  @Override
  public int compareTo(UserKey other) {
    return Texts.compare(value, other.value);
  }

  /** {@return a fixed text: a key points to a person and must not get into a log by accident} */
  @Override
  public String toString() {
    return "UserKey[hidden]";
  }
}
