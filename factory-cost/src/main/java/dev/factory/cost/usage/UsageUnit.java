package dev.factory.cost.usage;

/** What can have a price of its own. Every token of a call is counted in exactly one of them. */
public enum UsageUnit {
  /** Text and images that were neither read from a cache nor written to one. */
  INPUT,
  /** Input that came from the provider's cache. */
  CACHE_READ,
  /** Input that was written to the provider's cache for its usual time. */
  CACHE_WRITE,
  /** Input that was written to the provider's cache for its longer time (Anthropic: one hour). */
  CACHE_WRITE_LONG,
  /** Sound that was not read from a cache. */
  AUDIO_INPUT,
  /** The visible answer. */
  OUTPUT,
  /** Thinking that is billed but not shown. */
  REASONING,
  /** Spoken answer. */
  AUDIO_OUTPUT,
  /** The call itself. */
  REQUEST
}
