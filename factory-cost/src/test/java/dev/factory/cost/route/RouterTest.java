package dev.factory.cost.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.bound.CostBound;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.provider.Message;
import dev.factory.cost.provider.ModelCall;
import dev.factory.cost.provider.Target;
import dev.factory.cost.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
  private static final Target HAIKU = Target.of("anthropic", "claude-3-haiku");
  private static final Target MINI = Target.of("openai", "gpt-4o-mini");
  private static final Target FOUR = Target.of("openai", "gpt-4o");
  private static final PriceBook PRICES = PriceBook.standard();

  private final QualityScores scores = new QualityScores();

  private Router router() {
    RouteHealth healthy =
        new RouteHealth() {
          @Override
          public boolean isOpenFor(Target target) {
            return true;
          }

          @Override
          public int headRoom(Target target) {
            return 1;
          }
        };
    List<Candidate> candidates =
        List.of(
            new Candidate(FOUR, Set.of("json"), 128_000, Duration.ofMillis(900)),
            new Candidate(MINI, Set.of("json"), 128_000, Duration.ofMillis(500)),
            new Candidate(HAIKU, Set.of(), 200_000, Duration.ofMillis(400)));
    return Router.over(
        candidates,
        PRICES,
        CostBound.by(PRICES, Duration.ofMinutes(15)),
        scores,
        healthy,
        Map.of("facts", QualityFloor.FACTUAL, "drafts", QualityFloor.NONE));
  }

  private static RouteRequest request(String feature, String unit) {
    return new RouteRequest(
        feature,
        Set.of("json"),
        ModelCall.of(200, Message.user("Classify this.")),
        Usage.of(300, 100),
        NanoMoney.parse(CurrencyUnit.of("USD"), "1.00"),
        unit);
  }

  private void judged(String feature, Target target, int good, int bad) {
    for (int answer = 0; answer < good + bad; answer++) {
      scores.judged(feature, target, answer < good);
    }
  }

  private Target first(Router router, RouteRequest request) {
    return ((Route.Chosen) router.choose(AT, request)).targets().get(0);
  }

  @Test
  void theCheapestOfThoseThatCanAnswersAndTheOthersStandIn() {
    Route.Chosen chosen = (Route.Chosen) router().choose(AT, request("drafts", "u"));
    assertThat(chosen.targets()).containsExactly(MINI, FOUR);
    assertThat(chosen.rejected()).isEqualTo(Map.of(HAIKU, Rejection.ABILITY));
  }

  @Test
  void aModelAnswersFactsOnlyAfterItHasProvedItself() {
    assertThat(router().choose(AT, request("facts", "u"))).isInstanceOf(Route.NobodyFits.class);
    judged("facts", FOUR, 96, 4);
    judged("facts", MINI, 88, 12); // 88 %, but no more than 80.2 % is proved
    assertThat(first(router(), request("facts", "u"))).isEqualTo(FOUR);
    judged("facts", MINI, 900, 50);
    assertThat(first(router(), request("facts", "u"))).isEqualTo(MINI);
  }

  @Test
  void whoIsVouchedForIsBelievedUntilThirtyAnswersWereJudged() {
    scores.vouchFor("facts", MINI);
    judged("facts", MINI, 0, 29);
    assertThat(first(router(), request("facts", "u"))).isEqualTo(MINI);
    judged("facts", MINI, 0, 1);
    assertThat(router().choose(AT, request("facts", "u"))).isInstanceOf(Route.NobodyFits.class);
  }

  @Test
  void aUnitOfATrialStaysWithItsArm() {
    Router router =
        router().trying(List.of(new Trial("four", "drafts", List.of(new Trial.Arm(FOUR, 2_500)))));
    int armed = 0;
    for (int unit = 0; unit < 4_000; unit++) {
      RouteRequest request = request("drafts", "user-" + unit);
      Target once = first(router, request);
      assertThat(first(router, request)).isEqualTo(once);
      armed += once.equals(FOUR) ? 1 : 0;
    }
    assertThat(armed).isCloseTo(1_000, within(100));
    assertThatThrownBy(
            () ->
                new Trial(
                    "x", "y", List.of(new Trial.Arm(FOUR, 9_000), new Trial.Arm(MINI, 1_001))))
        .hasMessageContaining("more than there is");
  }

  @Test
  void aShadowIsAskedBesideWhoAnswersAndNeverInItsPlace() {
    Router router =
        router()
            .shadowing(
                List.of(new Shadow("drafts", FOUR, 10_000), new Shadow("drafts", MINI, 10_000)));
    Route.Chosen chosen = (Route.Chosen) router.choose(AT, request("drafts", "u"));
    assertThat(chosen.targets().get(0)).isEqualTo(MINI);
    assertThat(chosen.shadows()).containsExactly(FOUR);
  }

  @Test
  void theIntervalIsWilsons() {
    // Wilson's formula at z = 1.959963984540054, worked out apart from this code
    assertThat(QualityFloor.lowerBound(88, 100)).isCloseTo(0.80188, within(0.00001));
    assertThat(QualityFloor.lowerBound(7, 10)).isCloseTo(0.39678, within(0.00001));
    assertThat(QualityFloor.lowerBound(0, 0)).isZero();
    assertThat(QualityFloor.lowerBound(0, 5)).isZero();
    assertThat(QualityFloor.OVERALL.isProvedBy(9, 9)).isTrue();
    assertThat(QualityFloor.OVERALL.isProvedBy(8, 8)).isFalse();
  }
}
