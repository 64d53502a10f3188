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
import dev.factory.attribution.fitting.ModelVersion;
import dev.factory.core.FactoryException;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

  private static final PolicyVersion FULL =
      new PolicyVersion(
          JANUARY,
          FEBRUARY,
          new Windows(
              Map.of(
                  TouchKind.CLICK, new Window.CalendarDays(30, ZoneId.of("Europe/Berlin")),
                  TouchKind.VIEW, new Window.Exact(Duration.ofHours(36))),
              Map.of(
                  new OfferId("off-789"),
                  Map.of(TouchKind.COUPON, new Window.Exact(Duration.ofDays(7))))),
          OfferMatch.SAME,
          new CreditModel.Fitted(
              new ModelVersion("MARKOV-2", new TreeMap<>(Map.of("email", 3L, "search", 5L)))),
          Rate.parse("70%"),
          new TouchFilters(
              Set.of(TouchMark.BOT, TouchMark.SELF_REFERRAL),
              Duration.ofMinutes(10),
              new TouchFilters.Velocity(20, Duration.ofHours(1)),
              100));

  @Test
  void everyRuleHasItsReleasedFormAndIsReadBack() {
    Golden.assertSame("policy-full.json", FULL.canonicalJson());
    assertThat(PolicyVersion.parse(FULL.canonicalJson())).isEqualTo(FULL);
  }

  static List<CreditModel> models() {
    return List.of(
        CreditModel.FIRST_TOUCH,
        CreditModel.LAST_NON_DIRECT,
        new CreditModel.Position(400_000, 300_000, CreditModel.TwoTouches.SPLIT_MIDDLE),
        CreditModel.Milestones.wShape("lead"),
        new CreditModel.TimeDecay(Duration.ofDays(7)),
        new CreditModel.TimeDecay(CreditModel.TimeDecay.INFINITE),
        CustomModel.of("own.v1", path -> new long[path.size()]));
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelIsReadBackAndHasAHashOfItsOwn(CreditModel model) {
    PolicyVersion policy = BOUNDED.with(model);
    assertThat(PolicyVersion.parse(policy.canonicalJson())).isEqualTo(policy);
    assertThat(models().stream().map(BOUNDED::with).map(PolicyVersion::hash).distinct())
        .hasSize(models().size());
  }

  @Test
  void aFunctionIsBoundByItsIdAndMissedUntilThen() {
    CustomModel own = CustomModel.of("own.v1", path -> new long[] {3});
    PolicyBook stored = PolicyBook.of(PolicyVersion.parse(BOUNDED.with(own).canonicalJson()));
    CreditPath path = new CreditModelLaws.Ages(0);
    assertThatThrownBy(() -> stored.versions().get(0).model().weights(path))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("attribution.model-missing"));
    assertThat(stored.binding(List.of(own)).versions().get(0).model().weights(path))
        .containsExactly(3);
  }

  @Test
  void weightsOfAFunctionThatCannotBeAreRefused() {
    CreditPath two = new CreditModelLaws.Ages(2, 1);
    for (long[] wrong : new long[][] {{1}, {1, 2, 3}, {1, -1}, {Long.MAX_VALUE, 1}}) {
      assertThatThrownBy(() -> CustomModel.of("wrong", path -> wrong).weights(two))
          .isInstanceOfSatisfying(
              FactoryException.class,
              e -> assertThat(e.code()).isEqualTo("attribution.wrong-weights"));
    }
    assertThat(CustomModel.of("zero", path -> new long[2]).weights(two)).containsExactly(1, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "P30D Europe/Berlin, P30M Europe/Berlin",
    "P30D Europe/Berlin, P30D Europe/Nowhere",
    "MARKOV-2, MARKOV-3",
    "FITTED, GUESSED",
    "BOT, ROBOT"
  })
  void rulesThatWereTamperedWithAreRefused(String part, String instead) {
    String json = new String(FULL.canonicalJson(), UTF_8);
    assertThat(json).contains(part);
    assertThatThrownBy(() -> PolicyVersion.parse(json.replace(part, instead).getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("attribution.unreadable-document"));
  }

  @Test
  void calendarDaysBeginAtMidnightOfTheZoneAlsoWhereClocksChange() {
    Window window = new Window.CalendarDays(1, ZoneId.of("Europe/Berlin"));
    assertThat(window.start(Instant.parse("2026-03-30T10:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
    assertThat(window.start(Instant.parse("2026-03-31T10:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
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
