package dev.factory.attribution.policy;

import static dev.factory.attribution.testkit.Samples.FEBRUARY;
import static dev.factory.attribution.testkit.Samples.JANUARY;
import static dev.factory.attribution.testkit.Samples.MARCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.attribution.event.TouchKind;
import dev.factory.core.FactoryException;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyBookTest {
  private static final PolicyVersion OPEN = policy(JANUARY, null, 30);
  private static final PolicyVersion BOUNDED = policy(JANUARY, FEBRUARY, 30);
  private static final PolicyVersion LATER = policy(FEBRUARY, null, 7);

  private static PolicyVersion policy(Instant from, @Nullable Instant to, int days) {
    return new PolicyVersion(
        from,
        to,
        Map.of(TouchKind.CLICK, Duration.ofDays(days)),
        OfferMatch.ANY,
        CreditModel.LINEAR,
        Rate.parse("70%"));
  }

  @Test
  void aVersionHoldsFromItsStartUpToItsEnd() {
    PolicyBook book = PolicyBook.of(LATER, BOUNDED);
    assertThat(book.inForceAt(JANUARY)).isEqualTo(BOUNDED);
    assertThat(book.inForceAt(FEBRUARY.minusNanos(1))).isEqualTo(BOUNDED);
    assertThat(book.inForceAt(FEBRUARY)).isEqualTo(LATER);
    assertThat(book.inForceAt(MARCH)).isEqualTo(LATER);
  }

  @Test
  void aVersionWithoutAnEndHoldsUntilTheNextBegins() {
    PolicyBook book = PolicyBook.of(OPEN).with(LATER);
    assertThat(book.inForceAt(FEBRUARY.minusNanos(1))).isEqualTo(OPEN);
    assertThat(book.inForceAt(FEBRUARY)).isEqualTo(LATER);
    assertThat(book.versions()).containsExactly(OPEN, LATER);
    assertThat(book.longestWindow()).isEqualTo(Duration.ofDays(30));
    assertThat(book.byHash(LATER.hash())).contains(LATER);
    assertThat(book.byHash(BOUNDED.hash())).isEmpty();
  }

  @Test
  void aTimeWithoutAVersionIsAnErrorThatNamesIt() {
    assertGap(PolicyBook.empty(), JANUARY);
    assertGap(PolicyBook.of(BOUNDED), JANUARY.minusNanos(1));
    assertGap(PolicyBook.of(BOUNDED), FEBRUARY);
    assertGap(PolicyBook.of(BOUNDED, policy(MARCH, null, 1)), MARCH.minusNanos(1));
  }

  private static void assertGap(PolicyBook book, Instant instant) {
    assertThatThrownBy(() -> book.inForceAt(instant))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.code()).isEqualTo("attribution.policy-gap"))
        .hasMessageContaining(instant.toString());
  }

  @Test
  void twoVersionsForOneTimeAreAnError() {
    assertOverlap(BOUNDED, policy(JANUARY, null, 7));
    assertOverlap(OPEN, policy(JANUARY, FEBRUARY, 7));
    assertOverlap(BOUNDED, policy(FEBRUARY.minusSeconds(1), null, 7));
    assertThat(PolicyBook.of(List.of(BOUNDED, BOUNDED)).versions()).containsExactly(BOUNDED);
  }

  private static void assertOverlap(PolicyVersion one, PolicyVersion other) {
    assertThatThrownBy(() -> PolicyBook.of(one).with(other))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.code()).isEqualTo("attribution.policy-overlap"))
        .hasMessageContaining(one.hash().text())
        .hasMessageContaining(other.hash().text());
  }
}
