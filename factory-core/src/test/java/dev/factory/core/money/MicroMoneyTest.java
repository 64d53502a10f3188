package dev.factory.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MicroMoneyTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final CurrencyUnit EUR = CurrencyUnit.of("EUR");

  @Test
  void aMillionSalesAreRoundedOnceAndLoseNothing() {
    Rate seventyPercent = Rate.parse("70%");
    long sale = MicroMoney.of(Money.ofMinor(USD, 4_999)).micro();
    MicroMoney accrued = MicroMoney.zero(USD);
    for (int sold = 0; sold < 1_000_000; sold++) {
      accrued =
          accrued.plus(MicroMoney.ofMicro(USD, Allocation.share(sale, seventyPercent).taken()));
    }
    assertThat(accrued.payable().payable().display()).isEqualTo("$34,993,000.00");
    assertThat(accrued.payable().carry().isZero()).isTrue();
  }

  @Test
  void whatIsBelowTheStepIsCarried() {
    MicroMoney accrued = MicroMoney.ofMicro(USD, 12_345_678_901L);
    assertThat(accrued.payable(100))
        .isEqualTo(new Payable(Money.ofMinor(USD, 12_300), MicroMoney.ofMicro(USD, 45_678_901L)));
    assertThat(accrued.payable())
        .isEqualTo(new Payable(Money.ofMinor(USD, 12_345), MicroMoney.ofMicro(USD, 678_901L)));
  }

  @Test
  void aDebtPaysNothingAndIsCarriedWhole() {
    MicroMoney debt = MicroMoney.ofMicro(USD, -1);
    assertThat(debt.payable()).isEqualTo(new Payable(Money.zero(USD), debt));
    assertThat(debt.floorToMinor()).isEqualTo(Money.ofMinor(USD, -1));
  }

  @Test
  void aStepBeyondEveryAmountCarriesEverything() {
    MicroMoney most = MicroMoney.ofMicro(USD, Long.MAX_VALUE);
    assertThat(most.payable(Long.MAX_VALUE)).isEqualTo(new Payable(Money.zero(USD), most));
  }

  @Test
  void aStepIsOneOrMore() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MicroMoney.zero(USD).payable(0))
        .withMessage("a step is 1 minor unit or more, not 0");
  }

  @Test
  void moneyBeyondTheRangeOfMillionthsIsRefused() {
    Money most = Money.ofMinor(USD, 9_223_372_036_854L);
    assertThat(MicroMoney.of(most).floorToMinor()).isEqualTo(most);
    assertThat(MicroMoney.of(most.negated()).floorToMinor()).isEqualTo(most.negated());
    assertThatThrownBy(() -> MicroMoney.of(Money.ofMinor(USD, 9_223_372_036_855L)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "9223372036855 * 1000000 millionths of a minor unit of USD does not fit a 64-bit whole"
                + " number; nothing was changed");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    MicroMoney most = MicroMoney.ofMicro(USD, Long.MAX_VALUE);
    MicroMoney least = MicroMoney.ofMicro(USD, Long.MIN_VALUE);
    assertThatThrownBy(() -> most.plus(most)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> least.minus(most)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(least::negated)
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("millionths of a minor unit of USD");
  }

  @Test
  void amountsOfTwoCurrenciesNeverMeet() {
    MicroMoney dollars = MicroMoney.ofMicro(USD, 1);
    MicroMoney euros = MicroMoney.ofMicro(EUR, 1);
    assertThatThrownBy(() -> dollars.plus(euros)).isInstanceOf(CurrencyMismatchException.class);
    assertThatThrownBy(() -> dollars.minus(euros)).isInstanceOf(CurrencyMismatchException.class);
    assertThatThrownBy(() -> dollars.compareTo(euros))
        .isInstanceOf(CurrencyMismatchException.class);
    assertThatThrownBy(() -> new Payable(Money.zero(USD), euros))
        .isInstanceOf(CurrencyMismatchException.class);
  }

  @Test
  void aPayableAmountIsNeverNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Payable(Money.ofMinor(USD, -1), MicroMoney.zero(USD)))
        .withMessage("a payable amount is zero or more, not -1 minor units");
  }
}
