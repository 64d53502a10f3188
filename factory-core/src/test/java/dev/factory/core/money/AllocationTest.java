package dev.factory.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final long MIN = Long.MIN_VALUE;
  private static final long MAX = Long.MAX_VALUE;

  @Test
  void aDollarAmongThreeGivesTheOddCentToTheFirst() {
    assertThat(Allocation.split(100, weights(1, 1, 1))).containsExactly(34, 33, 33);
    assertThat(Allocation.split(-100, weights(1, 1, 1))).containsExactly(-34, -33, -33);
    assertThat(Allocation.split(200, weights(1, 1, 1))).containsExactly(67, 67, 66);
  }

  @Test
  void theLargestRemaindersAreServedFirst() {
    // exact shares 4.7, 2.3, 2.0 and 1.0
    assertThat(Allocation.split(10, weights(47, 23, 20, 10))).containsExactly(5, 2, 2, 1);
    // exact shares 1.6, 0.8 and 0.6: two units for the two largest of .6, .8, .6
    assertThat(Allocation.split(3, weights(8, 4, 3))).containsExactly(2, 1, 0);
  }

  @Test
  void aPartyWithoutWeightGetsNothing() {
    assertThat(Allocation.split(5, weights(0, 3, 0))).containsExactly(0, 5, 0);
    assertThat(Allocation.split(0, weights(0, 3, 4))).containsExactly(0, 0, 0);
  }

  @Test
  void theExtremesOfALongAreSplitExactly() {
    assertThat(Allocation.split(MIN, weights(1))).containsExactly(MIN);
    assertThat(Allocation.split(MIN, weights(MAX, MAX))).containsExactly(MIN / 2, MIN / 2);
    assertThat(Allocation.split(MAX, weights(MAX, MAX))).containsExactly(MAX / 2 + 1, MAX / 2);
    assertThat(Allocation.split(MAX, weights(1, 1, 1)))
        .containsExactly(MAX / 3 + 1, MAX / 3, MAX / 3);
    assertThat(Allocation.split(1, weights(MAX, MAX, MAX))).containsExactly(1, 0, 0);
    assertThat(Allocation.split(2, weights(MAX - 1, MAX, MAX))).containsExactly(0, 1, 1);
  }

  @Test
  void manyPartiesAreServedInOrderOfTheirRemainders() {
    // party p of 10,000 has weight p, so its remainder is p * 4999 modulo the total
    long[] weights = LongStream.range(0, 10_000).toArray();
    assertThat(Allocation.split(4_999, weights)).isEqualTo(WideSplit.split(4_999, weights));
  }

  @Test
  void wrongWeightsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Allocation.split(1, weights(1, 2, -5)))
        .withMessage("weight 2 is -5; a weight is zero or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Allocation.split(0, weights(0, 0)))
        .withMessage("all 2 weights are zero; at least one must be more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Allocation.split(0, weights()))
        .withMessage("there is no weight; a split needs at least one that is more than zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Allocation.split(1, weights(MAX, MAX, -1)))
        .withMessage("weight 2 is -1; a weight is zero or more");
  }

  @Nested
  class InSteps {
    @Test
    void everyPartIsAMultipleOfTheStep() {
      assertThat(Allocation.split(1_000, weights(1, 1, 1), 100)).containsExactly(400, 300, 300);
      assertThat(Allocation.split(7, weights(1, 1), 1)).containsExactly(4, 3);
      assertThat(Allocation.split(MIN, weights(1, 1), MAX / 2 + 1))
          .containsExactly(MIN / 2, MIN / 2);
    }

    @Test
    void theStepMustDivideTheAmount() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Allocation.split(150, weights(1), 100))
          .withMessage("the amount 150 is not a multiple of the step 100");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Allocation.split(150, weights(1), 0))
          .withMessage("a step is 1 or more, not 0");
    }
  }

  @Nested
  class InSlices {
    @Test
    void refundingASaleInThreeSlicesReturnsEveryPart() {
      long[] weights = weights(7, 2, 1);
      assertThat(Allocation.split(999, weights)).containsExactly(699, 200, 100);
      assertThat(Allocation.increment(0, 333, weights)).containsExactly(233, 67, 33);
      assertThat(Allocation.increment(333, 333, weights)).containsExactly(233, 66, 34);
      assertThat(Allocation.increment(666, 333, weights)).containsExactly(233, 67, 33);
    }

    @Test
    void aPartMayMoveAgainstTheSliceByOneUnit() {
      // the Alabama paradox: of 25 the last party gets 4, of 26 only 3
      long[] weights = weights(1_500, 1_500, 900, 500, 500, 200);
      assertThat(Allocation.split(25, weights)).containsExactly(7, 7, 4, 3, 3, 1);
      assertThat(Allocation.split(26, weights)).containsExactly(8, 8, 5, 2, 2, 1);
      assertThat(Allocation.increment(25, 1, weights)).containsExactly(1, 1, 1, -1, -1, 0);
    }

    @Test
    void aTotalBeyondALongIsRefused() {
      assertThatThrownBy(() -> Allocation.increment(MAX, 1, weights(1)))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining("9223372036854775807 + 1 units");
    }
  }

  @Nested
  class AmongKeys {
    @Test
    void tiesGoToTheLowerKey() {
      NavigableMap<String, Long> parts =
          Allocation.among(5, Map.of("pub-2", 1L, "pub-1", 1L, "pub-3", 0L));
      assertThat(parts)
          .containsExactly(Map.entry("pub-1", 3L), Map.entry("pub-2", 2L), Map.entry("pub-3", 0L));
    }

    @Test
    void moneyStaysInItsCurrency() {
      Map<String, Long> weights = Map.of("b", 1L, "a", 2L);
      assertThat(Allocation.among(Money.ofMinor("EUR", 100), weights))
          .containsExactly(
              Map.entry("a", Money.ofMinor("EUR", 67)), Map.entry("b", Money.ofMinor("EUR", 33)));
      CurrencyUnit eur = CurrencyUnit.of("EUR");
      assertThat(Allocation.among(MicroMoney.ofMicro(eur, 100), weights))
          .containsExactly(
              Map.entry("a", MicroMoney.ofMicro(eur, 67)),
              Map.entry("b", MicroMoney.ofMicro(eur, 33)));
    }

    @Test
    void keysThatCompareAsEqualAreRefused() {
      Map<BigDecimal, Long> weights = Map.of(new BigDecimal("1.0"), 1L, BigDecimal.ONE, 1L);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Allocation.among(1, weights))
          .withMessage("two keys compare as equal; each party needs a key of its own");
    }

    @Test
    void theResultCannotBeChanged() {
      NavigableMap<String, Long> parts = Allocation.among(1, Map.of("a", 1L));
      assertThatThrownBy(parts::clear).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class SharesOfARate {
    @Test
    void theTieGoesToTheTakenPart() {
      assertThat(Allocation.share(1, Rate.of(1, 2))).isEqualTo(new Allocation.Share(1, 0));
      assertThat(Allocation.share(-1, Rate.of(1, 2))).isEqualTo(new Allocation.Share(-1, 0));
    }

    @Test
    void nothingAndEverythingAreShares() {
      assertThat(Allocation.share(7, Rate.of(0, 1))).isEqualTo(new Allocation.Share(0, 7));
      assertThat(Allocation.share(7, Rate.of(1, 1))).isEqualTo(new Allocation.Share(7, 0));
    }

    @Test
    void moreThanTheWholeIsRefused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Allocation.share(1, Rate.of(3, 2)))
          .withMessage("a share is at most 1, not 3/2");
    }
  }

  @Nested
  class TheLargestValueOfARank {
    @Test
    void isFoundInAnOrderMadeToDefeatTheSearch() {
      long[] killer = medianOfThreeKiller(4_096);
      long[] ascending = killer.clone();
      Arrays.sort(ascending);
      for (int rank = 1; rank <= killer.length; rank += 65) {
        assertThat(NarrowSplit.largest(killer.clone(), rank))
            .isEqualTo(ascending[killer.length - rank]);
      }
    }

    /** An order in which the middle of first, middle and last is always almost the smallest. */
    private long[] medianOfThreeKiller(int length) {
      long[] values = new long[length];
      int half = length / 2;
      for (int at = 0; at < half; at++) {
        values[at] = at % 2 == 0 ? at + 1 : half + at + 1 - half % 2;
        values[half + at] = 2L * (at + 1);
      }
      return values;
    }
  }

  private static long[] weights(long... weights) {
    return weights;
  }
}
