package dev.factory.attribution.policy;

import static dev.factory.attribution.testkit.Samples.JANUARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.money.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class PolicyHistoryLaws {
  private static Instant day(int day) {
    return JANUARY.plus(Duration.ofDays(day));
  }

  private static PublishedPolicy policy(int validDay, int recordedDay) {
    PolicyVersion version =
        PolicyVersion.forClicks(
            day(validDay), CreditModel.LINEAR, Duration.ofDays(validDay), Rate.parse("70%"));
    return new PublishedPolicy(version, day(recordedDay));
  }

  @Property
  void whatIsPublishedLaterChangesNothingThatWasKnownBefore(
      @ForAll @Size(max = 8) @UniqueElements List<@IntRange(min = 1, max = 60) Integer> validDays,
      @ForAll @IntRange(min = 0, max = 60) int knownDay,
      @ForAll @IntRange(min = 0, max = 60) int validAt) {
    List<PublishedPolicy> before = new ArrayList<>(List.of(policy(0, 0)));
    List<PublishedPolicy> all = new ArrayList<>(before);
    for (int index = 0; index < validDays.size(); index++) {
      int recorded = (index * 17 + validDays.get(index)) % 60;
      PublishedPolicy policy = policy(validDays.get(index), recorded);
      all.add(policy);
      if (recorded <= knownDay) {
        before.add(policy);
      }
    }
    assertThat(PolicyHistory.of(all).inForceAt(day(validAt), day(knownDay)))
        .isEqualTo(PolicyHistory.of(before).asOf(Instant.MAX).inForceAt(day(validAt)));
  }
}
