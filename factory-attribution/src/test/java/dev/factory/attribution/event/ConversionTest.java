package dev.factory.attribution.event;

import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.refund;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConversionTest {
  @Test
  void theGrossIsWhatMillionthsOfACentCanCount() {
    assertThat(conversion("c", "u", JANUARY, usd(9_223_372_036_854L)).gross().minor())
        .isEqualTo(9_223_372_036_854L);
    assertThatThrownBy(() -> conversion("c", "u", JANUARY, usd(9_223_372_036_855L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 9223372036854 minor units");
    assertThat(conversion("c", "u", JANUARY, usd(0)).gross().isZero()).isTrue();
    assertThatThrownBy(() -> conversion("c", "u", JANUARY, usd(-1)))
        .hasMessageContaining("as a reversal");
  }

  @Test
  void aReversalTakesSomethingBack() {
    Conversion sale = conversion("c", "u", JANUARY, usd(1));
    assertThatThrownBy(() -> refund("r", sale, usd(0), JANUARY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the amount of a reversal is more than zero");
  }

  @Test
  void itsTextShowsNeitherUserNorOrder() {
    assertThat(conversion("conv-1", "user-1", JANUARY, usd(5_000)).toString())
        .contains("conv-1", "USD 50.00")
        .doesNotContain("user-1")
        .doesNotContain("order-");
  }
}
