package dev.factory.sample.clean;

import dev.factory.core.money.Money;

record Clean(Money price) {
  static double half(double number) {
    return number / 2;
  }
}
