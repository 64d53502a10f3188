package dev.factory.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void aShareIsAPercentageUnlessThatNeverEnds() {
    assertThat(Words.share(Rate.parse("7/10"))).isEqualTo("70%");
    assertThat(Words.share(Rate.parse("0.019%"))).isEqualTo("0.019%");
    assertThat(Words.share(Rate.parse("1/3"))).isEqualTo("1/3");
    assertThat(Words.share(Rate.parse("100%"))).isEqualTo("100%");
  }

  @Test
  void aWindowIsToldInTheLargestUnitThatHoldsItExactly() {
    assertThat(Words.window(Duration.ofDays(30))).isEqualTo("30 days");
    assertThat(Words.window(Duration.ofHours(24))).isEqualTo("1 day");
    assertThat(Words.window(Duration.ofHours(36))).isEqualTo("36 hours");
    assertThat(Words.window(Duration.ofMinutes(90))).isEqualTo("5,400 seconds");
  }

  @Test
  void rulesAreToldInWords() {
    PolicyVersion lastTouch =
        PolicyVersion.forClicks(
            Instant.EPOCH, CreditModel.LAST_TOUCH, Duration.ofDays(7), Rate.parse("1/2"));
    assertThat(Words.brief(lastTouch)).isEqualTo("last-touch, 7 days, 50%");
    assertThat(Words.rules(lastTouch))
        .isEqualTo(
            "The gross of a conversion goes to the last click of the 7 days before it."
                + " Publishers get 50% of their part.");
  }
}
