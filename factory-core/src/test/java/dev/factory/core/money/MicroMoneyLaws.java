package dev.factory.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class MicroMoneyLaws {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");

  @Property
  void payableAndCarryAreTheAccruedAmount(
      @ForAll long micro, @ForAll @LongRange(min = 1) long step) {
    MicroMoney accrued = MicroMoney.ofMicro(USD, micro);
    Payable split = accrued.payable(step);
    assertThat(MicroMoney.of(split.payable()).plus(split.carry())).isEqualTo(accrued);
  }

  @Property
  void thePayableAmountIsTheLargestMultipleOfTheStepThatIsCovered(
      @ForAll @LongRange(min = 0) long micro, @ForAll @LongRange(min = 1, max = 10_000) long step) {
    Payable split = MicroMoney.ofMicro(USD, micro).payable(step);
    assertThat(split.payable().minor() % step).isZero();
    assertThat(split.carry().micro())
        .isNotNegative()
        .isLessThan(step * MicroMoney.MICROS_PER_MINOR);
  }

  @Property
  void aNegativeAmountPaysNothing(
      @ForAll @LongRange(min = Long.MIN_VALUE, max = -1) long micro,
      @ForAll @LongRange(min = 1) long step) {
    MicroMoney debt = MicroMoney.ofMicro(USD, micro);
    assertThat(debt.payable(step)).isEqualTo(new Payable(Money.zero(USD), debt));
  }

  @Property
  void carriedForwardForEverThePaidTotalIsLessThanOneMinorUnitBehind(
      @ForAll @Size(max = 24) List<@LongRange(min = 0, max = 10_000_000_000L) Long> months) {
    MicroMoney carry = MicroMoney.zero(USD);
    MicroMoney earned = MicroMoney.zero(USD);
    Money paid = Money.zero(USD);
    for (long month : months) {
      earned = earned.plus(MicroMoney.ofMicro(USD, month));
      Payable statement = carry.plus(MicroMoney.ofMicro(USD, month)).payable();
      paid = paid.plus(statement.payable());
      carry = statement.carry();
      assertThat(earned.minus(MicroMoney.of(paid)).micro())
          .isNotNegative()
          .isLessThan(MicroMoney.MICROS_PER_MINOR);
    }
  }

  @Property
  void flooringRoundsTowardNegativeInfinity(@ForAll long micro) {
    long floor = BigDecimal.valueOf(micro, 6).setScale(0, RoundingMode.FLOOR).longValueExact();
    assertThat(MicroMoney.ofMicro(USD, micro).floorToMinor()).isEqualTo(Money.ofMinor(USD, floor));
  }

  @Property
  void sumsCancelAndKeepTheOrderOfTheirMillionths(@ForAll int left, @ForAll int right) {
    MicroMoney first = MicroMoney.ofMicro(USD, left);
    MicroMoney second = MicroMoney.ofMicro(USD, right);
    assertThat(first.plus(second).minus(second)).isEqualTo(first);
    assertThat(first.plus(second.negated())).isEqualTo(first.minus(second));
    assertThat(first.compareTo(second)).isEqualTo(Integer.compare(left, right));
    assertThat(first.isNegative()).isEqualTo(left < 0);
    assertThat(first.isZero()).isEqualTo(left == 0);
  }
}
