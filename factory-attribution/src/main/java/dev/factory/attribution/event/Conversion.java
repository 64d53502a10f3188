package dev.factory.attribution.event;

import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import java.time.Instant;

/**
 * One sale, lead or other result that earns money.
 *
 * @param eventId tells it from every other conversion; reversals name it by this id
 * @param orderId the order behind it
 * @param userKey whose it is
 * @param at when it was, from 1970 to 9999; what is finer than a microsecond is cut off
 * @param gross what it earned; zero or more, and small enough to be counted in millionths of a
 *     minor unit (for US dollars: up to $92,233,720,368.54)
 * @param offerId what was bought
 * @param milestone which step it is, for example {@code trial}; at most 128 characters, empty if
 *     there is only one
 */
public record Conversion(
    EventId eventId,
    OrderId orderId,
    UserKey userKey,
    Instant at,
    Money gross,
    OfferId offerId,
    String milestone) {

  private static final long MAX_MINOR = Long.MAX_VALUE / MicroMoney.MICROS_PER_MINOR;

  /** Refuses wrong values and cuts {@code at} to microseconds. */
  public Conversion {
    at = Times.micros(at);
    if (gross.isNegative()) {
      throw new IllegalArgumentException(
          "the gross of a conversion is zero or more; report money that goes back as a reversal");
    }
    if (gross.minor() > MAX_MINOR) {
      throw new IllegalArgumentException(
          "the gross of a conversion is at most " + MAX_MINOR + " minor units");
    }
    milestone = Texts.upTo(Texts.MAX_ID, "a milestone", milestone);
  }

  /** {@return the same conversion of another user} */
  public Conversion withUser(UserKey newUser) {
    return new Conversion(eventId, orderId, newUser, at, gross, offerId, milestone);
  }

  /** {@return what it is and when, without user and order} */
  @Override
  public String toString() {
    return "Conversion[" + eventId + " at " + at + " of " + gross + " for " + offerId + "]";
  }
}
