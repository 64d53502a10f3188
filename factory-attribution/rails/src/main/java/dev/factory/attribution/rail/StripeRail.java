package dev.factory.attribution.rail;

import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.spi.PayoutCommand;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.attribution.spi.RailCapabilities;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailOutcome;
import dev.factory.core.FactoryException;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Pays by transfers to connected accounts of Stripe.
 *
 * <p>A transfer carries the payout's reference as its {@code transfer_group} and in its metadata,
 * and the attempt's key in the header {@code Idempotency-Key}. Stripe answers a key it knows with
 * its first answer, a server error included, and forgets keys after 24 hours; so a payout in doubt
 * is never sent again by its key but looked up by its group.
 *
 * <p>What the answers mean: 2xx paid; 400, 402, 403 and 404 refused; 401 and 429, and a connection
 * that was never made, not taken; 409, 5xx and anything lost or unreadable in doubt. (Stripe API
 * reference, Errors, Idempotent requests, Transfers)
 */
public final class StripeRail implements PayoutRail {
  private static final PayoutMethod METHOD = new PayoutMethod("stripe");

  /** Currencies whose minor unit at Stripe is not that of ISO 4217, or is rounded there. */
  private static final Set<String> ODD = Set.of("ISK", "UGX", "MGA", "HUF", "TWD", "CLF");

  private final RailCapabilities capabilities;
  private final StripeHttp http;

  private StripeRail(RailCapabilities capabilities, StripeHttp http) {
    this.capabilities = capabilities;
    this.http = http;
  }

  /**
   * {@return a rail with these settings}
   *
   * @param settings where and as whom
   * @param currencies what it pays in, at least one; of 0 or 2 decimals, and counted at Stripe as
   *     ISO 4217 counts them
   */
  public static StripeRail of(StripeSettings settings, Set<CurrencyUnit> currencies) {
    for (CurrencyUnit currency : currencies) {
      boolean plain = currency.exponent() == 0 || currency.exponent() == 2;
      if (!plain || ODD.contains(currency.code())) {
        throw new IllegalArgumentException(
            "Stripe counts " + currency.code() + " in other units than ISO 4217; pay it otherwise");
      }
    }
    if (currencies.isEmpty()) {
      throw new IllegalArgumentException("name the currencies that Stripe is to pay in");
    }
    return new StripeRail(
        new RailCapabilities(
            METHOD, currencies, settings.sendWithin(), settings.absenceProvenAfter(), true),
        new StripeHttp(settings));
  }

  @Override
  public RailCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public RailOutcome submit(PayoutCommand command, String key) {
    String reference = command.reference().value();
    Map<String, String> form = new TreeMap<>();
    form.put("amount", Long.toString(command.amount().minor()));
    form.put("currency", lower(command.amount().currency()));
    form.put("destination", command.destination());
    form.put("transfer_group", reference);
    form.put("metadata[payout_id]", reference);
    form.put("metadata[attempt_key]", key);
    return outcome(http.post("/v1/transfers", form, key), command.amount().currency());
  }

  @Override
  public RailOutcome reverse(String railReference, Money amount, String key) {
    String path = "/v1/transfers/" + StripeHttp.encoded(railReference) + "/reversals";
    Map<String, String> form = Map.of("amount", Long.toString(amount.minor()));
    return outcome(http.post(path, form, key), amount.currency());
  }

  private static RailOutcome outcome(StripeHttp.Reply reply, CurrencyUnit currency) {
    if (reply instanceof StripeHttp.Reply.NeverSent) {
      return new RailOutcome.NotTaken("unreachable");
    }
    if (reply instanceof StripeHttp.Reply.Lost lost) {
      return new RailOutcome.InDoubt(lost.how());
    }
    HttpResponse<byte[]> response = ((StripeHttp.Reply.Answered) reply).response();
    int status = response.statusCode();
    if (status / 100 == 2) {
      return paid(response.body(), currency);
    }
    return switch (status) {
      case 400, 402, 403, 404 -> new RailOutcome.Rejected("http-" + status);
      case 401, 429 -> new RailOutcome.NotTaken("http-" + status);
      default -> new RailOutcome.InDoubt("http-" + status);
    };
  }

  private static RailOutcome paid(byte[] body, CurrencyUnit currency) {
    try {
      StripeObject transfer = StripeObject.parse(body);
      return transfer.text("currency").equals(lower(currency))
          ? new RailOutcome.Paid(
              transfer.text("id"), Money.ofMinor(currency, transfer.integer("amount")))
          : new RailOutcome.InDoubt("currency-differs");
    } catch (FactoryException e) {
      return new RailOutcome.InDoubt("unreadable");
    }
  }

  @Override
  public RailFinding lookup(PayoutCommand command, String key) {
    String path =
        "/v1/transfers?limit=100&transfer_group=" + StripeHttp.encoded(command.reference().value());
    StripeHttp.Reply reply = http.get(path);
    if (!(reply instanceof StripeHttp.Reply.Answered answered)) {
      return new RailFinding.Unclear("unreachable");
    }
    if (answered.response().statusCode() != 200) {
      return new RailFinding.Unclear("http-" + answered.response().statusCode());
    }
    try {
      return finding(answered.response().body(), command.amount().currency());
    } catch (FactoryException e) {
      return new RailFinding.Unclear("unreadable");
    }
  }

  private static RailFinding finding(byte[] body, CurrencyUnit currency) {
    StripeObject list = StripeObject.parse(body);
    List<StripeObject> transfers = list.objects("data");
    if (transfers.isEmpty()) {
      return new RailFinding.Absent();
    }
    if (transfers.size() > 1) {
      return new RailFinding.Unclear("several-transfers");
    }
    StripeObject transfer = transfers.get(0);
    if (!transfer.text("currency").equals(lower(currency))) {
      return new RailFinding.Unclear("currency-differs");
    }
    long amount = transfer.integer("amount");
    long reversed = transfer.integer("amount_reversed");
    if (reversed != 0 && reversed != amount) {
      return new RailFinding.Unclear("partly-reversed");
    }
    return new RailFinding.Found(
        transfer.text("id"),
        Money.ofMinor(currency, amount),
        reversed == 0 ? RailFinding.Stage.PAID : RailFinding.Stage.RETURNED);
  }

  private static String lower(CurrencyUnit currency) {
    return currency.code().toLowerCase(Locale.ROOT);
  }
}
