package dev.factory.cost.budget;

/** What becomes of money that was held when nobody settles before the deadline. */
public enum OnCrash {
  /**
   * It counts as spent, because the provider may have been paid. Hard budgets need it to hold
   * through crashes. A settlement that comes later replaces it by what was really spent.
   */
  CHARGE,
  /** It is free again. What the provider billed meanwhile may exceed the limit. */
  RELEASE
}
