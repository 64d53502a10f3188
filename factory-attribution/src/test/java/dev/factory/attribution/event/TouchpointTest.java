package dev.factory.attribution.event;

import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TouchpointTest {
  private static final Touchpoint CLICK = click("click-1", "user-1", JANUARY, "pub-456");

  @Test
  void theTimeIsKeptToTheMicrosecond() {
    Instant nanos = Instant.parse("2026-01-24T12:34:56.123456789Z");
    assertThat(click("c", "u", nanos, "p").at())
        .isEqualTo(Instant.parse("2026-01-24T12:34:56.123456Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:59:59.999999Z", "+10000-01-01T00:00:00Z"})
  void aTimeThatNoEventHasIsRefused(String at) {
    assertThatThrownBy(() -> click("c", "u", Instant.parse(at), "p"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1970 to 9999");
  }

  @Test
  void theCreditNobodyGetsIsNoPublisher() {
    assertThatThrownBy(() -> click("c", "u", JANUARY, "unattributed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unattributed");
  }

  @Test
  void aNegativeSequenceIsRefused() {
    assertThatThrownBy(
            () ->
                new Touchpoint(
                    CLICK.eventId(),
                    CLICK.userKey(),
                    JANUARY,
                    -1,
                    TouchKind.CLICK,
                    CLICK.publisherId(),
                    CLICK.offerId(),
                    "",
                    Set.of(),
                    Map.of()))
        .hasMessageContaining("-1");
  }

  @Test
  void flagsAndEvidenceAreSortedCopies() {
    Set<String> flags = new TreeSet<>(Set.of("b", "a"));
    Touchpoint touch = withFlags(flags).withEvidence(Map.of("z", "1", "a", "2"));
    flags.clear();
    assertThat(withFlags(Set.of("b", "a")).flags()).containsExactly("a", "b");
    assertThat(touch.flags()).containsExactly("a", "b");
    assertThat(touch.evidence().keySet()).containsExactly("a", "z");
    assertThatThrownBy(() -> touch.flags().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a|b", "a b", "\u00e4"})
  void aFlagThatAStoreCannotKeepIsRefused(String flag) {
    assertThatThrownBy(() -> withFlags(Set.of(flag)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a flag is");
  }

  @Test
  void thereIsALimitToFlagsAndEvidence() {
    assertThat(withFlags(numbers(32, "f")).flags()).hasSize(32);
    assertThatThrownBy(() -> withFlags(numbers(33, "f"))).hasMessageContaining("at most 32");
    assertThat(CLICK.withEvidence(map(16)).evidence()).hasSize(16);
    assertThatThrownBy(() -> CLICK.withEvidence(map(17))).hasMessageContaining("at most 16");
    assertThat(CLICK.withEvidence(Map.of("a", "x".repeat(4_096))).evidence()).hasSize(1);
    assertThatThrownBy(() -> CLICK.withEvidence(Map.of("a", "x".repeat(4_097))))
        .hasMessageContaining("4097 characters; at most 4096");
    assertThatThrownBy(() -> CLICK.withEvidence(Map.of("Name", "x")))
        .hasMessageContaining("lower-case");
    assertThatThrownBy(() -> CLICK.withEvidence(Map.of("a", ""))).hasMessageContaining("empty");
  }

  @Test
  void itsTextShowsNothingPersonal() {
    Touchpoint touch = CLICK.withEvidence(Map.of("ip_hash", "sha256:abc"));
    assertThat(touch.toString())
        .contains("click-1", "pub-456", "off-789")
        .doesNotContain("user-1")
        .doesNotContain("abc");
    assertThat(touch.userKey().toString()).doesNotContain("user-1");
  }

  private static Touchpoint withFlags(Set<String> flags) {
    return new Touchpoint(
        CLICK.eventId(),
        CLICK.userKey(),
        JANUARY,
        0,
        TouchKind.CLICK,
        CLICK.publisherId(),
        CLICK.offerId(),
        "",
        flags,
        Map.of());
  }

  private static Set<String> numbers(int count, String prefix) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.toSet());
  }

  private static Map<String, String> map(int count) {
    return numbers(count, "e").stream().collect(Collectors.toMap(Function.identity(), key -> "1"));
  }
}
