package dev.factory.cost.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class MoneyLaws {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");

  @Property(tries = 1_000)
  void aChargeIsRoundedAsExactDecimalsAre(@ForAll long femtos) {
    ExactCost cost = new ExactCost(USD, femtos);
    BigDecimal exact = BigDecimal.valueOf(femtos, 6);
    assertThat(BigDecimal.valueOf(cost.ceiling().nanos()))
        .isEqualByComparingTo(exact.setScale(0, RoundingMode.CEILING));
    assertThat(BigDecimal.valueOf(cost.halfEven().nanos()))
        .isEqualByComparingTo(exact.setScale(0, RoundingMode.HALF_EVEN));
  }

  @Property(tries = 1_000)
  void everyPriceForAMillionWithNineDecimalsIsHeldExactly(@ForAll @LongRange(min = 0) long femtos) {
    UnitPrice price = new UnitPrice(femtos);
    assertThat(UnitPrice.perMillion(price.perMillionText())).isEqualTo(price);
    assertThat(UnitPrice.perUnit(BigDecimal.valueOf(femtos, 15))).isEqualTo(price);
  }

  @Property(tries = 1_000)
  void minorUnitsAreHeldExactly(@ForAll int minor) {
    assertThat(NanoMoney.of(Money.ofMinor("USD", minor)).decimal(2))
        .isEqualTo(BigDecimal.valueOf(minor, 2));
  }

  @Example
  void whatDoesNotFitIsAnErrorAndNeverWrong() {
    NanoMoney most = NanoMoney.ofNanos(USD, Long.MAX_VALUE);
    assertThatThrownBy(() -> most.plus(NanoMoney.ofNanos(USD, 1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new UnitPrice(Long.MAX_VALUE).times(2))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> UnitPrice.perMillion("0.0000000001"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> UnitPrice.perMillion("-1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NanoMoney.parse(USD, "1.0000000001"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> most.plus(NanoMoney.zero(CurrencyUnit.of("EUR"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
