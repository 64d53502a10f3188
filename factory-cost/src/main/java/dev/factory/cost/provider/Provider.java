package dev.factory.cost.provider;

/**
 * Someone who answers calls for money.
 *
 * <p><b>Outcome:</b> every call comes to exactly one {@link ProviderOutcome}, within a time of its
 * own; nothing is thrown for what a provider or network does. <b>Billing:</b> {@link
 * Failure#mayBeBilled} is false only if the provider certainly asks nothing. <b>Retries:</b> none
 * here; the {@link Gateway} does that. <b>Usage</b> is what the provider reports, in the normal
 * form of {@link dev.factory.cost.usage.Usage}. <b>Threads:</b> safe for use by many threads; no
 * method blocks.
 */
public interface Provider {

  /** {@return the name under which it stands in the price book: {@code openai}} */
  String name();

  /**
   * Asks for a whole answer.
   *
   * @param model as the provider names it
   */
  ProviderCall call(String model, ModelCall call);

  /**
   * Asks for an answer in pieces. When the outcome is there, no further piece comes.
   *
   * @param model as the provider names it
   * @param sink takes the pieces
   */
  ProviderCall stream(String model, ModelCall call, StreamSink sink);
}
