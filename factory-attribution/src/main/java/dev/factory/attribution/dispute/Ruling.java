package dev.factory.attribution.dispute;

import dev.factory.attribution.event.EventId;
import dev.factory.attribution.internal.JsonMembers;
import dev.factory.attribution.internal.Sha256;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to a dispute: what the recalculation found, and in words why it was accepted or not.
 * The host signs its canonical JSON, so the publisher can show it to others.
 *
 * @param disputeId which dispute
 * @param accepted whether the differences are adjusted
 * @param diff what the recalculation found
 * @param words for the publisher; 1 to 2000 characters, without other people's personal data
 * @param at when it was given
 */
public record Ruling(String disputeId, boolean accepted, Diff diff, String words, Instant at) {
  private static final int FORMAT = 1;
  private static final int MAX_WORDS = 2_000;
  private static final int PREFIX = "sha256:".length();
  private static final int DIGITS = 40;

  /** Refuses an answer without words. */
  public Ruling {
    if (words.isBlank() || words.length() > MAX_WORDS) {
      throw new IllegalArgumentException("an answer has 1 to " + MAX_WORDS + " characters");
    }
  }

  /**
   * {@return the ruling as canonical JSON (RFC 8785)} Members: {@code v} (1), {@code dispute_id},
   * {@code accepted}, {@code diff} (see {@link Diff#canonicalJson}), {@code words}, {@code at}.
   */
  public byte[] canonicalJson() {
    Map<String, Object> members = new TreeMap<>();
    members.put("v", FORMAT);
    members.put("dispute_id", disputeId);
    members.put("accepted", accepted);
    members.put("diff", diff.members());
    members.put("words", words);
    members.put("at", at.toString());
    return CanonicalJson.of(members);
  }

  /**
   * {@return the adjustments that an accepted dispute brings about, as its ruling says}
   *
   * @param dispute whose explanation is a ruling
   * @throws dev.factory.core.FactoryException {@code attribution.unreadable-document} if it is not
   */
  public static List<Adjustment> adjustments(Dispute dispute) {
    JsonMembers ruling =
        new JsonMembers(
            "a ruling",
            CanonicalJson.parseObject(dispute.explanation().getBytes(StandardCharsets.UTF_8)));
    ruling.requireVersion(FORMAT);
    Instant at = Instant.parse(ruling.text("at"));
    return ruling.object("diff").objects("differences").stream()
        .map(difference -> adjustment(dispute, difference, at))
        .toList();
  }

  private static Adjustment adjustment(Dispute dispute, JsonMembers difference, Instant at) {
    String conversion = difference.text("conversion_id");
    CurrencyUnit currency =
        new CurrencyUnit(difference.text("currency"), (int) difference.integer("exponent"));
    String hash = Sha256.of(CanonicalJson.ofValue(List.of(dispute.id(), conversion)));
    return new Adjustment(
        new EventId("adj_" + hash.substring(PREFIX, PREFIX + DIGITS)),
        dispute.id(),
        dispute.publisherId(),
        new EventId(conversion),
        at,
        MicroMoney.ofMicro(currency, Long.parseLong(difference.text("credit_micro"))),
        MicroMoney.ofMicro(currency, Long.parseLong(difference.text("commission_micro"))));
  }
}
