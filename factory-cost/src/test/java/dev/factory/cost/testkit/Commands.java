package dev.factory.cost.testkit;

import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.budget.Dimension;
import dev.factory.cost.budget.OnCrash;
import dev.factory.cost.budget.SpendTags;
import dev.factory.cost.ledger.Charge;
import dev.factory.cost.ledger.EventKind;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.Level;
import dev.factory.cost.ledger.WindowKey;
import dev.factory.cost.money.ExactCost;
import dev.factory.cost.usage.Usage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Short ways to say what tests ask of a ledger. Amounts are billionths of a dollar. */
public final class Commands {
  /** When everything begins. */
  public static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  /** The currency of all tests. */
  public static final CurrencyUnit USD = CurrencyUnit.of("USD");

  /** On whose behalf everything is done. */
  public static final SpendTags TAGS = SpendTags.tenant("acme").with(Dimension.FEATURE, "search");

  private Commands() {}

  /** {@return a hard level of a line with one window, which begins at {@link #NOON}} */
  public static Level level(String line, long limit) {
    return new Level(new WindowKey(line + "#lifetime", NOON), NOON, limit, true);
  }

  /** {@return a hard level of a rolling line, its cell at {@code at}, counted over a minute} */
  public static Level rolling(String line, Instant at, long limit) {
    return new Level(new WindowKey(line + "#rolling:PT1M", at), at.minusSeconds(60), limit, true);
  }

  /** {@return the same level, not hard} */
  public static Level soft(Level level) {
    return new Level(level.window(), level.countedFrom(), level.limit(), false);
  }

  /** {@return a reservation until ten minutes after noon, charged on a crash} */
  public static LedgerCommand.Reserve reserve(String id, long amount, Level... levels) {
    return reserve(id, amount, OnCrash.CHARGE, List.of(levels));
  }

  /** {@return a reservation until ten minutes after noon} */
  public static LedgerCommand.Reserve reserve(
      String id, long amount, OnCrash onCrash, List<Level> levels) {
    return new LedgerCommand.Reserve(
        id,
        levels.stream().sorted().toList(),
        USD,
        amount,
        "book@1",
        NOON,
        NOON.plusSeconds(600),
        onCrash,
        TAGS);
  }

  /** {@return another amount for an open reservation} */
  public static LedgerCommand resize(String id, long amount, Level... levels) {
    return new LedgerCommand.Resize(id, Arrays.stream(levels).sorted().toList(), amount);
  }

  /** {@return the last charge of a call} */
  public static LedgerCommand settle(String id, String attempt, long nanos) {
    return new LedgerCommand.Settle(id, charge(id + "/" + attempt, nanos), true, NOON);
  }

  /** {@return a charge of a call that goes on} */
  public static LedgerCommand charged(String id, String attempt, long nanos) {
    return new LedgerCommand.Settle(id, charge(id + "/" + attempt, nanos), false, NOON);
  }

  /** {@return a refund} */
  public static LedgerCommand refund(String id, String name, long nanos) {
    return new LedgerCommand.Adjust(id, charge(id + "/" + name, -nanos), EventKind.REFUND, NOON);
  }

  /** {@return a release} */
  public static LedgerCommand release(String id) {
    return new LedgerCommand.Release(id, NOON);
  }

  /** {@return an expiry, eleven minutes after noon} */
  public static LedgerCommand expire(String id) {
    return new LedgerCommand.Expire(id, NOON.plusSeconds(660));
  }

  /** {@return a charge of whole billionths} */
  public static Charge charge(String eventId, long nanos) {
    return new Charge(
        eventId,
        "openai",
        "gpt-4o-mini",
        Usage.of(100, 20).withCache(30, 0),
        new ExactCost(USD, Math.multiplyExact(nanos, ExactCost.FEMTOS_PER_NANO)),
        "book@1",
        NOON);
  }
}
