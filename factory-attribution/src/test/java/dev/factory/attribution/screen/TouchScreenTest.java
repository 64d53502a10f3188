package dev.factory.attribution.screen;

import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.event.Touchpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TouchScreenTest {
  private static final AddressRanges RANGES =
      AddressRanges.of(
          List.of(
              "203.0.113.0/24",
              "192.0.2.128/25",
              "192.0.2.192/26",
              "198.51.100.7",
              "2001:db8::/33"));
  private static final Touchpoint CLICK = click("t", "u", day(1), "pub-1");

  @ParameterizedTest
  @CsvSource({
    "192.0.2.127, false",
    "192.0.2.128, true",
    "192.0.2.255, true",
    "192.0.3.0, false",
    "198.51.100.6, false",
    "198.51.100.7, true",
    "198.51.100.8, false",
    "203.0.113.0, true",
    "::ffff:203.0.113.255, true",
    "203.0.114.0, false",
    "2001:db8:7fff::1, true",
    "2001:db8:8000::, false",
    "0.0.0.0, false",
    "ffff::, false"
  })
  void anAddressIsInARangeFromItsFirstToItsLast(String address, boolean contained) {
    assertThat(RANGES.contains(address)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.0/33", "192.0.2.1/24", "192.0.2.0/-1", "example.com", "::/129", "/8"})
  void whatIsNoRangeIsRefusedByItsPlace(String range) {
    assertThatThrownBy(() -> AddressRanges.of(List.of("10.0.0.0/8", range)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("range 2 ");
  }

  @Test
  void aTouchGetsTheMarksItEarnsAndKeepsThoseItHas() {
    TouchScreen screen =
        TouchScreen.of(
            RANGES, (publisher, hash) -> publisher.value().equals("pub-1") && hash.equals("own"));
    assertThat(screen.screened(CLICK, "10.0.0.1")).isSameAs(CLICK);
    Touchpoint own = CLICK.withFlags(Set.of("bot")).withEvidence(Map.of(Touchpoint.IP_HASH, "own"));
    assertThat(screen.screened(own, "203.0.113.9").flags())
        .containsExactly("bot", "datacentre", "self-referral");
    Touchpoint other = CLICK.withEvidence(Map.of(TouchScreen.IDENTITY_HASH, "another"));
    assertThat(screen.screened(other, "10.0.0.1").flags()).isEmpty();
  }
}
