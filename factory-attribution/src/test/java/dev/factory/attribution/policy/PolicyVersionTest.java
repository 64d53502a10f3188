package dev.factory.attribution.policy;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.Golden;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.core.FactoryException;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyVersionTest {
  private static final PolicyVersion BOUNDED =
      new PolicyVersion(
          JANUARY,
          FEBRUARY,
          Map.of(TouchKind.VIEW, Duration.ofHours(36), TouchKind.CLICK, Duration.ofDays(30)),
          OfferMatch.SAME,
          CreditModel.LAST_TOUCH,
          Rate.parse("0.019%"));

  @Test
  void theCanonicalFormIsTheReleasedOne() {
    Golden.assertSame("policy-open.json", LINEAR.canonicalJson());
    Golden.assertSame("policy-bounded.json", BOUNDED.canonicalJson());
    Golden.assertSame("policy-open.sha256", LINEAR.hash().text());
  }

  @Test
  void theCanonicalFormIsReadBack() {
    assertThat(PolicyVersion.parse(LINEAR.canonicalJson())).isEqualTo(LINEAR);
    assertThat(PolicyVersion.parse(BOUNDED.canonicalJson())).isEqualTo(BOUNDED);
  }

  @ParameterizedTest
  @CsvSource({
    "{\"v\":1, {\"v\":2",
    "LINEAR, QUADRATIC",
    "7/10, 17/10",
    "valid_from, valid_since",
    "PT720H, 30 days",
    "2025-01-01T00:00:00Z, yesterday"
  })
  void anythingElseIsRefused(String part, String instead) {
    String json = new String(LINEAR.canonicalJson(), UTF_8).replace(part, instead);
    String damaged = part.startsWith("{") ? json.replace("\"v\":1", "\"v\":2") : json;
    assertThatThrownBy(() -> PolicyVersion.parse(damaged.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("attribution.unreadable-document"));
  }

  @Test
  void theHashTellsEveryRuleFromEveryOther() {
    assertThat(BOUNDED.hash()).isNotEqualTo(LINEAR.hash());
    PolicyVersion percent =
        new PolicyVersion(
            JANUARY,
            FEBRUARY,
            Map.of(TouchKind.VIEW, Duration.ofHours(36), TouchKind.CLICK, Duration.ofDays(30)),
            OfferMatch.SAME,
            BOUNDED.model(),
            Rate.of(19, 100_000));
    assertThat(percent.hash()).isEqualTo(BOUNDED.hash());
  }

  @Test
  void theWindowsAreACopy() {
    Map<TouchKind, Duration> windows = new HashMap<>();
    BOUNDED.windows().byKind().forEach((kind, window) -> windows.put(kind, window.longest()));
    PolicyVersion policy =
        new PolicyVersion(
            JANUARY, null, windows, OfferMatch.ANY, CreditModel.LINEAR, Rate.parse("70%"));
    windows.clear();
    assertThat(policy.windows()).isEqualTo(BOUNDED.windows());
    assertThat(policy.longestWindow()).isEqualTo(Duration.ofDays(30));
    assertThat(policy.windows().of(TouchKind.COUPON, new OfferId("off-1"))).isEmpty();
  }

  @Test
  void rulesThatCannotBeAreRefused() {
    assertRefused("after its start", JANUARY, JANUARY, Duration.ofDays(1), "70%");
    assertRefused("whole second", JANUARY.plusNanos(1), null, Duration.ofDays(1), "70%");
    assertRefused("whole second", JANUARY, FEBRUARY.plusNanos(1), Duration.ofDays(1), "70%");
    assertRefused("at most 36500 days", JANUARY, null, Duration.ofDays(36_501), "70%");
    assertRefused("zero or more whole seconds", JANUARY, null, Duration.ofDays(-1), "70%");
    assertRefused("zero or more whole seconds", JANUARY, null, Duration.ofNanos(1), "70%");
    assertRefused("at most 1, not 101/100", JANUARY, null, Duration.ofDays(1), "101%");
    assertThatThrownBy(
            () ->
                new PolicyVersion(
                    JANUARY, null, Map.of(), OfferMatch.ANY, CreditModel.LINEAR, Rate.of(1, 2)))
        .hasMessageContaining("credits nobody");
  }

  private static void assertRefused(
      String why, Instant from, @Nullable Instant to, Duration window, String share) {
    assertThatThrownBy(
            () ->
                new PolicyVersion(
                    from,
                    to,
                    Map.of(TouchKind.CLICK, window),
                    OfferMatch.ANY,
                    CreditModel.LINEAR,
                    Rate.parse(share)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
