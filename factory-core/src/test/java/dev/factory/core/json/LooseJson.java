package dev.factory.core.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as JSON in one of its many other spellings: members shuffled, white space strewn
 * in, characters escaped without need, numbers with exponents. It knows nothing of the code under
 * test.
 */
final class LooseJson {
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t", "\r\n", "  "};

  private static final HexFormat LOWER = HexFormat.of();
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  private final Random random;
  private final StringBuilder out = new StringBuilder();

  private LooseJson(long seed) {
    this.random = new Random(seed);
  }

  static String write(@Nullable Object value, long seed) {
    LooseJson json = new LooseJson(seed);
    json.value(value);
    return json.out.toString();
  }

  private void value(@Nullable Object value) {
    space();
    if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof List<?> list) {
      array(list);
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Long integer) {
      number(BigDecimal.valueOf(integer));
    } else if (value instanceof Double real) {
      number(new BigDecimal(real.toString()));
    } else {
      out.append(value);
    }
    space();
  }

  private void object(Map<?, ?> map) {
    List<Map.Entry<?, ?>> members = new ArrayList<>(map.entrySet());
    Collections.shuffle(members, random);
    out.append('{');
    space();
    String separator = "";
    for (Map.Entry<?, ?> member : members) {
      out.append(separator);
      space();
      string((String) member.getKey());
      space();
      out.append(':');
      value(member.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void array(List<?> list) {
    out.append('[');
    space();
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      value(element);
      separator = ",";
    }
    out.append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean mustBeEscaped = c < ' ' || c == '"' || c == '\\';
      // half of a pair may be escaped only if the other half is
      boolean mayBeEscaped = !Character.isSurrogate(c) && random.nextInt(4) == 0;
      if (c == '/' && random.nextBoolean()) {
        out.append("\\/");
      } else if (mustBeEscaped || mayBeEscaped) {
        out.append("\\u").append((random.nextBoolean() ? LOWER : UPPER).toHexDigits(c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private void number(BigDecimal value) {
    int shift = random.nextInt(7) - 3;
    String spelling =
        switch (random.nextInt(4)) {
          case 0 -> value.setScale(Math.max(value.scale(), 0) + 1).toPlainString();
          case 1 -> value.scaleByPowerOfTen(-shift).toPlainString() + "e" + shift;
          case 2 ->
              value.scaleByPowerOfTen(-shift).toPlainString()
                  + "E"
                  + (shift < 0 ? "" : "+")
                  + shift;
          default -> value.toString();
        };
    out.append(spelling);
  }

  private void space() {
    out.append(SPACES[random.nextInt(SPACES.length)]);
  }
}
