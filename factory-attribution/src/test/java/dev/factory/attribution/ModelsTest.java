package dev.factory.attribution;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.credit.Credit;
import dev.factory.attribution.credit.Explanation;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.fitting.ModelVersion;
import dev.factory.attribution.memory.MemoryAttributionStore;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.CreditModel.Fitted;
import dev.factory.attribution.policy.CreditModel.Milestones;
import dev.factory.attribution.policy.CreditModel.Position;
import dev.factory.attribution.policy.CreditModel.TimeDecay;
import dev.factory.attribution.policy.CreditModel.TwoTouches;
import dev.factory.attribution.policy.CustomModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.money.Rate;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.Period;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model through the door: recorded, attributed, closed and explained. */
class ModelsTest {
  private static final Period OF_JANUARY = new Period(JANUARY, FEBRUARY);
  private static final Conversion SALE = conversion("sale", "user-1", day(20), usd(10_000));
  private static final ModelVersion WEIGHTS =
      new ModelVersion("SHAPLEY", new TreeMap<>(Map.of("", 3L)));
  private static final CustomModel TWICE_THE_FIRST =
      CustomModel.of("first-twice.v1", path -> weights(path.size()));

  private final List<Event> journal = new ArrayList<>();
  private final Attribution attribution =
      Attribution.over(new MemoryAttributionStore(journal::addAll), SettableTime.at(FEBRUARY));

  private static long[] weights(int size) {
    long[] weights = new long[size];
    for (int touch = 0; touch < size; touch++) {
      weights[touch] = touch == 0 ? 2 : 1;
    }
    return weights;
  }

  static List<CreditModel> models() {
    return List.of(
        CreditModel.FIRST_TOUCH,
        CreditModel.LAST_TOUCH,
        CreditModel.LAST_NON_DIRECT,
        CreditModel.LINEAR,
        new Position(400_000, 400_000, TwoTouches.SPLIT_MIDDLE),
        Milestones.wShape("lead"),
        new TimeDecay(Duration.ofDays(7)),
        new Fitted(WEIGHTS),
        TWICE_THE_FIRST);
  }

  private static PolicyVersion policy(CreditModel model) {
    return PolicyVersion.forClicks(JANUARY, model, Duration.ofDays(30), Rate.parse("70%"));
  }

  private void record() {
    attribution.recordTouchpoints(
        List.of(
            click("t-1", "user-1", day(10), "pub-1"),
            click("t-2", "user-1", day(12), "pub-2"),
            click("t-3", "user-1", day(19), "pub-3")));
    attribution.recordConversions(List.of(SALE));
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelIsClosedToTheCentAndExplained(CreditModel model) {
    Attribution bound = attribution.binding(List.of(TWICE_THE_FIRST));
    bound.publish(policy(model));
    record();
    long paid =
        bound.closeStatements(OF_JANUARY).statements().stream()
            .mapToLong(
                statement ->
                    1_000_000 * statement.payable().minor() + statement.closingCarry().micro())
            .sum();
    assertThat(paid).isEqualTo(7_000_000_000L);
    Explanation why = bound.why(SALE.eventId()).orElseThrow();
    assertThat(why.isConfirmed()).isTrue();
    assertThat(why.policy().model()).isEqualTo(model);
    assertThat(bound.recalculate(new PublisherId("pub-1"), OF_JANUARY).differences()).isEmpty();
  }

  @Test
  void aFunctionOfTheHostDividesWhatItsPolicyNames() {
    Attribution bound = attribution.binding(List.of(TWICE_THE_FIRST));
    bound.publish(policy(TWICE_THE_FIRST));
    record();
    bound.attribute(OF_JANUARY);
    assertThat(bound.why(SALE.eventId()).orElseThrow().stored().get(0).credits())
        .extracting(Credit::weight)
        .containsExactly(2L, 1L, 1L);
  }

  @Test
  void withoutItsFunctionNothingIsComputed() {
    attribution.publish(policy(TWICE_THE_FIRST));
    record();
    assertThatThrownBy(() -> attribution.attribute(OF_JANUARY))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("attribution.model-missing"));
    assertThat(attribution.binding(List.of(TWICE_THE_FIRST)).attribute(OF_JANUARY).attributed())
        .isEqualTo(1);
  }

  @Test
  void aFittedModelIsPublishedBeforeThePolicyThatNamesIt() {
    attribution.publish(policy(new Fitted(WEIGHTS)));
    assertThat(journal)
        .extracting(Event::type)
        .containsExactly("ModelPublished", "PolicyPublished");
    assertThat(journal.get(0).idempotencyKey()).isEqualTo("model:" + WEIGHTS.hash());
    assertThat(journal.get(0).data()).containsEntry("model", WEIGHTS.members());
  }

  @Test
  void creditsNameTheWeightsByTheHashOfTheirPolicy() {
    ModelVersion other = new ModelVersion("SHAPLEY", new TreeMap<>(Map.of("", 4L)));
    assertThat(policy(new Fitted(other)).hash()).isNotEqualTo(policy(new Fitted(WEIGHTS)).hash());
    Touchpoint touch = click("t-1", "user-1", day(10), "pub-1");
    attribution.publish(policy(new Fitted(WEIGHTS)));
    attribution.recordTouchpoints(List.of(touch));
    attribution.recordConversions(List.of(SALE));
    attribution.attribute(OF_JANUARY);
    assertThat(attribution.why(SALE.eventId()).orElseThrow().stored().get(0).policy())
        .isEqualTo(policy(new Fitted(WEIGHTS)).hash());
  }
}
