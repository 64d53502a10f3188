package dev.factory.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void seventyPercentOfTheMonthIsThePublishersPayout() {
    Allocation.MoneyShare share =
        Allocation.share(Money.ofMinor("USD", 215_000), Rate.parse("70%"));
    assertThat(share.taken().display()).isEqualTo("$1,505.00");
    assertThat(share.rest().display()).isEqualTo("$645.00");
  }
}
