package dev.factory.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {

  @ParameterizedTest
  @CsvSource({
    "7/10, 7/10",
    "70/100, 7/10",
    "70%, 7/10",
    "70.0%, 7/10",
    "0.019%, 19/100000",
    "0.7, 7/10",
    "0.70000000000000000000000000000000, 7/10",
    "1, 1/1",
    "100%, 1/1",
    "250%, 5/2",
    "0, 0/1",
    "0%, 0/1",
    "0/5, 0/1",
    "9223372036854775807/9223372036854775806, 9223372036854775807/9223372036854775806",
    "9223372036854775807, 9223372036854775807/1"
  })
  void areReadExactlyAndReduced(String text, String canonical) {
    assertThat(Rate.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"                  | the text is not a rate",
        "-7/10                 | the text is not a rate",
        "7/-10                 | the text is not a rate",
        "7/10%                 | the text is not a rate",
        "7 / 10                | the text is not a rate",
        "70 %                  | the text is not a rate",
        ".7                    | the text is not a rate",
        "7.                    | the text is not a rate",
        "7e-1                  | the text is not a rate",
        "+0.7                  | the text is not a rate",
        "7/0                   | the denominator is zero",
        "9223372036854775808   | the rate needs more than 64 bits",
        "1/9223372036854775808 | the rate needs more than 64 bits"
      })
  void areRefusedWithWhatIsAllowed(String text, String problem) {
    assertThatThrownBy(() -> Rate.parse(text))
        .isInstanceOfSatisfying(
            FactoryException.class,
            refused -> assertThat(refused.code()).isEqualTo("core.invalid-rate"))
        .hasMessageStartingWith(problem + "; nothing was read; allowed: a fraction")
        .hasMessageEndingWith("such as 7/10, 70%, 0.019% or 0.7");
  }

  @Test
  void aTextOfSixtyFourCharactersIsTheLongestThatIsRead() {
    String longest = "0." + "0".repeat(62);
    assertThat(Rate.parse(longest)).isEqualTo(Rate.of(0, 1));
    assertThatThrownBy(() -> Rate.parse(longest + "0"))
        .hasMessageStartingWith("the rate has 65 characters, more than 64");
  }

  @Test
  void theComplementOfSeventyPercentIsThirty() {
    assertThat(Rate.parse("70%").complement()).isEqualTo(Rate.parse("30%"));
    assertThat(Rate.of(1, 1).complement()).isEqualTo(Rate.of(0, 1));
    assertThatThrownBy(() -> Rate.of(7, 5).complement())
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("the rate 7/5 is more than 1, so it leaves nothing of the whole");
  }

  @Test
  void aRateIsNeverNegativeAndItsDenominatorNeverZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rate.of(-1, 2))
        .withMessage("the numerator of a rate is zero or more, not -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rate.of(1, 0))
        .withMessage("the denominator of a rate is one or more, not 0");
  }
}
