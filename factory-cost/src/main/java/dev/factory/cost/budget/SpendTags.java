package dev.factory.cost.budget;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * On whose behalf a call is made: one value for each dimension that is known.
 *
 * @param values 1 to 200 characters each, none of them a control character; they stand in the
 *     ledger and in messages to operators, so they are ids and never personal data or keys
 */
public record SpendTags(Map<Dimension, String> values) {
  /** On nobody's behalf. */
  public static final SpendTags NONE = new SpendTags(Map.of());

  private static final int MAX_LENGTH = 200;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Copies and checks the values. */
  public SpendTags {
    EnumMap<Dimension, String> copy = new EnumMap<>(Dimension.class);
    copy.putAll(values);
    copy.forEach(SpendTags::requireUsable);
    values = Collections.unmodifiableMap(copy);
  }

  /** {@return tags with the tenant alone} */
  public static SpendTags tenant(String tenant) {
    return new SpendTags(Map.of(Dimension.TENANT, tenant));
  }

  /** {@return these tags and one more, which replaces one of the same dimension} */
  public SpendTags with(Dimension dimension, String value) {
    EnumMap<Dimension, String> more = new EnumMap<>(Dimension.class);
    more.putAll(values);
    more.put(dimension, value);
    return new SpendTags(more);
  }

  /** {@return whether every one of {@code dimensions} is known} */
  public boolean knows(Set<Dimension> dimensions) {
    return values.keySet().containsAll(dimensions);
  }

  /**
   * {@return the tags as text, {@code tenant=acme/feature=search}: dimensions in a fixed order, and
   * {@code %}, {@code /}, {@code =}, {@code #} and spaces in values written as in a URL; empty if
   * nothing is known}
   */
  public String text() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey().text() + "=" + escaped(entry.getValue()))
        .collect(Collectors.joining("/"));
  }

  /**
   * {@return the tags that {@link #text} wrote}
   *
   * @throws IllegalArgumentException if it did not
   */
  public static SpendTags parse(String text) {
    EnumMap<Dimension, String> values = new EnumMap<>(Dimension.class);
    for (String part : text.isEmpty() ? new String[0] : text.split("/", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("tags are written dimension=value, divided by slashes");
      }
      values.put(Dimension.parse(part.substring(0, equals)), plain(part.substring(equals + 1)));
    }
    return new SpendTags(values);
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
      if (unit == '%' || unit == '/' || unit == '=' || unit == '#' || unit <= ' ') {
        text.append('%').append(HEX.toHexDigits(unit));
      } else {
        text.append((char) unit);
      }
    }
    return text.toString();
  }

  private static String plain(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int index = 0; index < escaped.length(); index++) {
      char unit = escaped.charAt(index);
      if (unit == '%' && index + 2 < escaped.length()) {
        bytes.write(HexFormat.fromHexDigits(escaped, index + 1, index + 3));
        index += 2;
      } else {
        bytes.write(unit);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void requireUsable(Dimension dimension, String value) {
    boolean usable =
        !value.isEmpty()
            && value.length() <= MAX_LENGTH
            && value
                .codePoints()
                .noneMatch(
                    point ->
                        Character.isISOControl(point)
                            || Character.getType(point) == Character.SURROGATE);
    if (!usable) {
      throw new IllegalArgumentException(
          "the value of " + dimension.text() + " is 1 to 200 characters, none a control character");
    }
  }
}
