package dev.factory.cost;

import dev.factory.core.jdbc.StorageException;
import dev.factory.cost.budget.Budget;
import dev.factory.cost.budget.OnStoreFailure;
import dev.factory.cost.ledger.EventKind;
import dev.factory.cost.ledger.LedgerCommand;
import dev.factory.cost.ledger.Level;
import dev.factory.cost.ledger.UsageEvent;
import dev.factory.cost.money.NanoMoney;
import dev.factory.cost.spi.BudgetStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node let through while the store did not answer, for budgets that allow it, until the
 * store has it. Gone with the process, which is why each budget bounds it.
 */
final class OpenSpending {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSpending.class);

  private final BudgetStore store;
  private final Map<String, List<LedgerCommand>> waiting = new LinkedHashMap<>();
  private final Map<String, Long> heldByLine = new HashMap<>();

  OpenSpending(BudgetStore store) {
    this.store = store;
  }

  /** Grants within the bounds of every budget, or passes the failure on. */
  synchronized SpendDecision grant(
      LedgerCommand.Reserve command, Hold wanted, StorageException failure) {
    if (!waiting.containsKey(command.reservation())) {
      if (!wanted.budgets().stream().allMatch(budget -> hasRoom(budget, wanted.amount()))) {
        throw failure;
      }
      waiting.put(command.reservation(), new ArrayList<>(List.of(advisory(command))));
      wanted
          .budgets()
          .forEach(one -> heldByLine.merge(one.line(), wanted.amount().nanos(), Math::addExact));
      LOG.warn(
          "The budget store does not answer ({}); {} calls were let through without it, as their"
              + " budgets allow. Call reconcile() when it is back.",
          failure.code(),
          waiting.size());
    }
    Hold hold =
        new Hold(
            wanted.requestId(),
            wanted.budgets(),
            wanted.amount(),
            wanted.priceVersion(),
            wanted.reservedAt(),
            wanted.deadline(),
            false);
    return new SpendDecision.Granted(hold, List.of());
  }

  private boolean hasRoom(Budget budget, NanoMoney amount) {
    if (!(budget.policy().onStoreFailure() instanceof OnStoreFailure.Open open)) {
      return false;
    }
    long held = heldByLine.getOrDefault(budget.line(), 0L);
    return amount.nanos() <= open.bound().nanos() - held;
  }

  /** What was let through is recorded even where the limit is reached by now. */
  private static LedgerCommand.Reserve advisory(LedgerCommand.Reserve command) {
    List<Level> levels =
        command.levels().stream()
            .map(level -> new Level(level.window(), level.countedFrom(), level.limit(), false))
            .toList();
    return new LedgerCommand.Reserve(
        command.reservation(),
        levels,
        command.currency(),
        command.amount(),
        command.priceVersion(),
        command.at(),
        command.deadline(),
        command.onCrash(),
        command.tags());
  }

  /** Keeps a settlement of a call that is not recorded yet; empty if it is. */
  synchronized Optional<Settlement> defer(LedgerCommand.Settle command) {
    List<LedgerCommand> commands = waiting.get(command.reservation());
    if (commands == null) {
      return Optional.empty();
    }
    commands.add(command);
    UsageEvent event =
        new UsageEvent(
            command.charge(),
            EventKind.CHARGE,
            command.reservation(),
            command.charge().nanos(),
            command.at());
    long held = ((LedgerCommand.Reserve) commands.get(0)).amount();
    long uncovered = Math.max(0, event.nanos() - held);
    return Optional.of(
        new Settlement(
            event, new NanoMoney(command.charge().exact().currency(), uncovered), false));
  }

  /** Drops a call that was never sent; false if it is not one of those waiting. */
  synchronized boolean forget(Hold hold) {
    if (waiting.remove(hold.requestId()) == null) {
      return false;
    }
    free(hold.budgets().stream().map(Budget::line).toList(), hold.amount().nanos());
    return true;
  }

  synchronized int replay() {
    for (String id : List.copyOf(waiting.keySet())) {
      List<LedgerCommand> commands = waiting.getOrDefault(id, List.of());
      try {
        store.apply(commands);
      } catch (StorageException stillDown) {
        LOG.warn("The budget store still does not answer ({}).", stillDown.code());
        break;
      }
      waiting.remove(id);
      LedgerCommand.Reserve reserve = (LedgerCommand.Reserve) commands.get(0);
      free(
          reserve.levels().stream().map(level -> level.window().line()).toList(), reserve.amount());
    }
    return waiting.size();
  }

  private void free(List<String> lines, long nanos) {
    lines.forEach(line -> heldByLine.merge(line, -nanos, Math::addExact));
  }
}
