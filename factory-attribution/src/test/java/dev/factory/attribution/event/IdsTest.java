package dev.factory.attribution.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " a",
        "a ",
        "\u00a0a",
        "a\tb",
        "a\nb",
        "a\u0000b",
        "a\u007f",
        "\ud83d",
        "\ude00\ud83d"
      })
  void textThatIsNoIdIsRefusedWithoutBeingRepeated(String text) {
    assertThatThrownBy(() -> new EventId(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an event id ");
    assertThatThrownBy(() -> new UserKey(text)).hasMessageStartingWith("a user key ");
    assertThatThrownBy(() -> new OrderId(text)).hasMessageStartingWith("an order id ");
    assertThatThrownBy(() -> new OfferId(text)).hasMessageStartingWith("an offer id ");
    assertThatThrownBy(() -> new PublisherId(text)).hasMessageStartingWith("a publisher id ");
  }

  @Test
  void anIdFitsStreamAndIdempotencyKeys() {
    assertThat(new EventId("x".repeat(128)).value()).hasSize(128);
    assertThatThrownBy(() -> new EventId("x".repeat(129))).hasMessageContaining("at most 128");
  }

  @Test
  void anIdMayBeAnyVisibleText() {
    assertThat(new OrderId("Auftrag 7/\u00e9 \ud83d\ude00").value()).endsWith("\ud83d\ude00");
  }

  @Test
  void idsAreOrderedByCodePoints() {
    List<String> sorted =
        Stream.of("b", "\ud83d\ude00", "a", "\uff5e", "B", "ab")
            .map(EventId::new)
            .sorted()
            .map(EventId::value)
            .toList();
    assertThat(sorted).containsExactly("B", "a", "ab", "b", "\uff5e", "\ud83d\ude00");
  }
}
