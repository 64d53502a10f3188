package dev.factory.attribution.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IdsLaws {
  /** So that Java, SQLite and PostgreSQL agree on who comes first. */
  @Property
  void theOrderOfIdsIsThatOfTheirBytes(@ForAll String left, @ForAll String right) {
    String one = clean(left);
    String other = clean(right);
    int bytes =
        Arrays.compareUnsigned(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(new EventId(one).compareTo(new EventId(other))))
        .isEqualTo(Integer.signum(bytes));
  }

  private static String clean(String text) {
    StringBuilder visible = new StringBuilder("x");
    text.codePoints()
        .filter(point -> !Character.isISOControl(point))
        .filter(point -> point > Character.MAX_VALUE || !Character.isSurrogate((char) point))
        .limit(50)
        .forEach(visible::appendCodePoint);
    return visible.append('x').toString();
  }
}
