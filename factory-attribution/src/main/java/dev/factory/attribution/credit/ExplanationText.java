package dev.factory.attribution.credit;

import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.OfferMatch;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.policy.Window;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The words of an {@link Explanation}. */
final class ExplanationText {
  private static final int MICRO_DECIMALS = 6;

  private final Explanation explanation;
  private final StringBuilder out = new StringBuilder(1_024);

  ExplanationText(Explanation explanation) {
    this.explanation = explanation;
    conversion();
    policy(explanation.policy());
    touches();
    credits(explanation.stored().get(0));
    List<CreditSet> reversals = explanation.stored().subList(1, explanation.stored().size());
    reversals.forEach(this::reversal);
    balances();
    confirmation();
  }

  private void conversion() {
    line("Conversion " + explanation.conversion().eventId());
    line("  at " + explanation.conversion().at() + " for " + explanation.conversion().offerId());
    line("  gross " + exact(MicroMoney.of(explanation.conversion().gross())));
  }

  private void policy(PolicyVersion policy) {
    line("Policy " + policy.hash());
    line(
        "  in force from "
            + policy.validFrom()
            + policy
                .end()
                .map(end -> " up to, not including, " + end)
                .orElse(" until the next begins"));
    line("  publishers get " + policy.publisherShare() + " of the gross, the platform the rest");
    line("  " + policy.model().name() + ": " + ModelWords.of(policy.model()));
    line(
        policy.offers() == OfferMatch.ANY
            ? "  touches of any offer count"
            : "  only touches of the offer that was bought count");
    policy.windows().byKind().forEach((kind, window) -> window(kind.name(), window));
    policy
        .windows()
        .byOffer()
        .forEach(
            (offer, windows) ->
                windows.forEach((kind, window) -> window(kind + " for " + offer, window)));
    ModelWords.of(policy.filters()).forEach(rule -> line("  " + rule));
  }

  private void window(String touches, Window window) {
    line(
        "  "
            + touches
            + " counts from "
            + window.start(explanation.conversion().at())
            + " to "
            + explanation.conversion().at()
            + ", both included ("
            + window
            + ")");
  }

  private void touches() {
    line("Touches considered: " + explanation.touches().size());
    for (JudgedTouch judged : explanation.touches()) {
      Touchpoint touch = judged.touch();
      line(
          "  "
              + touch.at()
              + " "
              + touch.kind()
              + " "
              + touch.eventId()
              + " of "
              + touch.publisherId()
              + " for "
              + touch.offerId()
              + ": "
              + (judged.verdict() == Verdict.ELIGIBLE ? "" : "does not count, ")
              + judged.verdict().words()
              + " ("
              + judged.verdict()
              + ")");
    }
  }

  private void credits(CreditSet set) {
    line("Division, rounded to millionths of a minor unit; what is left over goes to the earliest");
    line(
        "  publishers' share: "
            + explanation.policy().publisherShare()
            + " of "
            + exact(MicroMoney.of(set.amount()))
            + " is "
            + exact(set.commission())
            + "; fee, the rest: "
            + exact(set.fee()));
    if (set.isUnattributed()) {
      line("  no touch is eligible: nobody is paid, the share stays with \"unattributed\"");
    }
    parts(set);
  }

  private void reversal(CreditSet set) {
    line(
        "Reversal "
            + set.causeId()
            + " ("
            + set.cause()
            + ") at "
            + set.at()
            + " of "
            + exact(MicroMoney.of(set.amount().negated()))
            + " after "
            + exact(MicroMoney.of(set.reversedBefore())));
    line("  each gives back its part of all that is reversed, less what it gave back before");
    line("  publishers' share: " + exact(set.commission()) + "; fee: " + exact(set.fee()));
    parts(set);
  }

  private void parts(CreditSet set) {
    long total = set.credits().stream().mapToLong(Credit::weight).sum();
    for (Credit credit : set.credits()) {
      line(
          "  "
              + credit.touch().map(touch -> touch + " of ").orElse("")
              + credit.publisherId()
              + ": weight "
              + credit.weight()
              + " of "
              + total
              + ", credit "
              + exact(credit.credit())
              + ", commission "
              + exact(credit.commission()));
    }
  }

  private void balances() {
    SortedMap<PublisherId, MicroMoney> earned = new TreeMap<>();
    for (CreditSet set : explanation.stored()) {
      set.credits()
          .forEach(
              credit -> earned.merge(credit.publisherId(), credit.commission(), MicroMoney::plus));
    }
    line("Earned by this conversion, after reversals");
    for (Map.Entry<PublisherId, MicroMoney> entry : earned.entrySet()) {
      line("  " + entry.getKey() + ": " + exact(entry.getValue()));
    }
  }

  private void confirmation() {
    line(
        explanation.isConfirmed()
            ? "Computed again from the events and the policy: the same to the last millionth."
            : "COMPUTED AGAIN FROM THE EVENTS AND THE POLICY: NOT THE SAME. The stored credits do"
                + " not follow from the stored events; compare them with their receipts.");
  }

  /** All digits there are: {@code USD 16.66666667}. */
  private static String exact(MicroMoney amount) {
    CurrencyUnit currency = amount.currency();
    return currency.code()
        + " "
        + BigDecimal.valueOf(amount.micro(), currency.exponent() + MICRO_DECIMALS).toPlainString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
