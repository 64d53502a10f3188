package dev.factory.cost.provider;

import dev.factory.cost.price.PriceSelector;

/**
 * A model of a provider, as calls are sent to it.
 *
 * @param price under which price it is billed; its provider and model are those that are called
 * @param version tells apart what answers differently under the same name, for the cache; empty if
 *     nothing does
 */
public record Target(PriceSelector price, String version) {

  /** Refuses a target that names nothing. */
  public Target {
    if (price.provider().isEmpty() || price.model().isEmpty()) {
      throw new IllegalArgumentException("a target names a provider and a model");
    }
  }

  /** {@return the model at its standard price} */
  public static Target of(String provider, String model) {
    return new Target(PriceSelector.of(provider, model), "");
  }

  /** {@return who answers} */
  public String provider() {
    return price.provider();
  }

  /** {@return which of its models} */
  public String model() {
    return price.model();
  }

  /** {@return {@code openai/gpt-4o-mini}} */
  public String name() {
    return provider() + "/" + model();
  }
}
