package dev.factory.attribution.testkit;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.MARCH;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.linear;
import static dev.factory.attribution.testkit.Samples.refund;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.AttributionStore;
import dev.factory.attribution.spi.ClosedPeriod;
import dev.factory.attribution.spi.PublisherLines;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.attribution.spi.StoreUnit;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Rate;
import dev.factory.core.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The part of {@link AttributionStoreContract} about atomicity and racing writers. */
abstract class UnitOfWorkContract extends RecordingContract {
  @Nested
  class AUnitOfWork {
    @Test
    void keepsRowsAndEventsTogether() {
      Event event = Event.of("ClickRecorded", "click:1", Map.of("click_id", "1"), "publisher_id=p");
      write(
          unit -> {
            unit.journal().append(event);
            return unit.recordTouchpoints(List.of(click("1", "u", day(1), "pub-456")), RECORDED_AT);
          });
      assertThat(touchpointsOf(JANUARY, FEBRUARY, "u")).hasSize(1);
      assertThat(journaled()).containsExactly(event);
    }

    @Test
    void leavesNothingWhenItsWorkFailsAfterRowsAndEvents() {
      Event event = Event.of("ClickRecorded", "click:1", Map.of("click_id", "1"));
      assertThatThrownBy(
              () ->
                  write(
                      unit -> {
                        writeEverything(unit);
                        unit.journal().append(event);
                        throw new IllegalStateException("stop here");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("stop here");
      assertEmpty();
      assertThat(journaled()).isEmpty();
    }

    @Test
    void leavesNoRowsWhenTheJournalRefusesTheEvent() {
      Event event = Event.of("ClickRecorded", "click:1", Map.of("click_id", "1"));
      AttributionStore failing = withFailingJournal();
      assertThatThrownBy(
              () ->
                  failing.<Object>atomically(
                      unit -> {
                        writeEverything(unit);
                        unit.journal().append(event);
                        return 0;
                      }))
          .isInstanceOf(FactoryException.class);
      assertEmpty();
    }

    @Test
    void canBeRepeatedAfterItFailed() {
      leavesNothingWhenItsWorkFailsAfterRowsAndEvents();
      write(
          unit -> {
            writeEverything(unit);
            return 0;
          });
      assertThat(reopened().<List<Statement>>reading(view -> view.statements(OF_JANUARY)))
          .hasSize(1);
    }

    @Test
    void seesItsOwnWrites() {
      Touchpoint touch = click("1", "u", day(1), "pub-456");
      List<PublisherId> seen =
          write(
              unit -> {
                unit.recordTouchpoints(List.of(touch), RECORDED_AT);
                return unit.publishers();
              });
      assertThat(seen).containsExactly(PUB_456);
    }

    private void writeEverything(StoreUnit unit) {
      Touchpoint touch = click("1", "u", day(1), "pub-456");
      Conversion sale = conversion("conv-1", "u", day(2), usd(5_000));
      unit.recordPolicy(LINEAR, RECORDED_AT);
      unit.recordTouchpoints(List.of(touch), RECORDED_AT);
      unit.recordConversions(List.of(sale), RECORDED_AT);
      unit.recordReversals(List.of(refund("r-1", sale, usd(100), day(3))), RECORDED_AT);
      unit.addCredits(List.of(linear(sale, touch)));
      unit.close(new ClosedPeriod(1, OF_JANUARY, RECORDED_AT));
      PublisherLines lines = unit.lines(1).get(0);
      unit.addStatement(Statement.of(PUB_456, OF_JANUARY, MicroMoney.zero(USD), lines.lines()));
    }

    private void assertEmpty() {
      reopened()
          .reading(
              view -> {
                assertThat(view.policies()).isEmpty();
                assertThat(view.publishers()).isEmpty();
                assertThat(view.conversion(new EventId("conv-1"))).isEmpty();
                assertThat(view.credits(new EventId("conv-1"))).isEmpty();
                assertThat(view.closed()).isEmpty();
                assertThat(view.statements(OF_JANUARY)).isEmpty();
                assertThat(view.waitingReversals(OF_JANUARY)).isZero();
                assertThat(view.carry(PUB_456, USD)).isEqualTo(MicroMoney.zero(USD));
                return 0;
              });
      assertThat(touchpointsOf(JANUARY, FEBRUARY, "u")).isEmpty();
    }
  }

  @Nested
  class WritersThatRace {
    @Test
    void recordEachTouchpointExactlyOnce() {
      AttributionStore second = reopened();
      for (int round = 0; round < ROUNDS; round++) {
        List<Touchpoint> forward = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
          forward.add(click("c-" + round + "-" + number, "u", day(1), "pub-456"));
        }
        List<Touchpoint> backward = new ArrayList<>(forward);
        Collections.reverse(backward);
        List<List<RecordOutcome>> outcomes =
            race(
                () -> recordTouchpoints(forward.toArray(Touchpoint[]::new)),
                () ->
                    second.<List<RecordOutcome>>atomically(
                        unit -> unit.recordTouchpoints(backward, RECORDED_AT)));
        assertThat(outcomes.stream().flatMap(List::stream))
            .containsOnly(RecordOutcome.RECORDED, RecordOutcome.DUPLICATE)
            .filteredOn(RecordOutcome.RECORDED::equals)
            .hasSize(20);
      }
    }

    @Test
    void withOtherContentLoseWithoutATrace() {
      AttributionStore second = reopened();
      for (int round = 0; round < ROUNDS; round++) {
        Conversion one = conversion("c-" + round, "u", day(1), usd(1));
        Conversion other = conversion("c-" + round, "u", day(1), usd(2));
        List<RecordOutcome> outcomes =
            race(
                () -> recordConversions(one).get(0),
                () ->
                    second.<RecordOutcome>atomically(
                        unit -> unit.recordConversions(List.of(other), RECORDED_AT).get(0)));
        assertThat(outcomes)
            .containsExactlyInAnyOrder(RecordOutcome.RECORDED, RecordOutcome.CONFLICT);
        Conversion winner = outcomes.get(0) == RecordOutcome.RECORDED ? one : other;
        assertThat(store.<Object>reading(view -> view.conversion(one.eventId()).orElseThrow()))
            .isEqualTo(winner);
      }
    }

    @Test
    void neverPublishPoliciesThatOverlap() {
      AttributionStore second = reopened();
      for (int round = 0; round < ROUNDS; round++) {
        Instant from = JANUARY.plus(Duration.ofDays(round));
        PolicyVersion one =
            PolicyVersion.forClicks(
                from, CreditModel.LINEAR, Duration.ofDays(1), Rate.parse("70%"));
        PolicyVersion other =
            PolicyVersion.forClicks(
                from, CreditModel.LINEAR, Duration.ofDays(2), Rate.parse("70%"));
        List<String> outcomes = race(() -> publish(store, one), () -> publish(second, other));
        assertThat(outcomes).containsExactlyInAnyOrder("RECORDED", "attribution.policy-overlap");
      }
    }

    private String publish(AttributionStore into, PolicyVersion policy) {
      try {
        return into.<RecordOutcome>atomically(unit -> unit.recordPolicy(policy, RECORDED_AT))
            .name();
      } catch (FactoryException e) {
        return e.code();
      }
    }

    @Test
    void addTheCreditsOfAConversionOnce() {
      AttributionStore second = reopened();
      write(unit -> unit.recordPolicy(LINEAR, RECORDED_AT));
      for (int round = 0; round < ROUNDS; round++) {
        Conversion sale = conversion("c-" + round, "u", day(2), usd(5_000));
        recordConversions(sale);
        CreditSet one = linear(sale, click("t-1", "u", day(1), "pub-456"));
        CreditSet other = linear(sale, click("t-2", "u", day(1), "pub-999"));
        List<List<CreditSet>> added =
            race(
                () -> addCredits(one),
                () -> second.<List<CreditSet>>atomically(unit -> unit.addCredits(List.of(other))));
        List<CreditSet> kept = store.reading(view -> view.credits(sale.eventId()));
        assertThat(kept).hasSize(1);
        assertThat(added).containsExactlyInAnyOrder(kept, List.of());
      }
    }

    @Test
    void closeAPeriodOnce() {
      AttributionStore second = reopened();
      for (int number = 1; number <= ROUNDS; number++) {
        Instant start = JANUARY.plus(Duration.ofDays(number));
        ClosedPeriod one =
            new ClosedPeriod(number, new Period(start, start.plusSeconds(60)), start);
        ClosedPeriod other =
            new ClosedPeriod(number, new Period(start.plusSeconds(1), MARCH), start);
        assertThat(
                race(
                    () -> write(unit -> unit.close(one)),
                    () -> second.<Boolean>atomically(unit -> unit.close(other))))
            .containsExactlyInAnyOrder(true, false);
        assertThat(store.<List<ClosedPeriod>>reading(view -> view.closed())).hasSize(number);
      }
    }
  }
}
