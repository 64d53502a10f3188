package dev.factory.cost.provider;

/**
 * Is asked before each call the {@link Gateway} makes for one question, and told what came of it.
 * Called for one attempt at a time, in order.
 */
public interface Attempts {

  /** Lets every attempt pass, and keeps nothing. */
  Attempts FREE =
      new Attempts() {
        @Override
        public boolean mayTry(Target target, int number) {
          return true;
        }

        @Override
        public void came(Target target, int number, ProviderOutcome outcome) {
          // nobody asked
        }
      };

  /**
   * {@return whether there is money for it}
   *
   * @param number 1 for the first attempt
   */
  boolean mayTry(Target target, int number);

  /** Takes what came of an attempt that was let through. */
  void came(Target target, int number, ProviderOutcome outcome);
}
