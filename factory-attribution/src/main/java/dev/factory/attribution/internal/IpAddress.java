package dev.factory.attribution.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads IP addresses as text. The JDK's own reader may ask the network for a name, which must not
 * happen with what a stranger sent.
 */
public final class IpAddress {
  private static final int V4_BYTES = 4;
  private static final int V6_GROUPS = 8;
  private static final byte[] V4_IN_V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private IpAddress() {}

  /** {@return 4 bytes for IPv4, also when it stands inside IPv6, else 16} */
  public static byte[] parse(String text) {
    byte[] bytes = text.indexOf(':') < 0 ? v4(text) : v6(text);
    boolean mapped =
        bytes.length > V4_BYTES
            && Arrays.equals(bytes, 0, V4_IN_V6.length, V4_IN_V6, 0, V4_IN_V6.length);
    return mapped ? Arrays.copyOfRange(bytes, V4_IN_V6.length, bytes.length) : bytes;
  }

  private static byte[] v4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != V4_BYTES) {
      throw notAnAddress();
    }
    byte[] bytes = new byte[V4_BYTES];
    for (int index = 0; index < V4_BYTES; index++) {
      String part = parts[index];
      // 010 is ten to some readers and eight to others
      boolean ambiguous = part.length() > 1 && part.startsWith("0");
      int value = part.length() > 3 || ambiguous ? -1 : number(part, 10);
      if (value < 0 || value > 255) {
        throw notAnAddress();
      }
      bytes[index] = (byte) value;
    }
    return bytes;
  }

  private static byte[] v6(String text) {
    int gap = text.indexOf("::");
    List<Integer> head = gap < 0 ? groups(text, true) : groups(text.substring(0, gap), false);
    List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2), true);
    int missing = V6_GROUPS - head.size() - tail.size();
    // RFC 4291 lets "::" stand for one group or more
    if (gap < 0 ? missing != 0 : missing < 1) {
      throw notAnAddress();
    }
    byte[] bytes = new byte[V6_GROUPS * 2];
    put(head, bytes, 0);
    put(tail, bytes, V6_GROUPS - tail.size());
    return bytes;
  }

  private static void put(List<Integer> groups, byte[] bytes, int firstGroup) {
    for (int index = 0; index < groups.size(); index++) {
      int group = groups.get(index);
      bytes[(firstGroup + index) * 2] = (byte) (group >>> 8);
      bytes[(firstGroup + index) * 2 + 1] = (byte) group;
    }
  }

  /** {@return the groups of 16 bits} The last two of an address may be written as IPv4. */
  private static List<Integer> groups(String text, boolean mayEndInV4) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return groups;
    }
    String[] parts = text.split(":", -1);
    for (int index = 0; index < parts.length; index++) {
      String part = parts[index];
      if (mayEndInV4 && index == parts.length - 1 && part.indexOf('.') >= 0) {
        byte[] last = v4(part);
        groups.add(((last[0] & 0xff) << 8) | (last[1] & 0xff));
        groups.add(((last[2] & 0xff) << 8) | (last[3] & 0xff));
      } else {
        int value = part.length() > 4 ? -1 : number(part, 16);
        if (value < 0) {
          throw notAnAddress();
        }
        groups.add(value);
      }
    }
    return groups;
  }

  /** {@return the number of ASCII digits, or -1 if there is none or anything else} */
  private static int number(String text, int radix) {
    int value = text.isEmpty() ? -1 : 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      int digit = character < 128 ? Character.digit(character, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }

  private static IllegalArgumentException notAnAddress() {
    return new IllegalArgumentException(
        "the text is not an IP address; allowed: IPv4 such as 192.0.2.1, IPv6 such as 2001:db8::1");
  }
}
