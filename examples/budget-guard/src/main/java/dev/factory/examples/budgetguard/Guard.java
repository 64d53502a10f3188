package dev.factory.examples.budgetguard;

/** Lets a call through to the provider, or does not. */
@FunctionalInterface
interface Guard {

  /**
   * Makes one call if the budget allows it.
   *
   * @param id tells the call from every other
   * @return whether it was made
   */
  boolean call(String id);
}
