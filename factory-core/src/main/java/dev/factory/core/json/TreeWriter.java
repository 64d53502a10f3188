package dev.factory.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes a tree of maps, lists and plain values in canonical form. */
final class TreeWriter {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private final CanonicalWriter out = new CanonicalWriter();
  private final MemberOrder order = new MemberOrder(out);

  /** The names and indexes that lead to the value in hand, for the message of an error. */
  private final Object[] path = new Object[JsonScanner.MAX_DEPTH];

  private int depth;

  private TreeWriter() {}

  static byte[] write(@Nullable Object value) {
    TreeWriter writer = new TreeWriter();
    writer.value(value);
    return writer.out.toByteArray();
  }

  private void value(@Nullable Object value) {
    if (value == null) {
      out.ascii("null");
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Collection<?> elements) {
      array(elements);
    } else if (value instanceof Boolean truth) {
      out.ascii(truth.toString());
    } else if (value instanceof Number number) {
      number(number);
    } else {
      throw unknown(value);
    }
  }

  private void string(String text) {
    if (!out.append(text)) {
      throw problem(JsonProblem.LONE_SURROGATE);
    }
  }

  private void object(Map<?, ?> map) {
    enter();
    out.put('{');
    int mark = order.open();
    boolean first = true;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (!first) {
        out.put(',');
      }
      first = false;
      String name = name(member.getKey());
      out.put(':');
      path[depth - 1] = name;
      value(member.getValue());
    }
    depth--;
    if (order.close(mark) != MemberOrder.NONE) {
      throw problem(JsonProblem.DUPLICATE_NAME);
    }
    out.put('}');
  }

  private String name(@Nullable Object key) {
    int start = out.size();
    if (!(key instanceof String name) || !out.append(name)) {
      // the object is named, because the member cannot be
      depth--;
      throw problem(JsonProblem.NAME_NOT_TEXT);
    }
    order.named(start, start);
    return name;
  }

  private void array(Collection<?> elements) {
    enter();
    out.put('[');
    int index = 0;
    for (Object element : elements) {
      if (index > 0) {
        out.put(',');
      }
      path[depth - 1] = index++;
      value(element);
    }
    depth--;
    out.put(']');
  }

  private void enter() {
    if (depth == JsonScanner.MAX_DEPTH) {
      throw problem(JsonProblem.TOO_DEEP);
    }
    depth++;
  }

  private void number(Number number) {
    if (number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte) {
      integer(number.longValue());
    } else if (number instanceof Double real) {
      Numbers.requireCanonical(real, this::problem);
      Numbers.write(real, out);
    } else if (number instanceof BigInteger integer) {
      integer(integer);
    } else if (number instanceof BigDecimal decimal) {
      decimal(decimal);
    } else {
      throw unknown(number);
    }
  }

  private void integer(long value) {
    if (!Numbers.isSafe(value)) {
      throw problem(JsonProblem.INTEGER_RANGE);
    }
    out.digits(value);
  }

  private void integer(BigInteger value) {
    if (value.bitLength() >= Long.SIZE) {
      throw problem(JsonProblem.INTEGER_RANGE);
    }
    integer(value.longValue());
  }

  /** As the literal that it prints as: an integer unless that has a point or an exponent. */
  private void decimal(BigDecimal value) {
    if (value.scale() == 0) {
      integer(value.unscaledValue());
    } else {
      Numbers.write(Numbers.real(value.toString(), this::problem), out);
    }
  }

  private InvalidJsonException unknown(Object value) {
    return InvalidJsonException.atMember(
        path(),
        "a " + value.getClass().getName() + " has no JSON form",
        "String, Boolean, Byte, Short, Integer, Long, BigInteger, Double, BigDecimal, null,"
            + " Collection, and Map with String keys");
  }

  private InvalidJsonException problem(JsonProblem problem) {
    return problem.atMember(path());
  }

  private String path() {
    StringBuilder names = new StringBuilder();
    for (Object step : Arrays.asList(path).subList(0, depth)) {
      if (!(step instanceof String name)) {
        names.append('[').append(step).append(']');
      } else if (PLAIN_NAME.matcher(name).matches()) {
        names.append(names.isEmpty() ? "" : ".").append(name);
      } else {
        // escaped, so that no name breaks a line of a log or passes for a path
        names.append('[').append(new String(write(name), UTF_8)).append(']');
      }
    }
    return names.toString();
  }
}
