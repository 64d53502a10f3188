package dev.factory.sample.price;

import dev.factory.core.money.Money;
import java.util.List;

record Quote(String offer) {
  List<Money> raised(Money price, double factor) {
    return factor > 1 ? List.of(price) : List.of();
  }
}
