package dev.factory.examples.budgetguard;

import java.util.Locale;

/** Which of the two guards; each has its own account at the provider. */
enum Side {
  GUARDED,
  NAIVE;

  /** {@return its name in addresses and between processes} */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
