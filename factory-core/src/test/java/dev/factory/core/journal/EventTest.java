package dev.factory.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventTest {
  private static final Map<String, String> DATA = Map.of("ip_hash", "x", "user_agent", "y");

  private static Event about(SubjectRef... subjects) {
    return new Event("Click", List.of(subjects), new HashMap<>(DATA), "k", List.of());
  }

  @Test
  void keepsItsStreamsSortedAndOnce() {
    assertThat(Event.of("Click", "k", DATA, "b", "a", "b").streams()).containsExactly("a", "b");
  }

  @Test
  void doesNotChangeWithTheMapItWasMadeFrom() {
    Map<String, Object> data = new HashMap<>(DATA);
    Event event = Event.of("Click", "k", data);
    data.put("later", 1);
    assertThat(event.data()).doesNotContainKey("later");
  }

  @Test
  void refusesTypesKeysAndStreamsThatCannotBeKept() {
    for (String type : List.of("", "a b", "caf\u00e9", "x".repeat(65))) {
      assertThatThrownBy(() -> Event.of(type, "k", DATA)).hasMessageContaining("event type");
    }
    for (String key : List.of("", "x".repeat(201), "a\nb", "a\u0000", "\ud800")) {
      assertThatThrownBy(() -> Event.of("Click", key, DATA)).hasMessageContaining("idempotency");
      assertThatThrownBy(() -> Event.of("Click", "k", DATA, key)).hasMessageContaining("stream");
    }
    assertThatCode(() -> Event.of("Click", "\ud83d\ude00", DATA, "\u4e2d"))
        .doesNotThrowAnyException();
  }

  @Test
  void belongsToEightStreamsAtMost() {
    String[] nine = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
    assertThatThrownBy(() -> Event.of("Click", "k", DATA, nine)).hasMessageContaining("at most 8");
  }

  @Test
  void namesPersonalFieldsThatItHasAndEachOnce() {
    assertThatThrownBy(() -> about(new SubjectRef("u", Set.of("email"))))
        .hasMessageContaining("\"email\" is not a member");
    assertThatThrownBy(
            () ->
                about(
                    new SubjectRef("u", Set.of("ip_hash")), new SubjectRef("v", Set.of("ip_hash"))))
        .hasMessageContaining("more than one data subject");
    assertThatThrownBy(() -> new SubjectRef("", Set.of("x"))).hasMessageContaining("subject");
    assertThatThrownBy(() -> new SubjectRef("u", Set.of())).hasMessageContaining("at least one");
  }
}
