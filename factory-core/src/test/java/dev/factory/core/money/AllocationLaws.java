package dev.factory.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The rounding law L1 to L8, for every amount and every weight a long can hold. */
class AllocationLaws {

  @Property
  void l1ThePartsAddUpToTheAmount(@ForAll long amount, @ForAll("weights") long[] weights) {
    assertThat(sum(Allocation.split(amount, weights))).isEqualTo(BigInteger.valueOf(amount));
  }

  @Property
  void l2EachPartIsTheFloorOrTheCeilingOfItsExactShare(
      @ForAll long amount, @ForAll("weights") long[] weights) {
    long[] parts = Allocation.split(amount, weights);
    BigInteger total = sum(weights);
    for (int party = 0; party < parts.length; party++) {
      BigInteger exact = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(weights[party]));
      BigInteger error = BigInteger.valueOf(parts[party]).multiply(total).subtract(exact).abs();
      assertThat(error).isLessThan(total);
    }
  }

  @Property
  void l3SplittingTheNegativeAmountGivesTheNegativeParts(
      @ForAll @LongRange(min = -Long.MAX_VALUE) long amount, @ForAll("weights") long[] weights) {
    long[] negated = Arrays.stream(Allocation.split(amount, weights)).map(part -> -part).toArray();
    assertThat(Allocation.split(-amount, weights)).isEqualTo(negated);
  }

  @Property
  void l4TheOrderOfThePartiesChangesNoPart(
      @ForAll long amount, @ForAll("weights") long[] weights, @ForAll Random random) {
    List<Integer> order = new ArrayList<>();
    for (int party = 0; party < weights.length; party++) {
      order.add(party);
    }
    Collections.shuffle(order, random);
    Map<String, Long> shuffled = new LinkedHashMap<>();
    Map<String, Long> backwards = new TreeMap<>(Collections.reverseOrder());
    Map<String, Long> expected = new HashMap<>();
    long[] parts = Allocation.split(amount, weights);
    for (int party : order) {
      shuffled.put(key(party), weights[party]);
      backwards.put(key(party), weights[party]);
      expected.put(key(party), parts[party]);
    }
    assertThat(Allocation.among(amount, shuffled)).isEqualTo(expected);
    assertThat(Allocation.among(amount, backwards)).isEqualTo(expected);
  }

  @Property
  void l4TiesGoToTheLowerIndex(
      @ForAll @LongRange(min = 0) long amount, @ForAll("weights") long[] weights) {
    long[] parts = Allocation.split(amount, weights);
    for (int party = 1; party < parts.length; party++) {
      if (weights[party] == weights[party - 1]) {
        assertThat(parts[party - 1]).isBetween(parts[party], parts[party] + 1);
      }
    }
  }

  @Property
  void l5WeightZeroGetsZero(@ForAll long amount, @ForAll("weights") long[] weights) {
    long[] parts = Allocation.split(amount, weights);
    for (int party = 0; party < parts.length; party++) {
      if (weights[party] == 0) {
        assertThat(parts[party]).isZero();
      }
    }
  }

  @Property
  void l6MultiplyingAllWeightsChangesNothing(
      @ForAll long amount,
      @ForAll("smallWeights") long[] weights,
      @ForAll @LongRange(min = 1, max = Long.MAX_VALUE / 1_000) long factor) {
    long[] scaled = Arrays.stream(weights).map(weight -> weight * factor).toArray();
    assertThat(Allocation.split(amount, scaled)).isEqualTo(Allocation.split(amount, weights));
  }

  @Property
  void l7NoOtherPartsAreCloserInTotal(
      @ForAll @IntRange(min = -20, max = 20) int amount,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 9) Integer> small) {
    long[] weights = small.stream().mapToLong(Integer::longValue).toArray();
    assumeThat(Arrays.stream(weights).sum()).isPositive();
    long[] parts = Allocation.split(amount, weights);
    assertThat(error(amount, weights, parts)).isEqualTo(leastError(amount, weights));
  }

  @Property
  void l8RefundingEverythingInAnySlicesReturnsEveryPart(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(max = Long.MAX_VALUE / 8) Long> slices,
      @ForAll("weights") long[] weights) {
    long[] returned = new long[weights.length];
    long before = 0;
    for (long slice : slices) {
      long[] parts = Allocation.increment(before, slice, weights);
      assertThat(sum(parts)).isEqualTo(BigInteger.valueOf(slice));
      for (int party = 0; party < parts.length; party++) {
        returned[party] += parts[party];
      }
      before += slice;
    }
    assertThat(returned).isEqualTo(Allocation.split(before, weights));
    long[] back = Allocation.increment(before, -before, weights);
    for (int party = 0; party < back.length; party++) {
      assertThat(returned[party] + back[party]).isZero();
    }
  }

  @Property
  void theBigIntegerPathEqualsTheLongPath(
      @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long amount,
      @ForAll("smallWeights") long[] weights) {
    long total = Arrays.stream(weights).sum();
    assertThat(NarrowSplit.split(amount, weights, total))
        .isEqualTo(WideSplit.split(amount, weights));
  }

  @Property
  void bothPathsAgreeWhereOneHandsOverToTheOther(
      @ForAll @IntRange(min = -2, max = 2) int offset,
      @ForAll @LongRange(min = 2, max = 1_000_000) long weight) {
    long amount = Long.MAX_VALUE / weight + offset;
    long[] weights = {weight, weight - 1, weight / 2};
    assertThat(Allocation.split(amount, weights)).isEqualTo(WideSplit.split(amount, weights));
  }

  @Property
  void partsInStepsAreTheStepTimesThePartsOfTheSteps(
      @ForAll int steps,
      @ForAll @LongRange(min = 1, max = Integer.MAX_VALUE) long step,
      @ForAll("weights") long[] weights) {
    long[] expected =
        Arrays.stream(Allocation.split(steps, weights)).map(part -> part * step).toArray();
    assertThat(Allocation.split(steps * step, weights, step)).isEqualTo(expected);
  }

  @Property
  void aShareIsTheSplitByTheRateAndItsComplement(
      @ForAll long amount,
      @ForAll @LongRange(min = 0) long first,
      @ForAll @LongRange(min = 1) long second) {
    Rate rate = Rate.of(Math.min(first, second), Math.max(first, second));
    long[] parts =
        WideSplit.split(
            amount, new long[] {rate.numerator(), rate.denominator() - rate.numerator()});
    assertThat(Allocation.share(amount, rate)).isEqualTo(new Allocation.Share(parts[0], parts[1]));
    assertThat(parts[0] + parts[1]).isEqualTo(amount);
  }

  @Property
  void aLargerShareNeverTakesLess(
      @ForAll @LongRange(min = 0) long amount,
      @ForAll @IntRange(max = 1_000) int small,
      @ForAll @IntRange(max = 1_000) int large) {
    Rate lower = Rate.of(Math.min(small, large), 1_000);
    Rate higher = Rate.of(Math.max(small, large), 1_000);
    assertThat(Allocation.share(amount, lower).taken())
        .isLessThanOrEqualTo(Allocation.share(amount, higher).taken());
  }

  @Property
  void theLargestValueOfARankIsTheOneSortingPutsThere(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = 20) Long> values,
      @ForAll @IntRange(min = 0, max = 59) int rank) {
    assumeThat(rank).isLessThan(values.size());
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    long[] scrambled = values.stream().mapToLong(Long::longValue).toArray();
    assertThat(NarrowSplit.largest(scrambled, rank + 1))
        .isEqualTo(sorted[sorted.length - 1 - rank]);
    Arrays.sort(scrambled);
    assertThat(scrambled).as("the values are only reordered").isEqualTo(sorted);
  }

  /** From nothing to the largest long, with repetitions, so that ties and overflow are common. */
  @Provide
  Arbitrary<long[]> weights() {
    Arbitrary<Long> few = Arbitraries.longs().between(0, 5);
    Arbitrary<Long> some = Arbitraries.longs().between(0, 1_000_000);
    Arbitrary<Long> any = Arbitraries.longs().between(0, Long.MAX_VALUE);
    Arbitrary<Long> most = Arbitraries.longs().between(Long.MAX_VALUE - 3, Long.MAX_VALUE);
    return Arbitraries.oneOf(
            few.list().ofMinSize(1).ofMaxSize(12),
            some.list().ofMinSize(1).ofMaxSize(12),
            Arbitraries.oneOf(few, some, any, most).list().ofMinSize(1).ofMaxSize(12),
            any.list().ofMinSize(1).ofMaxSize(12))
        .map(AllocationLaws::toArray)
        .filter(AllocationLaws::hasWeight);
  }

  @Provide
  Arbitrary<long[]> smallWeights() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(0, 5), Arbitraries.longs().between(0, 1_000))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(AllocationLaws::toArray)
        .filter(AllocationLaws::hasWeight);
  }

  private static long[] toArray(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private static boolean hasWeight(long[] weights) {
    return Arrays.stream(weights).anyMatch(weight -> weight > 0);
  }

  private static String key(int party) {
    return Character.toString('a' + party);
  }

  private static BigInteger sum(long[] values) {
    return Arrays.stream(values)
        .mapToObj(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The distance from the exact shares in total, times the sum of the weights. */
  private static long error(long amount, long[] weights, long[] parts) {
    long total = Arrays.stream(weights).sum();
    long error = 0;
    for (int party = 0; party < parts.length; party++) {
      error += Math.abs(parts[party] * total - amount * weights[party]);
    }
    return error;
  }

  /** Tries every list of whole parts within two units of the exact shares. */
  private static long leastError(long amount, long[] weights) {
    long total = Arrays.stream(weights).sum();
    long least = Long.MAX_VALUE;
    int choices = (int) Math.pow(5, weights.length);
    for (int choice = 0; choice < choices; choice++) {
      long[] parts = new long[weights.length];
      int digits = choice;
      for (int party = 0; party < parts.length; party++) {
        parts[party] = Math.floorDiv(amount * weights[party], total) - 2 + digits % 5;
        digits /= 5;
      }
      if (Arrays.stream(parts).sum() == amount) {
        least = Math.min(least, error(amount, weights, parts));
      }
    }
    return least;
  }
}
