package dev.factory.attribution.identity;

import static dev.factory.attribution.testkit.Samples.click;
import static dev.factory.attribution.testkit.Samples.conversion;
import static dev.factory.attribution.testkit.Samples.day;
import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.UserKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IdentityVersionLaws {
  private static final int KEYS = 20;

  private static UserKey key(int number) {
    return new UserKey("u-" + number);
  }

  /** Who can be reached from a key over the links, by looking at all of them again and again. */
  private static Set<UserKey> reached(UserKey from, List<IdentityLink> links) {
    Set<UserKey> reached = new HashSet<>(Set.of(from));
    int before = 0;
    while (reached.size() > before) {
      before = reached.size();
      for (IdentityLink link : links) {
        if (reached.contains(link.one()) || reached.contains(link.other())) {
          reached.add(link.one());
          reached.add(link.other());
        }
      }
    }
    return reached;
  }

  @Property
  void aPersonIsWhatLinksReachAndIsNamedByItsLeastKey(@ForAll("links") List<IdentityLink> links) {
    IdentityVersion version = IdentityVersion.NONE.with(links);
    for (int number = 0; number < KEYS; number++) {
      assertThat(version.person(key(number)))
          .isEqualTo(Collections.min(reached(key(number), links)));
    }
  }

  private static IdentityLink turned(IdentityLink link) {
    UserKey first = link.other();
    UserKey second = link.one();
    return new IdentityLink(first, second);
  }

  @Property
  void theOrderOfLinksAndOfVersionsChangesNothing(
      @ForAll("links") List<IdentityLink> links, @ForAll Random random) {
    IdentityVersion version = IdentityVersion.NONE.with(links);
    List<IdentityLink> shuffled = new ArrayList<>(links);
    Collections.shuffle(shuffled, random);
    IdentityVersion stepwise = IdentityVersion.NONE;
    for (IdentityLink link : shuffled) {
      stepwise = stepwise.with(List.of(turned(link)));
    }
    assertThat(stepwise.hash()).isEqualTo(version.hash());
    assertThat(stepwise.number()).isEqualTo(links.size());
  }

  @Property
  void aLaterVersionJoinsAndNeverPartsAndLeavesTheEarlierAsItWas(
      @ForAll("links") List<IdentityLink> links, @ForAll("links") List<IdentityLink> more) {
    IdentityVersion version = IdentityVersion.NONE.with(links);
    IdentityHash hash = version.hash();
    IdentityVersion later = version.with(more);
    for (int one = 0; one < KEYS; one++) {
      assertThat(later.person(version.person(key(one)))).isEqualTo(later.person(key(one)));
    }
    assertThat(version.hash()).isEqualTo(hash);
  }

  @Example
  void eventsOfOnePersonAreStitched() {
    IdentityVersion version = IdentityVersion.NONE.with(List.of(new IdentityLink(key(2), key(1))));
    assertThat(version.stitch(click("t", "u-2", day(1), "pub-1")).userKey()).isEqualTo(key(1));
    assertThat(version.stitch(conversion("c", "u-2", day(2), usd(1))).userKey()).isEqualTo(key(1));
    assertThat(version.stitch(click("t", "u-3", day(1), "pub-1")).userKey()).isEqualTo(key(3));
    assertThat(version.toString()).doesNotContain("u-");
  }

  @Provide
  Arbitrary<List<IdentityLink>> links() {
    Arbitrary<UserKey> keys =
        Arbitraries.integers().between(0, KEYS - 1).map(number -> key(number));
    return keys.tuple2()
        .map(pair -> new IdentityLink(pair.get1(), pair.get2()))
        .list()
        .ofMaxSize(20);
  }
}
