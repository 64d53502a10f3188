package dev.factory.attribution.payout;

import dev.factory.attribution.internal.Sha256;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.Money;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What holds for all payouts, whoever gets them. Each payout names its terms by hash.
 *
 * @param minimums the least that is paid, one amount for each currency of statements; less stays
 *     due until it is enough. A currency that is not named has no minimum
 * @param holds by risk tier
 */
public record PayoutTerms(List<Money> minimums, Map<String, RiskHold> holds) {

  /** No minimum and no hold. */
  public static final PayoutTerms PLAIN = new PayoutTerms(List.of(), Map.of());

  private static final int FORMAT = 1;

  /** Copies both; refuses two minimums of one currency and negative ones. */
  public PayoutTerms {
    minimums = List.copyOf(minimums);
    holds = Collections.unmodifiableMap(new TreeMap<>(holds));
    long currencies = minimums.stream().map(Money::currency).distinct().count();
    if (currencies != minimums.size() || minimums.stream().anyMatch(Money::isNegative)) {
      throw new IllegalArgumentException(
          "there is at most one minimum for a currency, of zero or more");
    }
  }

  /** {@return whether so much is paid now} */
  public boolean isEnough(Money amount) {
    return amount.minor() > 0
        && minimums.stream()
            .filter(minimum -> minimum.currency().equals(amount.currency()))
            .allMatch(minimum -> amount.compareTo(minimum) >= 0);
  }

  /** {@return {@code sha256:} and 64 hex digits, of the terms as canonical JSON (RFC 8785)} */
  public String hash() {
    Map<String, Object> minimumTexts = new TreeMap<>();
    for (Money minimum : minimums) {
      CurrencyUnit currency = minimum.currency();
      minimumTexts.put(currency.code() + "/" + currency.exponent(), minimum.toDecimal());
    }
    Map<String, Object> holdTexts = new TreeMap<>();
    holds.forEach((tier, hold) -> holdTexts.put(tier, hold.part() + " for " + hold.time()));
    return Sha256.of(
        CanonicalJson.of(Map.of("v", FORMAT, "minimums", minimumTexts, "holds", holdTexts)));
  }
}
