package dev.factory.attribution.statement;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.internal.Sha256;
import dev.factory.core.json.Json;
import dev.factory.core.money.Money;
import dev.factory.core.time.BillingMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a month brought one publisher in one currency, as the operations guide shows it (Publisher
 * Revenue Report).
 *
 * <p>It tells of what happened in the month. What is paid stands on the {@link Statement}, which
 * also has the carry and what came late.
 *
 * @param publisherId whose it is
 * @param period the month
 * @param clicks clicks of the publisher in the month
 * @param attributedClicks how many of its clicks, of any month, got credit for a conversion of this
 *     month
 * @param conversions how many conversions of the month it got credit for
 * @param gross its part of what these earned, less its part of what was reversed in the month;
 *     rounded down to minor units
 * @param netPayout what it earned of that; rounded down to minor units
 * @param receiptHashes receipts that prove it, given by the host; {@code sha256:} and 64 hex digits
 */
public record RevenueReport(
    PublisherId publisherId,
    BillingMonth period,
    long clicks,
    long attributedClicks,
    long conversions,
    Money gross,
    Money netPayout,
    List<String> receiptHashes) {

  /** Copies the hashes; refuses negative counts, and amounts of two currencies. */
  public RevenueReport {
    if (clicks < 0 || attributedClicks < 0 || conversions < 0) {
      throw new IllegalArgumentException("a revenue report counts from zero");
    }
    if (!gross.currency().equals(netPayout.currency())) {
      throw new IllegalArgumentException("a revenue report is in one currency");
    }
    receiptHashes = List.copyOf(receiptHashes);
    receiptHashes.forEach(Sha256::requireText);
  }

  /** {@return the platform's part: the gross less the payout, never rounded by itself} */
  public Money platformFee() {
    return gross.minus(netPayout);
  }

  /** {@return the same report with the receipts that prove it} */
  public RevenueReport withReceipts(List<String> hashes) {
    return new RevenueReport(
        publisherId, period, clicks, attributedClicks, conversions, gross, netPayout, hashes);
  }

  /** {@return the report as JSON, with the members of the operations guide in their order} */
  public String toJson() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("publisher_id", publisherId.value());
    members.put("period", period.toString());
    members.put("clicks", clicks);
    members.put("attributed_clicks", attributedClicks);
    members.put("conversions", conversions);
    members.put("gross_revenue", gross.display());
    members.put("platform_fee", platformFee().display());
    members.put("net_payout", netPayout.display());
    members.put("receipt_hashes", receiptHashes);
    return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(members);
  }
}
