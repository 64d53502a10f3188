package dev.factory.examples.cli;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Amounts as people read them. */
final class Amounts {
  private Amounts() {}

  /** {@return the sums, one a currency: {@code $1,505.00 and ¥700}; {@code nothing} if none} */
  static String sums(List<Money> amounts) {
    Map<CurrencyUnit, Money> sums = new TreeMap<>(Comparator.comparing(CurrencyUnit::code));
    amounts.forEach(amount -> sums.merge(amount.currency(), amount, Money::plus));
    return sums.isEmpty()
        ? "nothing"
        : sums.values().stream().map(Money::display).collect(Collectors.joining(" and "));
  }

  /** {@return a percentage if that is short, such as {@code 70%}, else the fraction} */
  static String share(Rate rate) {
    try {
      BigDecimal percent =
          BigDecimal.valueOf(rate.numerator())
              .multiply(BigDecimal.valueOf(100))
              .divide(BigDecimal.valueOf(rate.denominator()));
      return percent.stripTrailingZeros().toPlainString() + "%";
    } catch (ArithmeticException neverEnds) {
      return rate.toString();
    }
  }
}
