package dev.factory.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import org.junit.jupiter.api.Test;

class ExactAmountTest {
  private static String text(String currency, long micro) {
    return ExactAmount.text(MicroMoney.ofMicro(CurrencyUnit.of(currency), micro));
  }

  @Test
  void amountsReadWellWithTwoDecimalsWithNoneAndWithThree() {
    assertThat(text("USD", -1_166_666_667L)).isEqualTo("-$11.66666667");
    assertThat(text("JPY", 1_234_000_001L)).isEqualTo("JPY 1,234.000001");
    assertThat(text("KWD", -1_500L)).isEqualTo("-KWD 0.000001500");
  }
}
