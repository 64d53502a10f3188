package dev.factory.attribution.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.attribution.event.TouchKind;
import dev.factory.attribution.policy.CreditModel.Milestones;
import dev.factory.attribution.policy.CreditModel.Position;
import dev.factory.attribution.policy.CreditModel.TimeDecay;
import dev.factory.attribution.policy.CreditModel.TwoTouches;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class CreditModelLaws {
  private static final long YEARS_100 = 3_153_600_000_000_000L;

  /** A path of clicks with these ages in microseconds, oldest first. */
  static final class Ages implements CreditPath {
    private final long[] ages;

    Ages(long... ages) {
      this.ages = ages;
    }

    static Ages of(List<Long> ages) {
      long[] sorted = ages.stream().mapToLong(Long::longValue).sorted().toArray();
      for (int low = 0, high = sorted.length - 1; low < high; low++, high--) {
        long age = sorted[low];
        sorted[low] = sorted[high];
        sorted[high] = age;
      }
      return new Ages(sorted);
    }

    @Override
    public int size() {
      return ages.length;
    }

    @Override
    public long ageMicros(int touch) {
      return ages[touch];
    }

    @Override
    public String channel(int touch) {
      return touch % 3 == 2 ? DIRECT : "search";
    }

    @Override
    public TouchKind kind(int touch) {
      return TouchKind.CLICK;
    }

    @Override
    public boolean hasFlag(int touch, String flag) {
      return flag.equals("lead") && touch % 4 == 1;
    }
  }

  private static Ages path(int size) {
    long[] ages = new long[size];
    Arrays.setAll(ages, touch -> size - touch);
    return new Ages(ages);
  }

  @Property
  void decayIsThePowerOfTwoToTheLastPlaces(
      @ForAll @LongRange(min = 0, max = YEARS_100) long dividend,
      @ForAll @LongRange(min = 1, max = YEARS_100) long divisor) {
    long power = DecayTable.power(dividend, divisor);
    long whole = dividend / divisor;
    if (whole > 62) {
      assertThat(power).isZero();
      return;
    }
    // the root of 2^-(p/q) by the definition: power^q = 2^-p is too large, so by the series of exp
    BigDecimal exact = halved(BigDecimal.valueOf(dividend % divisor), divisor);
    BigDecimal scaled =
        exact
            .multiply(BigDecimal.valueOf(DecayTable.ONE))
            .divide(BigDecimal.valueOf(2).pow((int) whole));
    assertThat(scaled.subtract(BigDecimal.valueOf(power)).abs()).isLessThan(BigDecimal.valueOf(9));
  }

  private static BigDecimal halved(BigDecimal rest, long divisor) {
    MathContext precision = new MathContext(40);
    BigDecimal ln2 = new BigDecimal("0.69314718055994530941723212145817656807550013436026");
    BigDecimal x = rest.divide(BigDecimal.valueOf(divisor), precision).multiply(ln2).negate();
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int n = 1; n < 40; n++) {
      term = term.multiply(x, precision).divide(BigDecimal.valueOf(n), precision);
      sum = sum.add(term);
    }
    return sum;
  }

  @Property
  void aYoungerTouchWeighsMoreUntilBothWeighNothing(
      @ForAll @LongRange(min = 0, max = YEARS_100) long age,
      @ForAll @LongRange(min = 1, max = YEARS_100) long halfLife) {
    long younger = DecayTable.power(age, halfLife);
    long older = DecayTable.power(age + 1, halfLife);
    assertThat(older).isLessThanOrEqualTo(younger);
    if (age / halfLife < 8) {
      assertThat(older).isLessThan(younger);
    }
  }

  @Property
  void aHalfLifeHalvesExactly(
      @ForAll @LongRange(min = 0, max = YEARS_100 / 2) long age,
      @ForAll @LongRange(min = 1, max = YEARS_100 / 2) long halfLife) {
    assertThat(DecayTable.power(age + halfLife, halfLife))
        .isEqualTo(DecayTable.power(age, halfLife) >>> 1);
  }

  @Property
  void decayDependsOnDistancesAlone(
      @ForAll @Size(min = 1, max = 20) List<@LongRange(max = 1_000_000_000_000L) Long> ages,
      @ForAll @LongRange(max = 1_000_000_000_000L) long shift) {
    Ages path = Ages.of(ages);
    Ages shifted = Ages.of(ages.stream().map(age -> age + shift).toList());
    CreditModel decay = new TimeDecay(Duration.ofDays(7));
    assertThat(decay.weights(shifted)).isEqualTo(decay.weights(path));
  }

  @Property
  void anInfiniteHalfLifeIsLinearAndNoneIsLastTouch(
      @ForAll @Size(min = 1, max = 20) List<@LongRange(max = 1_000_000_000_000L) Long> ages) {
    Ages path = Ages.of(ages);
    assertThat(new TimeDecay(TimeDecay.INFINITE).weights(path))
        .isEqualTo(CreditModel.LINEAR.weights(path));
    assertThat(new TimeDecay(Duration.ZERO).weights(path))
        .isEqualTo(CreditModel.LAST_TOUCH.weights(path));
  }

  @Property
  void weightsOfEveryModelFitTogetherAndSomeAreMoreThanZero(
      @ForAll("models") CreditModel model,
      @ForAll @Size(min = 1, max = 300) List<@LongRange(max = YEARS_100) Long> ages) {
    long sum = 0;
    for (long weight : model.weights(Ages.of(ages))) {
      assertThat(weight).isNotNegative();
      sum = Math.addExact(sum, weight);
    }
    assertThat(sum).isPositive();
  }

  @Property
  void positionGivesEachItsMillionths(
      @ForAll @IntRange(min = 0, max = 500_000) int first,
      @ForAll @IntRange(min = 0, max = 500_000) int last,
      @ForAll @IntRange(min = 3, max = 50) int size) {
    long[] weights = new Position(first, last, TwoTouches.SPLIT_MIDDLE).weights(path(size));
    long total = Arrays.stream(weights).sum();
    if (first + last > 0) {
      assertThat(weights[0] * 1_000_000).isEqualTo(first * total);
      assertThat(weights[size - 1] * 1_000_000).isEqualTo(last * total);
    }
    assertThat(Arrays.stream(weights, 1, size - 1).distinct().count()).isOne();
  }

  @Property
  void theMilestoneOfAWGetsItsPartUnlessThePathHasNone(
      @ForAll @IntRange(min = 1, max = 50) int size) {
    long[] weights = Milestones.wShape("lead").weights(path(size));
    long total = Arrays.stream(weights).sum();
    int lead = (size + 2) / 4 * 4 - 3;
    if (lead > 0 && lead < size - 1 && size > 3) {
      assertThat(weights[lead] * 10).isEqualTo(3 * total);
      assertThat(weights[0] * 10).isEqualTo(3 * total);
      assertThat(weights[size - 1] * 10).isEqualTo(3 * total);
    }
  }

  @Provide
  Arbitrary<CreditModel> models() {
    return Arbitraries.of(
        CreditModel.FIRST_TOUCH,
        CreditModel.LAST_TOUCH,
        CreditModel.LAST_NON_DIRECT,
        CreditModel.LINEAR,
        new Position(400_000, 400_000, TwoTouches.RENORMALISE),
        new Position(0, 0, TwoTouches.RENORMALISE),
        Milestones.wShape("lead"),
        Milestones.wShape("never"),
        new TimeDecay(Duration.ofNanos(1_000)),
        new TimeDecay(Duration.ofDays(36_500)));
  }
}
