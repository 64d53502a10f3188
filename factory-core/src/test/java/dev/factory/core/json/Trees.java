package dev.factory.core.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Values of every shape, for laws. Each is equal to what is read back from its canonical form. */
final class Trees {
  private static final int MAX_DEPTH = 3;
  private static final int MAX_SIZE = 6;
  private static final int MAX_LENGTH = 12;

  private Trees() {}

  static Arbitrary<@Nullable Object> values() {
    return values(MAX_DEPTH).withoutEdgeCases();
  }

  private static Arbitrary<@Nullable Object> values(int depth) {
    return depth == 0
        ? leaves()
        : Arbitraries.frequencyOf(
            Tuple.of(2, leaves()),
            Tuple.of(1, lists(depth - 1).map(list -> list)),
            Tuple.of(2, objects(depth - 1).map(object -> object)));
  }

  private static Arbitrary<Map<String, @Nullable Object>> objects(int depth) {
    return Combinators.combine(texts(), values(depth))
        .as((name, value) -> Tuple.of(name, value))
        .list()
        .ofMaxSize(MAX_SIZE)
        .map(
            members -> {
              Map<String, @Nullable Object> object = new LinkedHashMap<>();
              members.forEach(member -> object.put(member.get1(), member.get2()));
              return object;
            });
  }

  private static Arbitrary<List<@Nullable Object>> lists(int depth) {
    return values(depth).list().ofMaxSize(MAX_SIZE);
  }

  private static Arbitrary<@Nullable Object> leaves() {
    return Arbitraries.<Object>frequencyOf(
            Tuple.of(4, texts()),
            Tuple.of(3, integers()),
            Tuple.of(3, reals()),
            Tuple.of(1, Arbitraries.of(true, false)))
        .injectNull(0.1);
  }

  /** Well-formed text with a preference for what is encoded, escaped or sorted in a special way. */
  static Arbitrary<String> texts() {
    Arbitrary<Integer> characters =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between('a', 'e')),
            Tuple.of(2, Arbitraries.integers().between(0, 0x7f)),
            Tuple.of(2, Arbitraries.of((int) '"', (int) '\\', (int) '/', (int) '\n', 0x1f)),
            Tuple.of(1, Arbitraries.integers().between(0x80, 0x7ff)),
            Tuple.of(1, Arbitraries.integers().between(0x800, Character.MIN_SURROGATE - 1)),
            Tuple.of(2, Arbitraries.integers().between(Character.MAX_SURROGATE + 1, 0xffff)),
            Tuple.of(2, Arbitraries.integers().between(0x10000, Character.MAX_CODE_POINT)));
    return characters
        .list()
        .ofMaxSize(MAX_LENGTH)
        .map(
            codePoints -> {
              StringBuilder text = new StringBuilder();
              codePoints.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  static Arbitrary<Long> integers() {
    return Arbitraries.longs().between(-Numbers.MAX_SAFE, Numbers.MAX_SAFE);
  }

  /** Doubles that are not written as integers, so that they are read back as doubles. */
  static Arbitrary<Double> reals() {
    Arbitrary<Double> anyBits = Arbitraries.longs().map(Double::longBitsToDouble);
    Arbitrary<Double> fewDigits =
        Arbitraries.longs().between(-100_000, 100_000).map(hundredths -> hundredths / 100.0);
    return Arbitraries.oneOf(anyBits, fewDigits)
        .filter(
            value ->
                Double.isFinite(value) && (value != Math.rint(value) || Math.abs(value) >= 1e21));
  }
}
