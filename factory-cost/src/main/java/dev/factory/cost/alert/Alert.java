package dev.factory.cost.alert;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectRef;
import dev.factory.cost.ledger.JournalKeys;
import dev.factory.cost.ledger.LedgerNews;
import dev.factory.cost.money.NanoMoney;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something about spending that somebody should know.
 *
 * <p>Rule, subject, window and level name it: however often and by however many nodes it is found,
 * it is raised once.
 *
 * @param rule which rule found it, 1 to 100 characters
 * @param subject what it is about: the line of a budget, or tags as {@code tenant=acme}
 * @param window start of the window in which it is raised once
 * @param level how far it has gone, in percent of what {@code reference} is
 * @param amount what was spent, or is expected to be
 * @param reference what it is held against: a limit, or what was spent the day before
 * @param at when it was found
 */
public record Alert(
    String rule,
    String subject,
    Instant window,
    int level,
    NanoMoney amount,
    NanoMoney reference,
    Instant at) {

  /** The rule under which a hard budget that refused a call is raised by the store itself. */
  public static final String EXCEEDED = "exceeded";

  private static final int ALL = 100;
  private static final int LONGEST = 100;

  /** Refuses a rule without a name, and amounts of different currencies. */
  public Alert {
    if (rule.isEmpty() || rule.length() > LONGEST || subject.isEmpty()) {
      throw new IllegalArgumentException(
          "an alert names its rule, 1 to " + LONGEST + " characters, and its subject");
    }
    amount.plus(NanoMoney.zero(reference.currency())); // of one currency
  }

  /** {@return what a hard budget that refused a call is raised as} */
  public static Alert exceeded(LedgerNews.Refusal refusal) {
    return new Alert(
        EXCEEDED,
        refusal.window().line(),
        refusal.window().start(),
        ALL,
        NanoMoney.ofNanos(refusal.currency(), refusal.used()),
        NanoMoney.ofNanos(refusal.currency(), refusal.limit()),
        refusal.at());
  }

  /** {@return whether both are the same alert, found at different times or by different nodes} */
  public boolean isSameAs(Alert other) {
    return rule.equals(other.rule)
        && subject.equals(other.subject)
        && window.equals(other.window)
        && level == other.level;
  }

  /** {@return the alert as an event of a journal} */
  public Event event() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("rule", rule);
    data.put("subject", subject);
    data.put("window_start", window.toString());
    data.put("level", level);
    data.put("currency", amount.currency().code());
    data.put("amount_nanos", Long.toString(amount.nanos()));
    data.put("reference_nanos", Long.toString(reference.nanos()));
    data.put("at", at.toString());
    String user = JournalKeys.user(subject);
    return new Event(
        rule.equals(EXCEEDED) ? "BudgetExceeded" : "SpendAlert",
        user.isEmpty() ? List.of() : List.of(new SubjectRef(user, Set.of("subject"))),
        data,
        JournalKeys.key("alert:" + rule + ":" + level + ":" + window + ":" + subject),
        JournalKeys.streams(subject));
  }
}
