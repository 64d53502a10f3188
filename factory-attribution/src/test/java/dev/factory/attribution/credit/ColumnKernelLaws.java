package dev.factory.attribution.credit;

import static dev.factory.attribution.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.core.money.Allocation;
import dev.factory.core.money.Rate;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ColumnKernelLaws {
  private static Map<EventId, List<Credit>> byObjects(
      List<Touchpoint> touches, List<Conversion> conversions, PolicyBook policies) {
    Map<EventId, List<Credit>> credits = new TreeMap<>();
    AttributionKernel.attribute(
        touches, conversions, policies, set -> credits.put(set.conversionId(), set.credits()));
    return credits;
  }

  private static Map<EventId, List<Credit>> byColumns(
      EventColumns columns, PolicyBook policies, int threads) {
    Map<EventId, List<Credit>> credits = new TreeMap<>();
    ColumnKernel.attribute(
            columns.touches, columns.conversions, policies, threads, () -> columns.new Kept())
        .forEach(kept -> credits.putAll(kept.credits));
    return credits;
  }

  private static String digest(EventColumns columns, PolicyBook policies, int threads) {
    return ColumnKernel.attribute(
            columns.touches,
            columns.conversions,
            policies,
            threads,
            () -> new CreditDigest(columns.touches, columns.conversions))
        .stream()
        .reduce(CreditDigest::plus)
        .orElseThrow()
        .toString();
  }

  @Property
  void columnsGiveTheCreditsOfObjects(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("policies") PolicyVersion policy) {
    PolicyBook book = PolicyBook.of(policy);
    assertThat(byColumns(new EventColumns(touches, conversions), book, 1))
        .isEqualTo(byObjects(touches, conversions, book));
  }

  @Property
  void soTheyDoUnderFiltersAndSeveralPolicies(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("filtered") PolicyVersion policy,
      @ForAll("filtered") PolicyVersion other,
      @ForAll @IntRange(max = GeneratedEvents.DAYS) int day) {
    Instant change = GeneratedEvents.EVERYTHING.validFrom().plus(Duration.ofDays(20_454L + day));
    PolicyVersion later =
        new PolicyVersion(
            change,
            null,
            other.windows(),
            other.offers(),
            other.model(),
            other.publisherShare(),
            other.filters());
    PolicyBook book = PolicyBook.of(policy, later);
    assertThat(byColumns(new EventColumns(touches, conversions), book, 1))
        .isEqualTo(byObjects(touches, conversions, book));
  }

  @Property
  void orderRepetitionsThreadsAndPartitionsDoNotChangeTheHash(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("filtered") PolicyVersion policy,
      @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll Random random) {
    PolicyBook book = PolicyBook.of(policy);
    List<Touchpoint> moreTouches = new ArrayList<>(touches);
    moreTouches.addAll(touches);
    Collections.shuffle(moreTouches, random);
    List<Conversion> moreConversions = new ArrayList<>(conversions);
    moreConversions.addAll(conversions);
    Collections.shuffle(moreConversions, random);
    assertThat(digest(new EventColumns(moreTouches, moreConversions), book, threads))
        .isEqualTo(digest(new EventColumns(touches, conversions), book, 1));
  }

  @Property
  void theHashTellsOtherCreditsApart(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> conversions,
      @ForAll("policies") PolicyVersion policy,
      @ForAll("policies") PolicyVersion other) {
    PolicyBook one = PolicyBook.of(policy);
    PolicyBook two = PolicyBook.of(other);
    boolean same =
        byObjects(touches, conversions, one).equals(byObjects(touches, conversions, two));
    EventColumns columns = new EventColumns(touches, conversions);
    assertThat(digest(columns, one, 1).equals(digest(columns, two, 1))).isEqualTo(same);
  }

  @Property
  void totalsOfAnyNumberOfThreadsAddUpToTheGross(
      @ForAll("touches") List<Touchpoint> touches,
      @ForAll("conversions") List<Conversion> sales,
      @ForAll("filtered") PolicyVersion policy,
      @ForAll @IntRange(min = 1, max = 4) int threads) {
    // eight of the largest sales together do not fit 64 bits
    List<Conversion> conversions = sales.stream().map(ColumnKernelLaws::aTenthOf).toList();
    EventColumns columns = new EventColumns(touches, conversions);
    PublisherTotals totals =
        ColumnKernel.attribute(
                columns.touches,
                columns.conversions,
                PolicyBook.of(policy),
                threads,
                () -> new PublisherTotals(columns.touches, 10))
            .stream()
            .reduce(PublisherTotals::plus)
            .orElseThrow();
    BigInteger sum = BigInteger.valueOf(totals.unattributedCredit());
    for (int publisher = 0; publisher < 10; publisher++) {
      sum = sum.add(BigInteger.valueOf(totals.credit(publisher)));
    }
    BigInteger gross = BigInteger.ZERO;
    for (Conversion conversion : conversions) {
      gross = gross.add(BigInteger.valueOf(conversion.gross().minor() * 1_000_000));
    }
    assertThat(sum).isEqualTo(gross);
    assertThat(totals.conversions()).isEqualTo(conversions.size());
  }

  private static Conversion aTenthOf(Conversion sale) {
    return new Conversion(
        sale.eventId(),
        sale.orderId(),
        sale.userKey(),
        sale.at(),
        usd(sale.gross().minor() / 10),
        sale.offerId(),
        sale.milestone());
  }

  @Property
  void aSplitOfAPathIsTheSplitOfCore(
      @ForAll @LongRange(min = 0) long amount,
      @ForAll @Size(min = 1, max = 100) List<@LongRange(max = Long.MAX_VALUE / 100) Long> list) {
    long[] weights = list.stream().mapToLong(Long::longValue).toArray();
    weights[0] = Math.max(1, weights[0]);
    PathSplit split = new PathSplit();
    long[] parts = new long[weights.length];
    split.weights(weights, weights.length);
    split.split(amount, weights, weights.length, parts);
    assertThat(parts).isEqualTo(Allocation.split(amount, weights));
    split.split(amount / 3, weights, weights.length, parts);
    assertThat(parts).isEqualTo(Allocation.split(amount / 3, weights));
  }

  @Property
  void equalPartsAndSharesAreThoseOfCore(
      @ForAll @LongRange(min = 0) long amount,
      @ForAll @IntRange(min = 1, max = 100) int size,
      @ForAll @LongRange(min = 0) long numerator,
      @ForAll @LongRange(min = 1) long denominator) {
    long[] weights = new long[size];
    Arrays.fill(weights, 1);
    long[] parts = new long[size];
    PathSplit.equal(amount, size, parts);
    assertThat(parts).isEqualTo(Allocation.split(amount, weights));
    Rate rate = Rate.of(Math.min(numerator, denominator), denominator);
    assertThat(PathSplit.share(amount, rate)).isEqualTo(Allocation.share(amount, rate).taken());
  }

  @Property
  void wideQuotientsAreExact(
      @ForAll long high,
      @ForAll long low,
      @ForAll @LongRange(min = Long.MIN_VALUE, max = -1) long divisor) {
    long top = Long.remainderUnsigned(high, divisor);
    BigInteger dividend = unsigned(top).shiftLeft(64).add(unsigned(low));
    long reciprocal = WideDivision.reciprocal(divisor);
    assertThat(unsigned(WideDivision.quotient(top, low, divisor, reciprocal)))
        .isEqualTo(dividend.divide(unsigned(divisor)));
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  @Provide
  Arbitrary<List<Touchpoint>> touches() {
    // long paths too, beyond what is sorted by insertion
    return Arbitraries.frequencyOf(
        Tuple.of(9, GeneratedEvents.touches()),
        Tuple.of(
            1,
            GeneratedEvents.touch()
                .list()
                .ofMinSize(150)
                .ofMaxSize(300)
                .map(GeneratedEvents::numbered)));
  }

  @Provide
  Arbitrary<List<Conversion>> conversions() {
    return GeneratedEvents.conversions();
  }

  @Provide
  Arbitrary<PolicyVersion> policies() {
    return GeneratedEvents.policies();
  }

  @Provide
  Arbitrary<PolicyVersion> filtered() {
    return GeneratedEvents.filteredPolicies();
  }
}
