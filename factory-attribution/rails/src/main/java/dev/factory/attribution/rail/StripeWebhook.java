package dev.factory.attribution.rail;

import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Stripe tells by itself of transfers, and believes it only if Stripe signed it.
 *
 * <p>The header {@code Stripe-Signature} is {@code t=<seconds>,v1=<hex>}, with one {@code v1} for
 * each secret while one replaces another; a {@code v1} is the HMAC-SHA256 of the seconds, a dot and
 * the body. Other schemes are passed over. Signatures are compared in constant time. (Stripe
 * documentation, Verify webhook signatures manually)
 *
 * <p>Stripe sends an event again until it is answered, and out of order; {@link
 * dev.factory.attribution.PayoutDecisions#told} stands both. <b>Threads:</b> safe for use by many
 * threads.
 */
public final class StripeWebhook {
  /** How far the time of a signature may be from now, as Stripe's own libraries have it. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAX_SIGNATURES = 16;

  private final List<SecretKeySpec> secrets;
  private final Duration tolerance;
  private final InstantSource time;

  private StripeWebhook(List<SecretKeySpec> secrets, Duration tolerance, InstantSource time) {
    this.secrets = secrets;
    this.tolerance = tolerance;
    this.time = time;
  }

  /**
   * {@return a reader of events that one of these secrets signed}
   *
   * @param secrets of the endpoint, such as {@code whsec_...}: one, or two while one replaces the
   *     other
   * @param tolerance how far the time of a signature may be from now, either way; more than zero
   * @param time the host's clock
   */
  public static StripeWebhook of(List<String> secrets, Duration tolerance, InstantSource time) {
    if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "a webhook has a secret, or two while one replaces another");
    }
    if (tolerance.isZero() || tolerance.isNegative()) {
      throw new IllegalArgumentException("the tolerance is more than zero");
    }
    return new StripeWebhook(
        secrets.stream()
            .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
            .toList(),
        tolerance,
        time);
  }

  /**
   * {@return what the request is}
   *
   * @param body as it came, to the byte
   * @param signature the header {@code Stripe-Signature}; null if there was none
   */
  public StripeNotice read(byte[] body, @Nullable String signature) {
    if (signature == null) {
      return new StripeNotice.NotGenuine("no-signature");
    }
    List<byte[]> claimed = new ArrayList<>();
    String seconds = "";
    for (String part : signature.split(",", -1)) {
      if (part.startsWith("t=")) {
        seconds = part.substring(2);
      } else if (part.startsWith("v1=") && claimed.size() < MAX_SIGNATURES) {
        claimed.add(part.substring(3).getBytes(StandardCharsets.UTF_8));
      }
    }
    if (!seconds.matches("[0-9]{1,12}")) {
      return new StripeNotice.NotGenuine("no-time");
    }
    if (!isSigned(seconds, body, claimed)) {
      return new StripeNotice.NotGenuine("signature-differs");
    }
    // only now: the time is part of what is signed
    Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), time.instant());
    return age.abs().compareTo(tolerance) > 0
        ? new StripeNotice.NotGenuine("not-of-now")
        : notice(body);
  }

  /** Looks at every pair, so that the time it takes tells nothing. */
  private boolean isSigned(String seconds, byte[] body, List<byte[]> claimed) {
    boolean found = false;
    for (SecretKeySpec secret : secrets) {
      byte[] right =
          HexFormat.of().formatHex(hmac(secret, seconds, body)).getBytes(StandardCharsets.UTF_8);
      for (byte[] one : claimed) {
        found |= MessageDigest.isEqual(right, one);
      }
    }
    return found;
  }

  private static byte[] hmac(SecretKeySpec secret, String seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static StripeNotice notice(byte[] body) {
    String type = "";
    try {
      StripeObject event = StripeObject.parse(body);
      type = event.text("type");
      StripeObject object = event.object("data").object("object");
      return type.startsWith("transfer.") && object.text("object").equals("transfer")
          ? ofTransfer(event.text("id"), object)
          : new StripeNotice.NotOurs(type);
    } catch (FactoryException | IllegalArgumentException e) {
      return new StripeNotice.NotOurs(type);
    }
  }

  private static StripeNotice ofTransfer(String eventId, StripeObject transfer) {
    PayoutId reference = new PayoutId(transfer.text("transfer_group"));
    CurrencyUnit currency = CurrencyUnit.of(transfer.text("currency").toUpperCase(Locale.ROOT));
    long amount = transfer.integer("amount");
    long reversed = transfer.integer("amount_reversed");
    if (reversed != 0 && reversed != amount) {
      return new StripeNotice.Unclear(eventId, reference, "partly-reversed");
    }
    return new StripeNotice.Told(
        eventId,
        reference,
        new RailFinding.Found(
            transfer.text("id"),
            Money.ofMinor(currency, amount),
            reversed == 0 ? RailFinding.Stage.PAID : RailFinding.Stage.RETURNED));
  }
}
