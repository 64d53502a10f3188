package dev.factory.attribution.testkit;

import dev.factory.attribution.credit.AttributionKernel;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.OfferId;
import dev.factory.attribution.event.OrderId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.ReversalKind;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.policy.CreditModel;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.core.money.Money;
import dev.factory.core.money.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Short ways to say what happened, with the ids of the operations guide. */
public final class Samples {
  /** The first instant of January 2026. */
  public static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");

  /** The first instant of February 2026. */
  public static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

  /** The first instant of March 2026. */
  public static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

  /** Every eligible click of 30 days gets the same; publishers get 70 %. */
  public static final PolicyVersion LINEAR =
      PolicyVersion.forClicks(
          Instant.parse("2025-01-01T00:00:00Z"),
          CreditModel.LINEAR,
          Duration.ofDays(30),
          Rate.parse("70%"));

  /** The last eligible click of 30 days gets everything; publishers get 70 %. */
  public static final PolicyVersion LAST_TOUCH =
      PolicyVersion.forClicks(
          Instant.parse("2025-01-01T00:00:00Z"),
          CreditModel.LAST_TOUCH,
          Duration.ofDays(30),
          Rate.parse("70%"));

  private Samples() {}

  /** {@return {@code 2026-01-<day>T12:00:00Z}} */
  public static Instant day(int day) {
    return JANUARY.plus(Duration.ofDays(day - 1L)).plus(Duration.ofHours(12));
  }

  /** {@return a click of {@code publisher} for {@code off-789}} */
  public static Touchpoint click(String id, String user, Instant at, String publisher) {
    return Touchpoint.click(
        new EventId(id), new UserKey(user), at, new PublisherId(publisher), new OfferId("off-789"));
  }

  /** {@return a conversion for {@code off-789}} */
  public static Conversion conversion(String id, String user, Instant at, Money gross) {
    return new Conversion(
        new EventId(id),
        new OrderId("order-" + id),
        new UserKey(user),
        at,
        gross,
        new OfferId("off-789"),
        "");
  }

  /** {@return a refund} */
  public static Reversal refund(String id, Conversion of, Money amount, Instant at) {
    return new Reversal(new EventId(id), of.eventId(), amount, ReversalKind.REFUND, at);
  }

  /** {@return {@code cents} of US dollars} */
  public static Money usd(long cents) {
    return Money.ofMinor("USD", cents);
  }

  /** {@return the credits of {@code conversion} under {@link #LINEAR}} */
  public static CreditSet linear(Conversion conversion, Touchpoint... path) {
    return AttributionKernel.attribute(conversion, List.of(path), LINEAR);
  }
}
