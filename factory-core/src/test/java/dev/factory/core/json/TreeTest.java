package dev.factory.core.json;

import static dev.factory.core.json.Refusals.assertRefused;
import static dev.factory.core.json.Refusals.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Values as maps, lists and plain objects. */
class TreeTest {

  @Test
  void membersAreWrittenInCanonicalOrderWhateverTheOrderOfTheMap() {
    Map<String, Object> click = new LinkedHashMap<>();
    click.put("publisher_id", "pub-456");
    click.put("click_id", "click-123");
    click.put("paid", false);
    click.put("cost_minor", 125);
    assertThat(canonical(click))
        .isEqualTo(
            "{\"click_id\":\"click-123\",\"cost_minor\":125,\"paid\":false,"
                + "\"publisher_id\":\"pub-456\"}");
  }

  @Test
  void aNestedObjectIsOrderedBeforeTheOneAroundIt() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("y", List.of());
    inner.put("x", Map.of());
    Map<String, Object> outer = new LinkedHashMap<>();
    outer.put("b", inner);
    outer.put("a", List.of(inner, inner));
    assertThat(canonical(outer))
        .isEqualTo("{\"a\":[{\"x\":{},\"y\":[]},{\"x\":{},\"y\":[]}],\"b\":{\"x\":{},\"y\":[]}}");
  }

  @Test
  void nullIsAValueAnywhere() {
    assertThat(canonical(null)).isEqualTo("null");
    assertThat(canonical(Collections.singletonMap("a", null))).isEqualTo("{\"a\":null}");
    assertThat(canonical(Arrays.asList(null, null))).isEqualTo("[null,null]");
  }

  @Test
  void anyCollectionIsAnArray() {
    assertThat(canonical(new LinkedHashSet<>(List.of("b", "a")))).isEqualTo("[\"b\",\"a\"]");
  }

  @Test
  void whatIsReadMayBeChanged() {
    Map<String, @Nullable Object> read =
        CanonicalJson.parseObject("{\"b\":[1],\"a\":null}".getBytes(UTF_8));
    assertThat(read.keySet()).containsExactly("b", "a");
    assertThat(read.get("b")).isEqualTo(new ArrayList<>(List.of(1L)));
    read.put("c", true);
    assertThat(read).hasSize(3);
  }

  @Nested
  class Refused {
    @Test
    void aValueOfAStrangeTypeIsNamedByItsPlaceAndItsClass() {
      Object tree =
          Map.of("items", List.of(1, Map.of("price", List.of(LocalDate.of(2026, 1, 24)))));
      assertThat(refusal(() -> CanonicalJson.ofValue(tree)))
          .hasMessage(
              "invalid JSON at items[1].price[0]: a java.time.LocalDate has no JSON form;"
                  + " allowed: String, Boolean, Byte, Short, Integer, Long, BigInteger, Double,"
                  + " BigDecimal, null, Collection, and Map with String keys");
    }

    @Test
    void aNumberOfAStrangeTypeIsNoNumber() {
      assertThat(refusal(() -> CanonicalJson.of(Map.of("rate", 0.5f))))
          .hasMessageStartingWith("invalid JSON at rate: a java.lang.Float has no JSON form;");
    }

    @Test
    void aStrangeValueOnItsOwnHasNoName() {
      assertThat(refusal(() -> CanonicalJson.ofValue('c')))
          .hasMessageStartingWith(
              "invalid JSON at the outermost value: a java.lang.Character has no JSON form;");
    }

    @Test
    void thePathLeavesOutWhatCameBefore() {
      List<Object> tree = List.of(Map.of("a", Map.of("b", 1)), List.of(2), 'c');
      assertThat(refusal(() -> CanonicalJson.ofValue(tree))).hasMessageContaining(" at [2]: ");
    }

    @Test
    void aNameThatIsNotPlainIsQuotedSoThatNoPathIsTakenForAnother() {
      Object tree =
          Map.of("a", Map.of("b.c", Map.of("", Map.of("x\ny", List.of(Map.of("d_-1", 'c'))))));
      assertThat(refusal(() -> CanonicalJson.ofValue(tree)))
          .hasMessageStartingWith(
              "invalid JSON at a[\"b.c\"][\"\"][\"x\\ny\"][0].d_-1: a java.lang.Character");
      assertThat(refusal(() -> CanonicalJson.ofValue(Map.of("", 'c'))))
          .hasMessageStartingWith("invalid JSON at [\"\"]: a java.lang.Character");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may do
    void noObjectIsNotTheNullValue() {
      assertThatNullPointerException().isThrownBy(() -> CanonicalJson.of(null));
    }

    @Test
    void aLoneSurrogateIsNamedByItsPlace() {
      assertRefused(
          () -> CanonicalJson.of(Map.of("a", Map.of("b", "x\ud800"))),
          "a.b",
          JsonProblem.LONE_SURROGATE);
      assertRefused(
          () -> CanonicalJson.ofValue(List.of("😀", "\udc00\ud800")),
          "[1]",
          JsonProblem.LONE_SURROGATE);
      assertRefused(
          () -> CanonicalJson.ofValue("\ud800\ud800\udc00"),
          "the outermost value",
          JsonProblem.LONE_SURROGATE);
    }

    @Test
    void aNameThatIsNotTextIsNamedByItsObject() {
      assertRefused(
          () -> CanonicalJson.of(Map.of("a", Map.of("b\ud800", 1))),
          "a",
          JsonProblem.NAME_NOT_TEXT);
      assertRefused(
          () -> CanonicalJson.of(Map.of("a", List.of(Map.of(7, 1)))),
          "a[0]",
          JsonProblem.NAME_NOT_TEXT);
      Map<@Nullable String, Object> nameless = new HashMap<>();
      nameless.put(null, 1);
      assertRefused(
          () -> CanonicalJson.ofValue(nameless), "the outermost value", JsonProblem.NAME_NOT_TEXT);
    }

    @Test
    @SuppressWarnings("StringOperationCanBeSimplified") // two names that are equal but not the same
    void aMapThatHasANameTwiceIsRefused() {
      IdentityHashMap<String, Object> twice = new IdentityHashMap<>();
      twice.put(new String("id"), 1);
      twice.put(new String("id"), 2);
      assertThat(twice).hasSize(2);
      assertRefused(() -> CanonicalJson.of(Map.of("a", twice)), "a", JsonProblem.DUPLICATE_NAME);
    }

    @Test
    void numbersOutOfRangeAreNamedByTheirPlace() {
      assertRefused(
          () -> CanonicalJson.of(Map.of("n", List.of(1L << 53))),
          "n[0]",
          JsonProblem.INTEGER_RANGE);
      assertRefused(() -> CanonicalJson.of(Map.of("n", Double.NaN)), "n", JsonProblem.NOT_FINITE);
    }

    @Test
    void sixtyFourLevelsAreWrittenAndSixtyFiveAreNot() {
      Object lists = 1;
      Object maps = 1;
      for (int i = 0; i < 64; i++) {
        lists = List.of(lists);
        maps = Map.of("a", maps);
      }
      Object deepLists = lists;
      Object deepMaps = maps;
      assertThat(canonical(deepLists)).isEqualTo("[".repeat(64) + "1" + "]".repeat(64));
      assertThat(canonical(deepMaps)).isEqualTo("{\"a\":".repeat(64) + "1" + "}".repeat(64));
      assertRefused(
          () -> CanonicalJson.ofValue(List.of(deepMaps)),
          "[0]" + ".a".repeat(63),
          JsonProblem.TOO_DEEP);
      assertRefused(
          () -> CanonicalJson.ofValue(List.of(deepLists)), "[0]".repeat(64), JsonProblem.TOO_DEEP);
    }

    @Test
    void aListThatHoldsItselfIsTooDeepAndNotEndless() {
      List<Object> endless = new ArrayList<>();
      endless.add(endless);
      assertRefused(() -> CanonicalJson.ofValue(endless), "[0]".repeat(64), JsonProblem.TOO_DEEP);
    }
  }

  private static String canonical(@Nullable Object value) {
    return new String(CanonicalJson.ofValue(value), UTF_8);
  }
}
