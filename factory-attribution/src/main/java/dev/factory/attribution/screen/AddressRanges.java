package dev.factory.attribution.screen;

import dev.factory.attribution.internal.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Ranges of addresses, as providers publish them ({@code 192.0.2.0/24}, {@code 2001:db8::/32}; RFC
 * 4632, RFC 4291). A range may hold others; a lookup is one binary search. Immutable.
 */
public final class AddressRanges implements DatacentreList {
  private static final byte[] V4_IN_V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
  private static final int BYTES = 16;

  /** Sorted by first address, without overlap: first, last. */
  private final List<byte[][]> ranges;

  private AddressRanges(List<byte[][]> ranges) {
    this.ranges = ranges;
  }

  /**
   * {@return the ranges with these texts}
   *
   * @param ranges address, slash and length of the prefix; the length may be left out for a single
   *     address. Bits behind the prefix are zero
   * @throws IllegalArgumentException if one is no range; the message says which, counted from 1
   */
  public static AddressRanges of(Collection<String> ranges) {
    List<byte[][]> sorted = new ArrayList<>(ranges.size());
    for (String range : ranges) {
      try {
        sorted.add(range(range));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "range " + (sorted.size() + 1) + " is not an address, a slash and a prefix length", e);
      }
    }
    sorted.sort((left, right) -> Arrays.compareUnsigned(left[0], right[0]));
    List<byte[][]> apart = new ArrayList<>(sorted.size());
    for (byte[][] range : sorted) {
      byte[][] last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
      if (last == null || Arrays.compareUnsigned(range[0], last[1]) > 0) {
        apart.add(range);
      } else if (Arrays.compareUnsigned(range[1], last[1]) > 0) {
        last[1] = range[1];
      }
    }
    return new AddressRanges(List.copyOf(apart));
  }

  private static byte[][] range(String text) {
    int slash = text.indexOf('/');
    byte[] address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    int most = address.length * Byte.SIZE;
    int prefix = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
    if (prefix < 0 || prefix > most) {
      throw new IllegalArgumentException("a prefix has 0 to " + most + " bits");
    }
    byte[] first = wide(address);
    byte[] last = first.clone();
    for (int bit = BYTES * Byte.SIZE - most + prefix; bit < BYTES * Byte.SIZE; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if ((first[bit / Byte.SIZE] & mask) != 0) {
        throw new IllegalArgumentException("the address has bits behind its prefix");
      }
      last[bit / Byte.SIZE] |= (byte) mask;
    }
    return new byte[][] {first, last};
  }

  private static byte[] wide(byte[] address) {
    if (address.length == BYTES) {
      return address;
    }
    byte[] wide = Arrays.copyOf(V4_IN_V6, BYTES);
    System.arraycopy(address, 0, wide, V4_IN_V6.length, address.length);
    return wide;
  }

  @Override
  public boolean contains(String address) {
    byte[] bytes = wide(IpAddress.parse(address));
    int low = 0;
    int high = ranges.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(ranges.get(middle)[0], bytes) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && Arrays.compareUnsigned(bytes, ranges.get(low - 1)[1]) <= 0;
  }
}
