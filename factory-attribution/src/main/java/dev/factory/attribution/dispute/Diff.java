package dev.factory.attribution.dispute;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.internal.Sha256;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.time.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What recalculating a period finds for one publisher: where what is recorded now gives something
 * else than what is stored, adjustments included. By the policies in force at each conversion's own
 * instant, whatever was published since.
 *
 * @param publisherId whose
 * @param period the conversions that were computed again, half-open
 * @param differences by time of the conversion; empty if there is nothing to adjust
 */
public record Diff(PublisherId publisherId, Period period, List<Difference> differences) {
  private static final int FORMAT = 1;

  /** Copies the differences. */
  public Diff {
    differences = List.copyOf(differences);
  }

  /** {@return whether there is nothing to adjust} */
  public boolean isEmpty() {
    return differences.isEmpty();
  }

  /**
   * {@return the diff as canonical JSON (RFC 8785)}
   *
   * <p>Members: {@code v} (1), {@code publisher_id}, {@code period_start}, {@code period_end},
   * {@code differences}; each of these has {@code conversion_id}, {@code kind}, {@code currency},
   * {@code exponent}, {@code credit_micro}, {@code commission_micro} (text, millionths of a minor
   * unit) and {@code later_touches}.
   */
  public byte[] canonicalJson() {
    return CanonicalJson.of(members());
  }

  /** {@return {@code sha256:} and 64 hex digits, of {@link #canonicalJson}} */
  public String hash() {
    return Sha256.of(canonicalJson());
  }

  Map<String, Object> members() {
    Map<String, Object> members = new TreeMap<>();
    members.put("v", FORMAT);
    members.put("publisher_id", publisherId.value());
    members.put("period_start", period.start().toString());
    members.put("period_end", period.end().toString());
    members.put("differences", differences.stream().map(Diff::members).toList());
    return members;
  }

  private static Map<String, Object> members(Difference difference) {
    CurrencyUnit currency = difference.commission().currency();
    return Map.of(
        "conversion_id", difference.conversionId().value(),
        "kind", difference.kind().name(),
        "currency", currency.code(),
        "exponent", currency.exponent(),
        "credit_micro", Long.toString(difference.credit().micro()),
        "commission_micro", Long.toString(difference.commission().micro()),
        "later_touches", difference.laterTouches().stream().map(Object::toString).toList());
  }
}
