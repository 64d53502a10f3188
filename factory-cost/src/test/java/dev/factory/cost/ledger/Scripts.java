package dev.factory.cost.ledger;

import static dev.factory.cost.testkit.Commands.NOON;
import static dev.factory.cost.testkit.Commands.charge;
import static dev.factory.cost.testkit.Commands.level;
import static dev.factory.cost.testkit.Commands.rolling;

import dev.factory.cost.budget.OnCrash;
import dev.factory.cost.spi.BudgetStore;
import dev.factory.cost.testkit.Commands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;

/** Random but repeatable commands over a few requests and lines, and pictures of what they did. */
public final class Scripts {
  static final long LIMIT = 100;
  private static final int REQUESTS = 6;

  private final Random random;
  private final String prefix;

  public Scripts(long seed, String prefix) {
    this.random = new Random(seed);
    this.prefix = prefix;
  }

  public List<LedgerCommand> commands(int count) {
    List<LedgerCommand> commands = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      commands.add(command());
    }
    return commands;
  }

  List<Level> levels() {
    return List.of(
        level(prefix + "a", LIMIT),
        level(prefix + "b", LIMIT),
        rolling(prefix + "c", NOON.plusSeconds(random.nextInt(3) * 30L), LIMIT));
  }

  String id() {
    return prefix + "r" + random.nextInt(REQUESTS);
  }

  private LedgerCommand command() {
    String id = id();
    int amount = random.nextInt(60);
    Instant at = NOON.plusSeconds(random.nextInt(900));
    return switch (random.nextInt(10)) {
      case 0, 1, 2 ->
          Commands.reserve(
              id, amount, random.nextInt(4) == 0 ? OnCrash.RELEASE : OnCrash.CHARGE, someLevels());
      case 3 -> new LedgerCommand.Resize(id, someLevels(), amount);
      case 4, 5 -> settle(id, amount, true, at);
      case 6 -> settle(id, amount / 4, false, at);
      case 7 -> new LedgerCommand.Release(id, at);
      case 8 -> new LedgerCommand.Expire(id, at);
      default ->
          new LedgerCommand.Adjust(
              id,
              charge(id + "/adjust-" + random.nextInt(3), -random.nextInt(20)),
              random.nextBoolean() ? EventKind.REFUND : EventKind.CORRECTION,
              at);
    };
  }

  private LedgerCommand settle(String id, int amount, boolean closing, Instant at) {
    return new LedgerCommand.Settle(id, charge(id + "/" + random.nextInt(4), amount), closing, at);
  }

  private List<Level> someLevels() {
    List<Level> all = levels();
    List<Level> some = all.stream().filter(any -> random.nextBoolean()).toList();
    return some.isEmpty() ? List.of(all.get(0)) : some.stream().sorted().toList();
  }

  /** Everything a ledger knows of these requests and lines. */
  public record Picture(
      List<Reservation> reservations, List<WindowState> windows, List<UsageEvent> events) {

    long sum(WindowKey key, ToLongFunction<Reservation> part) {
      return reservations.stream().filter(one -> one.windows().contains(key)).mapToLong(part).sum();
    }
  }

  public Picture picture(BudgetStore store) {
    List<Reservation> reservations = new ArrayList<>();
    List<UsageEvent> events = new ArrayList<>();
    for (int number = 0; number < REQUESTS; number++) {
      store.reservation(prefix + "r" + number).ifPresent(reservations::add);
      events.addAll(store.events(prefix + "r" + number));
    }
    List<WindowState> windows = new ArrayList<>();
    for (String line : List.of("a#lifetime", "b#lifetime", "c#rolling:PT1M")) {
      windows.addAll(
          store.windows(prefix + line, NOON.minusSeconds(3_600), NOON.plusSeconds(3_600)));
    }
    return new Picture(reservations, windows, events);
  }
}
