package dev.factory.core.json;

import java.util.Arrays;

/**
 * Bytes of canonical JSON in the making, for a caller that knows the shape of what it writes.
 *
 * <p>Strings and numbers come out as RFC 8785 wants them. Everything else is the caller's:
 * brackets, commas, and the members in the order of their names' UTF-16 code units. {@link
 * CanonicalJson} takes care of those as well, at the cost of looking at the value.
 *
 * <p>A method that throws has appended nothing. <b>Threads:</b> for one thread at a time. One
 * writer may be {@linkplain #reset reset} and used for many texts; it keeps its memory, and with it
 * the bytes of the last text, until then.
 */
public final class CanonicalWriter {
  private static final int DEFAULT_CAPACITY = 256;
  private static final int LONGEST_INTEGER = 20;
  private static final int LONGEST_ESCAPE = 6;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private byte[] bytes;
  private int size;

  /** Starts empty, with room for a small object; it grows as needed. */
  public CanonicalWriter() {
    this(DEFAULT_CAPACITY);
  }

  /**
   * Starts empty.
   *
   * @param capacity how many bytes to make room for, 0 or more; it grows beyond that as needed
   */
  public CanonicalWriter(int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("a capacity is 0 or more, not " + capacity);
    }
    this.bytes = new byte[capacity];
  }

  /**
   * Appends a piece of JSON as it stands, such as <code>{"seq":</code>.
   *
   * @param json ASCII characters only; neither escaped nor checked in any other way
   * @return this writer
   * @throws IllegalArgumentException if a character is not ASCII
   */
  public CanonicalWriter ascii(String json) {
    int length = json.length();
    reserve(length);
    int seen = 0;
    for (int i = 0; i < length; i++) {
      char c = json.charAt(i);
      seen |= c;
      bytes[size + i] = (byte) c;
    }
    if (seen > 0x7f) {
      throw new IllegalArgumentException("a piece of JSON written as it stands must be ASCII");
    }
    size += length;
    return this;
  }

  /**
   * Appends a string in quotes, escaped as RFC 8785, section 3.2.2.2, says: the quote, the
   * backslash and the control characters, and nothing else. The text is not normalised.
   *
   * @param text any text without lone surrogates; may be empty
   * @return this writer
   * @throws InvalidJsonException if a surrogate stands alone; its offset is -1
   */
  public CanonicalWriter string(String text) {
    if (!append(text)) {
      throw JsonProblem.LONE_SURROGATE.atMember("a string");
    }
    return this;
  }

  /**
   * Appends an integer.
   *
   * @param value from -(2^53-1) to 2^53-1, which is what every reader of JSON holds exactly
   * @return this writer
   * @throws InvalidJsonException if it is outside that range; its offset is -1
   */
  public CanonicalWriter integer(long value) {
    if (!Numbers.isSafe(value)) {
      throw JsonProblem.INTEGER_RANGE.atMember("an integer");
    }
    digits(value);
    return this;
  }

  /**
   * Appends bytes as they stand, such as an object that is canonical already.
   *
   * @param json copied, not checked
   * @return this writer
   */
  public CanonicalWriter raw(byte[] json) {
    copy(json, 0, json.length);
    return this;
  }

  /** {@return how many bytes have been appended since the start or the last reset} */
  public int size() {
    return size;
  }

  /** {@return a copy of what has been appended since the start or the last reset} */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /**
   * Forgets what was appended and keeps the memory for the next text.
   *
   * @return this writer
   */
  public CanonicalWriter reset() {
    size = 0;
    return this;
  }

  /** What has been written, from 0 to {@link #size}; another array after the next append. */
  byte[] buffer() {
    return bytes;
  }

  /** Forgets what was appended after the first {@code length} bytes. */
  void truncate(int length) {
    size = length;
  }

  void put(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
  }

  void copy(byte[] from, int start, int end) {
    int length = end - start;
    reserve(length);
    System.arraycopy(from, start, bytes, size, length);
    size += length;
  }

  /** Appends a quoted string, or nothing if it has a lone surrogate, which the result says. */
  boolean append(String text) {
    int before = size;
    int length = text.length();
    reserve(length + 2);
    bytes[size++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        bytes[size++] = (byte) c;
        continue;
      }
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        size = before;
        return false;
      }
      i += Character.charCount(codePoint) - 1;
      codePoint(codePoint);
      reserve(length - i);
    }
    bytes[size++] = '"';
    return true;
  }

  /** Appends one character of a string; not a surrogate. */
  void codePoint(int c) {
    reserve(LONGEST_ESCAPE);
    if (c >= 0x80) {
      utf8(c);
    } else if (isPlain(c)) {
      bytes[size++] = (byte) c;
    } else {
      escape(c);
    }
  }

  /** Appends any {@code long}. */
  void digits(long value) {
    reserve(LONGEST_INTEGER);
    // negative, because the smallest long has no positive counterpart
    long rest = value < 0 ? value : -value;
    if (value < 0) {
      bytes[size++] = '-';
    }
    int end = size + digitCount(rest);
    size = end;
    do {
      bytes[--end] = (byte) ('0' - rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  private static int digitCount(long negative) {
    int count = 1;
    for (long rest = negative / 10; rest != 0; rest /= 10) {
      count++;
    }
    return count;
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c < 0x80 && c != '"' && c != '\\';
  }

  private void escape(int c) {
    bytes[size++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[size++] = (byte) c;
      case '\b' -> bytes[size++] = 'b';
      case '\t' -> bytes[size++] = 't';
      case '\n' -> bytes[size++] = 'n';
      case '\f' -> bytes[size++] = 'f';
      case '\r' -> bytes[size++] = 'r';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 0xf];
      }
    }
  }

  private void utf8(int c) {
    if (c < 0x800) {
      bytes[size++] = (byte) (0xc0 | (c >> 6));
    } else {
      if (c < 0x10000) {
        bytes[size++] = (byte) (0xe0 | (c >> 12));
      } else {
        bytes[size++] = (byte) (0xf0 | (c >> 18));
        bytes[size++] = continuation(c >> 12);
      }
      bytes[size++] = continuation(c >> 6);
    }
    bytes[size++] = continuation(c);
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
    }
  }
}
