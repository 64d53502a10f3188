package dev.factory.attribution;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.linear;
import static dev.factory.attribution.testkit.Samples.refund;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.credit.AttributionKernel;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.fitting.ModelVersion;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The events as they are released: data to the byte, keys and streams. */
class JournalEventsTest {
  private static final Touchpoint CLICK =
      click("click-123", "user-1", Instant.parse("2026-01-24T12:34:56Z"), "pub-456")
          .withEvidence(Map.of("ip_hash", "sha256:abc123", "user_agent", "Mozilla/5.0"));
  private static final Conversion SALE =
      conversion("conv-1", "user-1", Instant.parse("2026-01-25T08:00:00Z"), usd(5_000));
  private static final CreditSet CREDITS =
      linear(SALE, CLICK, click("click-124", "user-1", day(24), "pub-999"));

  private static void assertReleased(
      String type, Event event, String idempotencyKey, String... streams) {
    Golden.assertSame("event-" + type + ".json", CanonicalJson.of(event.data()));
    assertThat(event.type()).isEqualTo(type.replaceAll("-.*", ""));
    assertThat(event.idempotencyKey()).isEqualTo(idempotencyKey);
    assertThat(event.streams()).containsExactly(streams);
  }

  @Test
  void aClickHasTheKeysOfTheOperationsGuide() {
    Event event = JournalEvents.recorded(CLICK);
    assertReleased("ClickRecorded", event, "click:click-123", "publisher_id=pub-456");
    assertThat(event.data())
        .containsKeys("click_id", "publisher_id", "offer_id", "ip_hash", "user_agent");
    assertThat(event.subjects())
        .containsExactly(new SubjectRef("user-1", Set.of("user_key", "ip_hash", "user_agent")));
  }

  @Test
  void aClickWithoutEvidenceHasNoEmptyMembers() {
    Event event = JournalEvents.recorded(click("click-1", "user-1", JANUARY, "pub-456"));
    assertReleased("ClickRecorded-bare", event, "click:click-1", "publisher_id=pub-456");
    assertThat(event.subjects()).containsExactly(new SubjectRef("user-1", Set.of("user_key")));
  }

  @Test
  void anotherTouchpointSaysItsKindAndAllThatDecides() {
    Touchpoint coupon =
        new Touchpoint(
            new EventId("coupon-1"),
            new UserKey("user-1"),
            JANUARY,
            7,
            TouchKind.COUPON,
            new PublisherId("pub-456"),
            new OfferId("off-789"),
            "e-mail",
            Set.of("test", "bot"),
            Map.of("geo", "DE", "ip_hash", "sha256:abc123"));
    Event event = JournalEvents.recorded(coupon);
    assertReleased("TouchpointRecorded", event, "touchpoint:coupon-1", "publisher_id=pub-456");
    assertThat(event.subjects())
        .containsExactly(new SubjectRef("user-1", Set.of("user_key", "ip_hash", "evidence")));
  }

  @Test
  void aConversionNamesUserAndOrderAsPersonal() {
    Event event = JournalEvents.recorded(SALE);
    assertReleased("ConversionRecorded", event, "conversion:conv-1");
    assertThat(event.subjects())
        .containsExactly(new SubjectRef("user-1", Set.of("user_key", "order_id")));
  }

  @Test
  void aReversalNamesItsConversion() {
    assertReleased(
        "ReversalRecorded",
        JournalEvents.recorded(refund("r-1", SALE, usd(1_000), FEBRUARY)),
        "reversal:r-1");
  }

  @Test
  void aPolicyIsThereWithItsHash() {
    assertReleased(
        "PolicyPublished",
        JournalEvents.published(LINEAR).get(0),
        "policy:" + LINEAR.hash().text());
  }

  @Test
  void aFittedModelIsThereWithItsWeights() {
    ModelVersion model =
        new ModelVersion("MARKOV-2", new TreeMap<>(Map.of("email", 600_000_000L, "search", 1L)));
    PolicyVersion policy = LINEAR.with(new CreditModel.Fitted(model));
    List<Event> events = JournalEvents.published(policy);
    assertThat(events).hasSize(2);
    assertReleased("ModelPublished", events.get(0), "model:" + model.hash().text());
    assertThat(events.get(1).type()).isEqualTo("PolicyPublished");
  }

  @Test
  void computedCreditsAreInTheStreamOfEveryPublisher() {
    List<Event> events = JournalEvents.computed(CREDITS);
    assertThat(events).hasSize(1);
    assertReleased(
        "AttributionComputed",
        events.get(0),
        "attribution:1:conv-1",
        "publisher_id=pub-456",
        "publisher_id=pub-999");
    assertThat(events.get(0).subjects()).isEmpty();
  }

  @Test
  void creditThatNobodyGetsIsInNoStream() {
    List<Event> events = JournalEvents.computed(linear(SALE));
    assertThat(events).hasSize(1);
    assertReleased("AttributionComputed-unattributed", events.get(0), "attribution:1:conv-1");
  }

  @Test
  void whatAReversalTakesBackIsInTheStreamOfEveryPublisher() {
    CreditSet back =
        AttributionKernel.reverse(
            refund("r-2", SALE, usd(333), FEBRUARY), CREDITS, LINEAR, usd(1_000));
    assertReleased(
        "ReversalAttributed",
        JournalEvents.computed(back).get(0),
        "reversal-attribution:1:r-2",
        "publisher_id=pub-456",
        "publisher_id=pub-999");
  }

  @Test
  void aStatementIsThereWithItsHash() {
    Statement statement =
        Statement.of(
            new PublisherId("pub-456"),
            new Period(JANUARY, FEBRUARY),
            MicroMoney.ofMicro(usd(0).currency(), 1_999_999),
            List.of());
    assertReleased(
        "StatementClosed",
        JournalEvents.closed(statement),
        "statement:pub-456:USD/2:2026-01-01T00:00:00Z",
        "publisher_id=pub-456");
  }
}
