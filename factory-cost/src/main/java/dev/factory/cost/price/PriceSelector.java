package dev.factory.cost.price;

/**
 * Which price is wanted.
 *
 * @param provider who bills it, {@code openai}
 * @param model as the call names it
 * @param serviceTier {@link #STANDARD}, or what the call asks for: {@code batch}, {@code priority}
 * @param region where it runs; empty if the call does not say
 */
public record PriceSelector(String provider, String model, String serviceTier, String region) {

  /** The service tier of calls that ask for none. */
  public static final String STANDARD = "standard";

  /** {@return the standard tier, no region} */
  public static PriceSelector of(String provider, String model) {
    return new PriceSelector(provider, model, STANDARD, "");
  }
}
