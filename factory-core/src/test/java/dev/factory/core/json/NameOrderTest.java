package dev.factory.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names whose order is easily taken for another, because of how they are escaped or encoded. */
class NameOrderTest {

  @Test
  void aNameComesAfterItsOwnBeginning() {
    assertInOrder("", " ", "!", "a", "a ", "a!", "a\"", "a#", "aa", "aaa", "ab");
  }

  @Test
  void escapedCharactersKeepTheirPlaceAmongTheOthers() {
    assertInOrder(
        "\u0000", "\u0001", "\u0007", "\b", "\t", "\n", "\u000b", "\f", "\r", "\u000e", "\u001f",
        " ", "!", "\"", "#", "0", "A", "[", "\\", "]", "b", "n", "u", "z", "\u007f");
  }

  @Test
  void namesThatDifferInsideAnEscapeAreComparedByWhatItStandsFor() {
    assertInOrder("x\u0001", "x\u000f", "x\u0010", "x\u001f", "xn", "xu");
    assertInOrder("\\\u0001", "\\\n", "\\\"", "\\\\", "\\n");
  }

  @Test
  void whatFollowsAnEscapeIsComparedAsItStands() {
    for (String start : List.of("\u0001", "\n", "\\", "\"", "\n1234", "\n12345")) {
      assertInOrder(start, start + "\t", start + "A", start + "B", start + "é", start + "😀");
    }
  }

  @Test
  void charactersOfAllLengthsAreInTheOrderOfTheirUtf16() {
    assertInOrder(
        "z",
        "\u007f",
        "\u0080",
        "\u07ff",
        "\u0800",
        "\ud7ff",
        "\ud800\udc00",
        "\ud83d\ude00",
        "\udbff\udfff",
        "\ue000",
        "\ufb33",
        "\uffff");
  }

  @Test
  void anyNumberOfMembersIsOrdered() {
    for (int count = 0; count < 80; count++) {
      List<String> names = IntStream.range(0, count).mapToObj(i -> "n" + (100 + i)).toList();
      assertInOrder(names.toArray(String[]::new));
    }
  }

  /** Each name has a value that is itself, and the order is right from wherever one starts. */
  private static void assertInOrder(String... sorted) {
    assertThat(sorted).isSortedAccordingTo(Comparator.naturalOrder());
    assertOrdered(List.of(sorted), Stream.of(sorted));
    assertOrdered(List.of(sorted), Stream.of(sorted).sorted(Comparator.reverseOrder()));
    assertOrdered(
        List.of(sorted),
        Stream.of(sorted).sorted(Comparator.comparing(name -> name.hashCode() * 31)));
  }

  private static void assertOrdered(List<String> sorted, Stream<String> asGiven) {
    Map<String, Object> object = new LinkedHashMap<>();
    asGiven.forEach(name -> object.put(name, name));
    Map<String, ?> read = CanonicalJson.parseObject(CanonicalJson.of(object));
    assertThat(read.keySet()).containsExactlyElementsOf(sorted);
    assertThat(read).isEqualTo(object);
  }
}
