package dev.factory.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonLaws {
  /** An independent reader, so set that its numbers are of the types that ours gives. */
  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Provide
  Arbitrary<@Nullable Object> values() {
    return Trees.values();
  }

  @Provide
  Arbitrary<Set<String>> names() {
    return Trees.texts().set().ofMaxSize(60);
  }

  @Provide
  Arbitrary<Double> doubles() {
    return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
  }

  @Property
  void readingTheCanonicalFormGivesTheValueBack(@ForAll("values") @Nullable Object value) {
    assertThat(CanonicalJson.parseValue(CanonicalJson.ofValue(value))).isEqualTo(value);
  }

  @Property
  void theCanonicalFormIsItsOwnCanonicalForm(@ForAll("values") @Nullable Object value) {
    byte[] canonical = CanonicalJson.ofValue(value);
    assertThat(CanonicalJson.canonicalize(canonical)).isEqualTo(canonical);
    assertThat(CanonicalJson.isCanonical(canonical)).isTrue();
  }

  @Property
  void everySpellingOfAValueHasTheSameCanonicalForm(
      @ForAll("values") @Nullable Object value, @ForAll long seed) {
    String spelling = LooseJson.write(value, seed);
    byte[] canonical = CanonicalJson.ofValue(value);
    assertThat(CanonicalJson.canonicalize(spelling)).isEqualTo(canonical);
    assertThat(CanonicalJson.canonicalize(spelling.getBytes(UTF_8))).isEqualTo(canonical);
    assertThat(CanonicalJson.ofValue(CanonicalJson.parseValue(spelling.getBytes(UTF_8))))
        .isEqualTo(canonical);
  }

  @Property
  void whatJacksonWritesAndReadsIsTheSameValue(@ForAll("values") @Nullable Object value) {
    byte[] byJackson = JACKSON.writeValueAsBytes(value);
    byte[] canonical = CanonicalJson.ofValue(value);
    assertThat(CanonicalJson.canonicalize(byJackson)).isEqualTo(canonical);
    assertThat(CanonicalJson.parseValue(byJackson)).isEqualTo(value);
    assertThat(JACKSON.readValue(canonical, Object.class)).isEqualTo(value);
  }

  @Property
  void aTreeReadByTheSharedMapperHasTheCanonicalFormOfItsText(
      @ForAll("values") @Nullable Object value) {
    byte[] text = JACKSON.writeValueAsBytes(value);
    Object withDecimals = Json.mapper().readValue(text, Object.class);
    assertThat(CanonicalJson.ofValue(withDecimals)).isEqualTo(CanonicalJson.canonicalize(text));
  }

  @Property
  void namesAreInTheOrderOfStringComparison(@ForAll("names") Set<String> names) {
    Map<String, Object> asGiven = new LinkedHashMap<>();
    names.forEach(name -> asGiven.put(name, name));
    List<String> sorted = new ArrayList<>(new TreeMap<>(asGiven).keySet());
    byte[] canonical = CanonicalJson.of(asGiven);
    assertThat(CanonicalJson.parseObject(canonical).keySet()).containsExactlyElementsOf(sorted);
    assertThat(CanonicalJson.parseObject(canonical)).isEqualTo(asGiven);
    assertThat(CanonicalJson.canonicalize(LooseJson.write(asGiven, names.hashCode())))
        .isEqualTo(canonical);
  }

  @Property
  void aDoubleReadsBackFromItsNumberAndFromNoShorterOne(@ForAll("doubles") double value) {
    String number = CanonicalJson.number(value);
    assertThat(Double.parseDouble(number)).isEqualTo(value + 0.0);
    if (value != 0) {
      String shortest = DecimalOracle.layout(DecimalOracle.shortest(Math.abs(value)));
      assertThat(number).isEqualTo((value < 0 ? "-" : "") + shortest);
    }
  }

  @Property
  void aDamagedTextIsJsonOrIsRefused(
      @ForAll("values") @Nullable Object value,
      @ForAll long seed,
      @ForAll @IntRange(max = 1_000_000) int place,
      @ForAll byte damage) {
    byte[] text = LooseJson.write(value, seed).getBytes(UTF_8);
    int at = place % text.length;
    byte[] overwritten = text.clone();
    overwritten[at] = damage;
    bothReadersAgree(overwritten);
    byte[] flipped = text.clone();
    flipped[at] ^= (byte) (1 << (damage & 7));
    bothReadersAgree(flipped);
    byte[] cut = Arrays.copyOf(text, at);
    bothReadersAgree(cut);
    byte[] without = Arrays.copyOf(text, text.length - 1);
    System.arraycopy(text, at + 1, without, at, text.length - at - 1);
    bothReadersAgree(without);
  }

  @Property
  void anyBytesAreJsonOrAreRefused(@ForAll byte[] bytes) {
    bothReadersAgree(bytes);
  }

  /** Whatever happens is a value on which all agree, or the one exception, with a place in it. */
  private static void bothReadersAgree(byte[] text) {
    byte[] canonical;
    try {
      canonical = CanonicalJson.canonicalize(text);
    } catch (InvalidJsonException refusal) {
      assertThat(refusal.offset()).isBetween(0, text.length);
      assertThat(Refusals.refusal(() -> CanonicalJson.parseValue(text)).offset())
          .isBetween(0, text.length);
      return;
    }
    assertThat(CanonicalJson.isCanonical(canonical)).isTrue();
    assertThat(CanonicalJson.ofValue(CanonicalJson.parseValue(text))).isEqualTo(canonical);
    assertThat(CanonicalJson.ofValue(JACKSON.readValue(text, Object.class))).isEqualTo(canonical);
  }
}
