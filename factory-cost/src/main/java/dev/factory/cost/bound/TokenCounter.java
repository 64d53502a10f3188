package dev.factory.cost.bound;

/**
 * Counts the tokens of a call with the model's own tokenizer. Asked only when the bound by bytes
 * does not fit into what is left, because counting takes a thousand times longer.
 *
 * <p><b>Soundness:</b> it never answers less than the provider will bill. <b>Threads:</b> safe for
 * use by many threads.
 */
@FunctionalInterface
public interface TokenCounter {

  /** {@return the tokens of all text of the call, with what the provider adds to messages} */
  long inputTokens();
}
