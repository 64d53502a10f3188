package dev.factory.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MoneyLaws {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  @Property
  void readingThePlainDecimalGivesTheAmountBack(
      @ForAll("currencies") CurrencyUnit currency, @ForAll long minor) {
    Money money = Money.ofMinor(currency, minor);
    assertThat(Money.parse(currency, money.toDecimal())).isEqualTo(money);
  }

  @Property
  void readingTheDisplayFormGivesTheAmountBack(
      @ForAll("currencies") CurrencyUnit currency, @ForAll long minor) {
    Money money = Money.ofMinor(currency, minor);
    assertThat(Money.parseDisplay(currency, money.display())).isEqualTo(money);
  }

  @Property
  void thePlainDecimalIsTheNumberThatBigDecimalWrites(
      @ForAll("currencies") CurrencyUnit currency, @ForAll long minor) {
    assertThat(Money.ofMinor(currency, minor).toDecimal())
        .isEqualTo(BigDecimal.valueOf(minor, currency.exponent()).toPlainString());
  }

  @Property(tries = 10_000)
  void aTextIsReadExactlyWhenItIsAPlainDecimalThatFits(
      @ForAll("currencies") CurrencyUnit currency, @ForAll("almostAmounts") String text) {
    String decimals = "(\\.[0-9]{1," + currency.exponent() + "})?";
    boolean plain = Pattern.matches("-?[0-9]+" + (currency.exponent() == 0 ? "" : decimals), text);
    BigInteger exact =
        plain
            ? new BigDecimal(text).movePointRight(currency.exponent()).toBigIntegerExact()
            : BigInteger.ZERO;
    if (plain && fits(exact)) {
      assertThat(Money.parse(currency, text).minor()).isEqualTo(exact.longValueExact());
    } else {
      assertThatThrownBy(() -> Money.parse(currency, text)).isInstanceOf(FactoryException.class);
    }
  }

  @Property
  void sumsAndDifferencesAreExactOrRefused(@ForAll long left, @ForAll long right) {
    Money first = Money.ofMinor(USD, left);
    Money second = Money.ofMinor(USD, right);
    BigInteger sum = BigInteger.valueOf(left).add(BigInteger.valueOf(right));
    BigInteger difference = BigInteger.valueOf(left).subtract(BigInteger.valueOf(right));
    if (fits(sum)) {
      assertThat(first.plus(second).minor()).isEqualTo(sum.longValueExact());
    } else {
      assertThatThrownBy(() -> first.plus(second)).isInstanceOf(ArithmeticException.class);
    }
    if (fits(difference)) {
      assertThat(first.minus(second).minor()).isEqualTo(difference.longValueExact());
    } else {
      assertThatThrownBy(() -> first.minus(second)).isInstanceOf(ArithmeticException.class);
    }
  }

  @Property
  void amountsOrderLikeTheirMinorUnits(@ForAll long left, @ForAll long right) {
    assertThat(Money.ofMinor(USD, left).compareTo(Money.ofMinor(USD, right)))
        .isEqualTo(Long.compare(left, right));
  }

  @Property
  void negatingTwiceChangesNothing(@ForAll int minor) {
    Money money = Money.ofMinor(USD, minor);
    assertThat(money.negated().negated()).isEqualTo(money);
    assertThat(money.plus(money.negated())).isEqualTo(Money.zero(USD));
  }

  @Provide
  Arbitrary<CurrencyUnit> currencies() {
    return Arbitraries.of("USD", "EUR", "JPY", "KWD", "CLF").map(CurrencyUnit::of);
  }

  @Provide
  Arbitrary<String> almostAmounts() {
    Arbitrary<String> anything =
        Arbitraries.strings().withChars("0123456789.-+,eE $٣").ofMaxLength(8);
    Arbitrary<String> large =
        Arbitraries.bigIntegers()
            .between(LEAST.subtract(BigInteger.TEN), MOST.add(BigInteger.TEN))
            .map(unscaled -> new BigDecimal(unscaled, 2).toPlainString());
    Arbitrary<String> small =
        Arbitraries.integers().map(unscaled -> BigDecimal.valueOf(unscaled, 3).toPlainString());
    return Arbitraries.oneOf(anything, large, small);
  }

  private static boolean fits(BigInteger exact) {
    return exact.compareTo(LEAST) >= 0 && exact.compareTo(MOST) <= 0;
  }
}
