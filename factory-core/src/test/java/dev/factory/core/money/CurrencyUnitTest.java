package dev.factory.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyUnitTest {

  @ParameterizedTest
  @CsvSource({"USD, 2, 100", "EUR, 2, 100", "JPY, 0, 1", "KWD, 3, 1000", "CLF, 4, 10000"})
  void theTableKnowsTheExponent(String code, int exponent, long minorPerMajor) {
    CurrencyUnit currency = CurrencyUnit.of(code);
    assertThat(currency).isEqualTo(new CurrencyUnit(code, exponent));
    assertThat(currency.minorPerMajor()).isEqualTo(minorPerMajor);
  }

  @Test
  void theTableAgreesWithEveryExponentTheJavaRuntimeKnows() {
    List<Currency> known =
        Currency.getAvailableCurrencies().stream()
            .filter(currency -> IsoCurrencies.BY_CODE.containsKey(currency.getCurrencyCode()))
            .toList();
    assertThat(known)
        .hasSizeGreaterThan(150)
        .allSatisfy(
            currency ->
                assertThat(CurrencyUnit.of(currency.getCurrencyCode()).exponent())
                    .as(currency.getCurrencyCode())
                    .isEqualTo(currency.getDefaultFractionDigits()));
  }

  @Test
  void noCountryIsWithoutItsCurrency() {
    List<String> spent =
        Arrays.stream(Locale.getISOCountries())
            .map(country -> Currency.getInstance(new Locale("", country)))
            .filter(Objects::nonNull)
            .map(Currency::getCurrencyCode)
            .toList();
    assertThat(spent).hasSizeGreaterThan(200);
    assertThat(IsoCurrencies.BY_CODE.keySet()).containsAll(spent);
  }

  @Test
  void eachCodeStandsInTheTableOnce() {
    assertThat(IsoCurrencies.BY_CODE).hasSize(165 + 6);
    assertThat(IsoCurrencies.BY_CODE).doesNotContainKeys("XAU", "XXX", "XTS");
  }

  @Test
  void anUnknownCodeIsNamedWithTheWayOut() {
    assertThatThrownBy(() -> CurrencyUnit.of("XQX"))
        .isInstanceOfSatisfying(
            FactoryException.class,
            problem -> assertThat(problem.code()).isEqualTo("core.unknown-currency"))
        .hasMessage(
            "the currency XQX is not in the table of ISO 4217 currencies; nothing was read or"
                + " changed: correct the code, or make the currency with"
                + " new CurrencyUnit(code, exponent)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "usd", "US", "USDT", "U$D", "@AA", "ZZ[", "ÄÖÜ", "anna@example.org"})
  void aTextThatIsNoCodeIsNotRepeatedInTheMessage(String text) {
    assertThatThrownBy(() -> CurrencyUnit.of(text))
        .isInstanceOf(FactoryException.class)
        .hasMessageStartingWith("a currency code is 3 upper-case letters")
        .hasMessageNotContaining(text.isEmpty() ? "\"\"" : text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CurrencyUnit(text, 2))
        .withMessageContaining("3 upper-case letters");
  }

  @Test
  void aHostMayOverrideTheExponentFromZeroToFour() {
    assertThat(new CurrencyUnit("AZA", 2).code()).isEqualTo("AZA");
    assertThat(new CurrencyUnit("USD", 0).minorPerMajor()).isEqualTo(1);
    assertThat(new CurrencyUnit("USD", 4)).isNotEqualTo(CurrencyUnit.of("USD"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CurrencyUnit("USD", 5))
        .withMessage("the exponent of a currency is 0 to 4, not 5");
    assertThatIllegalArgumentException().isThrownBy(() -> new CurrencyUnit("USD", -1));
  }
}
