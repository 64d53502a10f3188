package dev.factory.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.Allocation;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import dev.factory.core.money.Payable;
import dev.factory.core.money.Rate;
import dev.factory.core.testkit.ReadmeCode;
import dev.factory.core.time.BillingMonth;
import dev.factory.core.time.Period;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void theCodeOfTheReadmeRuns() {
    // README: begin
    Money gross = Money.parse(CurrencyUnit.of("USD"), "2150.00");
    Allocation.MoneyShare share = Allocation.share(gross, Rate.parse("70%"));
    assertThat(share.taken().display()).isEqualTo("$1,505.00");
    assertThat(share.rest().display()).isEqualTo("$645.00"); // the complement, never rounded itself

    Map<String, Money> parts =
        Allocation.among(gross, Map.of("pub-1", 1L, "pub-2", 1L, "pub-3", 1L));
    assertThat(parts.get("pub-1")).isEqualTo(Money.ofMinor("USD", 71_667)); // and 71,667 and 71,666

    Payable paid = MicroMoney.ofMicro(gross.currency(), 3_499_300_000L).payable();
    assertThat(paid.payable()).isEqualTo(Money.ofMinor("USD", 3_499)); // 0.3 cents are carried on

    Period january = BillingMonth.parse("2026-01").period(); // half-open: [1 January, 1 February)
    byte[] canonical = CanonicalJson.of(Map.of("b", 1, "a", 0.1)); // {"a":0.1,"b":1}
    // README: end
    assertThat(parts.get("pub-3")).isEqualTo(Money.ofMinor("USD", 71_666));
    assertThat(paid.carry().micro()).isEqualTo(300_000);
    assertThat(january.end()).hasToString("2026-02-01T00:00:00Z");
    assertThat(new String(canonical, StandardCharsets.UTF_8)).isEqualTo("{\"a\":0.1,\"b\":1}");
  }

  @Test
  void theReadmeShowsTheCodeThatRuns() {
    ReadmeCode.requireShown(ReadmeTest.class, "README.md");
  }
}
