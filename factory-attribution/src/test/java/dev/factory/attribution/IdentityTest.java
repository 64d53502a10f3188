package dev.factory.attribution;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.LINEAR;
import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.refund;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.credit.Credit;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.credit.Explanation;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.identity.IdentityLink;
import dev.factory.attribution.identity.IdentityVersion;
import dev.factory.attribution.memory.MemoryAttributionStore;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.testing.SettableTime;
import dev.factory.core.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A click on a phone and a sale at a desk, and what is known of whose they are. */
class IdentityTest {
  private static final Period OF_JANUARY = new Period(JANUARY, FEBRUARY);
  private static final PublisherId PUBLISHER = new PublisherId("pub-1");
  private static final Conversion SALE = conversion("sale", "desk", day(20), usd(10_000));
  private static final IdentityVersion JOINED =
      IdentityVersion.NONE.with(
          List.of(new IdentityLink(new UserKey("phone"), new UserKey("desk"))));

  private final List<Event> journal = new ArrayList<>();
  private final Attribution plain =
      Attribution.over(new MemoryAttributionStore(journal::addAll), SettableTime.at(FEBRUARY));
  private final Attribution stitched = plain.stitching(List.of(JOINED));

  @BeforeEach
  void record() {
    plain.publish(LINEAR);
    plain.recordTouchpoints(List.of(click("t-1", "phone", day(10), "pub-1")));
    plain.recordConversions(List.of(SALE));
  }

  private static CreditSet credits(Attribution attribution) {
    return attribution.why(SALE.eventId()).orElseThrow().stored().get(0);
  }

  @Test
  void withoutAVersionEveryKeyIsAPerson() {
    plain.attribute(OF_JANUARY);
    assertThat(credits(plain).isUnattributed()).isTrue();
    assertThat(credits(plain).identity()).isEqualTo(IdentityVersion.NONE.hash());
  }

  @Test
  void joinedKeysAreOnePathAndTheCreditsSayByWhichVersion() {
    stitched.attribute(OF_JANUARY);
    assertThat(credits(stitched).credits())
        .extracting(Credit::publisherId)
        .containsExactly(PUBLISHER);
    assertThat(credits(stitched).identity()).isEqualTo(JOINED.hash());
    assertThat(journal.get(journal.size() - 1).data())
        .containsEntry("identity_hash", JOINED.hash().text());
  }

  @Test
  void whatIsStoredIsExplainedByItsOwnVersionAndNotTheLatest() {
    plain.attribute(OF_JANUARY);
    Explanation before = stitched.why(SALE.eventId()).orElseThrow();
    assertThat(before.isConfirmed()).isTrue();
    assertThat(before.touches()).isEmpty();
    assertThat(stitched.recalculate(PUBLISHER, OF_JANUARY).isEmpty()).isTrue();
  }

  @Test
  void reversalsKeepTheVersionOfTheirConversion() {
    stitched.attribute(OF_JANUARY);
    stitched.recordReversals(List.of(refund("r-1", SALE, usd(4_000), day(21))));
    stitched.attribute(OF_JANUARY);
    Explanation why = stitched.why(SALE.eventId()).orElseThrow();
    assertThat(why.stored()).extracting(CreditSet::identity).containsOnly(JOINED.hash());
    assertThat(why.isConfirmed()).isTrue();
    assertThat(stitched.recalculate(PUBLISHER, OF_JANUARY).isEmpty()).isTrue();
  }

  @Test
  void aVersionThatIsNotGivenStopsAndSaysSo() {
    stitched.attribute(OF_JANUARY);
    assertThatThrownBy(() -> plain.why(SALE.eventId()))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("attribution.identity-missing"));
  }
}
