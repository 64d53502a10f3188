package dev.factory.sample.money;

import java.math.BigDecimal;

final class Fractions {
  private final Double held = Double.valueOf("1");

  float[] given() {
    return new float[] {held.intValue()};
  }

  int computed(BigDecimal exact) {
    return (int) (exact.doubleValue() * 100);
  }
}
