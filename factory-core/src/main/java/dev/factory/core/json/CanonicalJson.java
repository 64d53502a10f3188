package dev.factory.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write a JSON value, so that whoever hashes or signs it gets the same bytes: the
 * JSON Canonicalization Scheme (RFC 8785), in a strict profile of I-JSON (RFC 7493).
 *
 * <p>Canonical form has no white space, members in the order of the UTF-16 code units of their
 * names, the shortest escapes, and numbers as ECMAScript writes them. Text is never normalised.
 *
 * <p><b>Strict:</b> what two readers could take for two things is refused, never rewritten:
 *
 * <ul>
 *   <li>two members of one name in an object;
 *   <li>surrogates that stand alone, bytes that are not UTF-8, a byte order mark;
 *   <li>integers outside ±(2^53-1), whether written as such or as the result, as for {@code 1e17};
 *   <li>numbers too large for a double, and numbers other than zero that a double holds as zero;
 *   <li>arrays and objects nested deeper than 64;
 *   <li>everything that RFC 8259 does not allow, such as {@code 01}, {@code .5}, or a comma too
 *       many.
 * </ul>
 *
 * <p>A number with a point or an exponent is a double: {@code 4.50} is written {@code 4.5}, and
 * {@code -0.0} is written {@code 0}. So amounts of money belong in integers or in text.
 *
 * <p>In a tree, text is a {@link String}; a number is an {@link Integer}, {@link Long}, {@link
 * Short}, {@link Byte}, {@link java.math.BigInteger}, {@link Double} or {@link
 * java.math.BigDecimal}; an array is any {@link java.util.Collection}, in the order of its
 * iterator; an object is any {@link Map} with {@code String} keys, in any order; and there are
 * {@link Boolean} and {@code null}. A {@code BigDecimal} counts as the literal that its {@code
 * toString} gives: as an integer if that has neither a point nor an exponent, and otherwise as a
 * double.
 *
 * <p><b>Threads:</b> safe for use by many threads; nothing is kept between calls.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * {@return the canonical form of an object, in UTF-8}
   *
   * @param object names and values; may be empty; is not changed
   * @throws InvalidJsonException if something in it has no canonical form; the message names the
   *     member and, for a value of a strange type, its class
   */
  public static byte[] of(Map<String, ? extends @Nullable Object> object) {
    return TreeWriter.write(Objects.requireNonNull(object, "object"));
  }

  /**
   * {@return the canonical form of a value, in UTF-8}
   *
   * @param value any of the types named above; {@code null} is JSON's {@code null}
   * @throws InvalidJsonException as for {@link #of}
   */
  public static byte[] ofValue(@Nullable Object value) {
    return TreeWriter.write(value);
  }

  /**
   * {@return the canonical form of a JSON text, in UTF-8} That of a canonical text is the text.
   *
   * @param utf8 one value of any kind, with or without white space around it; is not changed
   * @throws InvalidJsonException if it is not JSON of this profile; the message and {@link
   *     InvalidJsonException#offset} say where
   */
  public static byte[] canonicalize(byte[] utf8) {
    return TextCanonicalizer.canonicalize(utf8);
  }

  /**
   * {@return the canonical form of a JSON text, in UTF-8}
   *
   * @param json as for {@link #canonicalize(byte[])}
   * @throws InvalidJsonException as for {@link #canonicalize(byte[])}; offsets count bytes of UTF-8
   */
  public static byte[] canonicalize(String json) {
    return TextCanonicalizer.canonicalize(utf8(json));
  }

  /**
   * {@return whether bytes are JSON of this profile in canonical form, to the last byte}
   *
   * @param utf8 any bytes
   */
  public static boolean isCanonical(byte[] utf8) {
    try {
      return Arrays.equals(utf8, canonicalize(utf8));
    } catch (InvalidJsonException notEvenJson) {
      return false;
    }
  }

  /**
   * {@return the members of an object, in the order in which they stand} It is a new map, which may
   * be changed, as may the maps and lists in it.
   *
   * @param utf8 one object, with or without white space around it; need not be canonical
   * @throws InvalidJsonException if it is not JSON of this profile, or not an object
   */
  public static Map<String, @Nullable Object> parseObject(byte[] utf8) {
    return TreeReader.readObject(utf8);
  }

  /**
   * {@return the value that a text stands for} An object is a {@link java.util.LinkedHashMap}, an
   * array an {@link java.util.ArrayList}, text a {@link String}, a number without point and
   * exponent a {@link Long}, any other number a {@link Double}, and then there are {@link Boolean}
   * and {@code null}.
   *
   * @param utf8 one value, with or without white space around it; need not be canonical
   * @throws InvalidJsonException if it is not JSON of this profile
   */
  public static @Nullable Object parseValue(byte[] utf8) {
    return TreeReader.read(utf8);
  }

  /**
   * {@return a number as ECMAScript's {@code Number::toString} writes it} That is the shortest
   * decimal that reads back as the same double and, of several, the one nearest to it; {@code 0}
   * for both zeros. It is the same on every JDK, which {@link Double#toString(double)} is not.
   *
   * <p>Unlike the canonical form of a whole value this writes integers beyond 2^53-1 as well.
   *
   * @param value any finite number
   * @throws InvalidJsonException if it is infinite or not a number
   */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      throw JsonProblem.NOT_FINITE.atMember("a number");
    }
    CanonicalWriter out = new CanonicalWriter();
    Numbers.write(value, out);
    return new String(out.toByteArray(), UTF_8);
  }

  /** {@code String.getBytes} would silently write a question mark for half of a surrogate pair. */
  private static byte[] utf8(String json) {
    for (int i = 0; i < json.length(); i++) {
      if (Character.isSurrogate(json.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(json.codePointAt(i))) {
          throw JsonProblem.LONE_SURROGATE.atByte(json.substring(0, i).getBytes(UTF_8).length);
        }
        i++;
      }
    }
    return json.getBytes(UTF_8);
  }
}
