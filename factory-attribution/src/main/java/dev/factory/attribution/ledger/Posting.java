package dev.factory.attribution.ledger;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries that are made together and add up to zero in each currency.
 *
 * @param id made of cause, step and rules: what was posted for them before is not posted again
 * @param cause what brought it about: {@code CONVERSION:<event id>}, {@code statement:...}, {@code
 *     payout:<id>}
 * @param step what it does
 * @param rules the hash of the rules it was computed by: of a policy, a statement or payout terms
 * @param at when it was made
 * @param entries at most one for each account and currency; may be empty, then it moves nothing and
 *     stores leave it out
 */
public record Posting(
    PostingId id,
    String cause,
    PostingStep step,
    String rules,
    Instant at,
    List<LedgerEntry> entries) {

  /** Copies the entries; refuses a sum other than zero, and an id that does not fit. */
  public Posting {
    entries = List.copyOf(entries);
    if (!id.equals(PostingId.of(cause, step, rules))) {
      throw new IllegalArgumentException("the id of a posting is made of cause, step and rules");
    }
    Map<CurrencyUnit, MicroMoney> sums = new HashMap<>();
    for (LedgerEntry entry : entries) {
      sums.merge(entry.amount().currency(), entry.amount(), MicroMoney::plus);
    }
    sums.forEach(
        (currency, sum) -> {
          if (!sum.isZero()) {
            throw new IllegalArgumentException(
                "the posting "
                    + step
                    + " of "
                    + cause
                    + " is off by "
                    + sum.micro()
                    + " in "
                    + currency.code());
          }
        });
  }

  /** {@return a new list of entries, to which amounts are added} */
  public static Draft of(String cause, PostingStep step, String rules, Instant at) {
    return new Draft(cause, step, rules, at);
  }

  /** Collects the entries of a posting; amounts for one account and currency add up. */
  public static final class Draft {
    private final String cause;
    private final PostingStep step;
    private final String rules;
    private final Instant at;
    private final Map<Side, MicroMoney> sides = new LinkedHashMap<>();

    private Draft(String cause, PostingStep step, String rules, Instant at) {
      this.cause = cause;
      this.step = step;
      this.rules = rules;
      this.at = at;
    }

    private record Side(Account account, CurrencyUnit currency) {}

    /** {@return this draft, with {@code amount} more in {@code account}} */
    public Draft add(Account account, MicroMoney amount) {
      sides.merge(new Side(account, amount.currency()), amount, MicroMoney::plus);
      return this;
    }

    /** {@return this draft, with {@code amount} moved from one account to another} */
    public Draft move(Account from, Account to, MicroMoney amount) {
      return add(from, amount.negated()).add(to, amount);
    }

    /** {@return the posting, without entries of zero} */
    public Posting make() {
      List<LedgerEntry> entries = new ArrayList<>();
      sides.forEach(
          (side, amount) -> {
            if (!amount.isZero()) {
              entries.add(new LedgerEntry(side.account(), amount));
            }
          });
      return new Posting(PostingId.of(cause, step, rules), cause, step, rules, at, entries);
    }
  }
}
