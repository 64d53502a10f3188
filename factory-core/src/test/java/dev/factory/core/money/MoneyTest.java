package dev.factory.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  private static final CurrencyUnit USD = CurrencyUnit.of("USD");
  private static final CurrencyUnit EUR = CurrencyUnit.of("EUR");

  @Test
  void seventyPercentOfTheMonthIsThePublishersPayout() {
    Allocation.MoneyShare share =
        Allocation.share(Money.ofMinor("USD", 215_000), Rate.parse("70%"));
    assertThat(share.taken().display()).isEqualTo("$1,505.00");
    assertThat(share.rest().display()).isEqualTo("$645.00");
  }

  @Test
  void anAmountOfAnUnknownCurrencyIsRefused() {
    assertThatThrownBy(() -> Money.ofMinor("QQQ", 1))
        .isInstanceOf(FactoryException.class)
        .hasMessageContaining("QQQ");
  }

  @Nested
  class Arithmetic {
    @Test
    void amountsOfOneCurrencyAddAndSubtract() {
      Money gross = Money.ofMinor(USD, 215_000);
      Money fee = Money.ofMinor(USD, 64_500);
      assertThat(gross.minus(fee)).isEqualTo(Money.ofMinor(USD, 150_500));
      assertThat(gross.plus(fee.negated())).isEqualTo(gross.minus(fee));
      assertThat(gross.minus(gross)).isEqualTo(Money.zero(USD));
    }

    @Test
    void amountsOfTwoCurrenciesNeverMeet() {
      Money dollars = Money.ofMinor(USD, 1);
      Money euros = Money.ofMinor(EUR, 1);
      String message =
          "amounts of USD with 2 decimals and EUR with 2 decimals cannot be added or compared;"
              + " nothing was changed: convert one of them at a named rate first, or keep one"
              + " total for each currency";
      assertThatThrownBy(() -> dollars.plus(euros))
          .isInstanceOf(CurrencyMismatchException.class)
          .hasMessage(message)
          .extracting(problem -> ((FactoryException) problem).code())
          .isEqualTo("core.currency-mismatch");
      assertThatThrownBy(() -> dollars.minus(euros)).isInstanceOf(CurrencyMismatchException.class);
      assertThatThrownBy(() -> dollars.compareTo(euros))
          .isInstanceOf(CurrencyMismatchException.class);
    }

    @Test
    void oneCodeWithTwoExponentsIsTwoCurrencies() {
      Money cents = Money.ofMinor(USD, 1);
      Money fine = Money.ofMinor(new CurrencyUnit("USD", 4), 1);
      assertThatThrownBy(() -> cents.plus(fine))
          .isInstanceOf(CurrencyMismatchException.class)
          .hasMessageContaining("USD with 2 decimals and USD with 4 decimals");
    }

    @Test
    void whatDoesNotFitSaysWhichNumbersOfWhichUnit() {
      Money most = Money.ofMinor(USD, Long.MAX_VALUE);
      Money least = Money.ofMinor(USD, Long.MIN_VALUE);
      assertThatThrownBy(() -> most.plus(Money.ofMinor(USD, 1)))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage(
              "9223372036854775807 + 1 minor units of USD does not fit a 64-bit whole number;"
                  + " nothing was changed");
      assertThatThrownBy(() -> least.minus(Money.ofMinor(USD, 1)))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining("-9223372036854775808 - 1 minor units");
      assertThatThrownBy(least::negated)
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining("-(-9223372036854775808) minor units");
    }

    @Test
    void theSignOfAnAmountIsTold() {
      assertThat(Money.ofMinor(USD, -1).isNegative()).isTrue();
      assertThat(Money.zero(USD).isNegative()).isFalse();
      assertThat(Money.zero(USD).isZero()).isTrue();
      assertThat(Money.ofMinor(USD, 1).isZero()).isFalse();
    }
  }

  @Nested
  class PlainDecimals {
    @ParameterizedTest
    @CsvSource({
      "USD, 2150.00, 215000",
      "USD, -5, -500",
      "USD, 0.5, 50",
      "USD, -0.01, -1",
      "USD, -0, 0",
      "USD, 007.10, 710",
      "JPY, 1505, 1505",
      "KWD, 1.005, 1005",
      "USD, 92233720368547758.07, 9223372036854775807",
      "USD, -92233720368547758.08, -9223372036854775808"
    })
    void areReadExactly(String code, String text, long minor) {
      assertThat(Money.parse(CurrencyUnit.of(code), text)).isEqualTo(Money.ofMinor(code, minor));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
          "USD | \"\"                    | the amount is empty",
          "USD | -                       | a digit is missing at position 2",
          "USD | .5                      | a digit is missing at position 1",
          "USD | 5.                      | a digit is missing at position 3",
          "USD | .                       | a digit is missing at position 1",
          "USD | 1.005                   | the amount has 3 decimals",
          "JPY | 1.0                     | the amount has 1 decimals",
          "USD | 1,000.00                | the character at position 2 is not a digit",
          "USD | 1e3                     | the character at position 2 is not a digit",
          "USD | +5                      | the character at position 1 is not a digit",
          "USD | --5                     | the character at position 2 is not a digit",
          "USD | \" 5\"                  | the character at position 1 is not a digit",
          "USD | 5.1.2                   | the character at position 4 is not a digit",
          "USD | 5.x                     | the character at position 3 is not a digit",
          "USD | ٣                       | the character at position 1 is not a digit",
          "USD | $5                      | the character at position 1 is not a digit",
          "USD | 92233720368547758.08    | the amount does not fit a 64-bit number of minor units",
          "USD | -92233720368547758.09   | the amount does not fit a 64-bit number of minor units",
          "USD | 922337203685477581      | the amount does not fit a 64-bit number of minor units",
          "USD | 99999999999999999999999 | the amount does not fit a 64-bit number of minor units"
        })
    void areRefusedWithTheProblemAndWhatIsAllowed(String code, String text, String problem) {
      assertThatThrownBy(() -> Money.parse(CurrencyUnit.of(code), text))
          .isInstanceOfSatisfying(
              FactoryException.class,
              refused -> assertThat(refused.code()).isEqualTo("core.invalid-amount"))
          .hasMessageStartingWith(problem + "; nothing was read; allowed: plain digits with an")
          .hasMessageEndingWith(
              code.equals("USD")
                  ? "at most 2 decimals in USD, such as 2150.00"
                  : "at most 0 decimals in JPY, such as 215000");
    }

    @ParameterizedTest
    @CsvSource({
      "USD, 150500, 1505.00",
      "USD, -5, -0.05",
      "USD, 0, 0.00",
      "JPY, 0, 0",
      "JPY, -7, -7",
      "CLF, 10, 0.0010",
      "USD, -9223372036854775808, -92233720368547758.08"
    })
    void areWrittenWithAllTheirDecimals(String code, long minor, String text) {
      assertThat(Money.ofMinor(code, minor).toDecimal()).isEqualTo(text);
      assertThat(Money.ofMinor(code, minor)).hasToString(code + " " + text);
    }
  }

  @Nested
  class DisplayForms {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "USD | 150500   | $1,505.00",
          "USD | -500     | -$5.00",
          "USD | 99999    | $999.99",
          "USD | 100000000 | $1,000,000.00",
          "EUR | 150500   | EUR 1,505.00",
          "EUR | -500     | -EUR 5.00",
          "JPY | 1505     | JPY 1,505",
          "KWD | 1        | KWD 0.001",
          "USD | -9223372036854775808 | -$92,233,720,368,547,758.08"
        })
    void areThoseOfTheHostedApi(String code, long minor, String text) {
      Money money = Money.ofMinor(code, minor);
      assertThat(money.display()).isEqualTo(text);
      assertThat(Money.parseDisplay(money.currency(), text)).isEqualTo(money);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "1505.00",
          "$1505.00",
          "$1,5,05.00",
          "$1,505",
          "$1,505.0",
          "-$0.00",
          "$-5.00",
          "EUR 5.00",
          "$",
          "-",
          "$01.00",
          "$ 5.00",
          "+$5.00",
          "$1,505.00 "
        },
        ignoreLeadingAndTrailingWhitespace = false)
    void areReadOnlyAsTheyAreWritten(String text) {
      assertThatThrownBy(() -> Money.parseDisplay(USD, text))
          .isInstanceOfSatisfying(
              FactoryException.class,
              refused -> assertThat(refused.code()).isEqualTo("core.invalid-amount"));
    }

    @Test
    void ofAnotherCurrencyAreRefusedWithAnExample() {
      assertThatThrownBy(() -> Money.parseDisplay(EUR, "$5.00"))
          .hasMessage(
              "the text is not a displayed amount of EUR; nothing was read; allowed:"
                  + " EUR 1,234,567.89");
    }
  }
}
