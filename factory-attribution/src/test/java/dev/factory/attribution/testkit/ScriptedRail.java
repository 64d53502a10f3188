package dev.factory.attribution.testkit;

import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutMethod;
import dev.factory.attribution.spi.PayoutCommand;
import dev.factory.attribution.spi.PayoutRail;
import dev.factory.attribution.spi.RailCapabilities;
import dev.factory.attribution.spi.RailFinding;
import dev.factory.attribution.spi.RailOutcome;
import dev.factory.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A rail that fails as it is told, and counts what it really moved.
 *
 * <p>It keeps keys for 24 hours and answers a key that it knows with its first answer, errors
 * included; after that the same key moves money again. It never looks at references when it pays:
 * whoever submits a payout twice under two keys pays it twice.
 */
public final class ScriptedRail implements PayoutRail {
  /** How long after a request a late transfer may still appear, at most. */
  public static final Duration LATEST = Duration.ofMinutes(9);

  private static final Duration KEYS_KEPT = Duration.ofHours(24);
  private static final RailCapabilities CAPABILITIES =
      new RailCapabilities(
          new PayoutMethod("scripted"),
          Set.of(),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          true);

  private final InstantSource time;
  private final Supplier<Fault> faults;
  private final Map<String, Kept> keys = new HashMap<>();
  private final List<Transfer> transfers = new ArrayList<>();
  private boolean deaf;

  /**
   * @param time the rail's clock
   * @param faults what happens to each request, in their order
   */
  public ScriptedRail(InstantSource time, Supplier<Fault> faults) {
    this.time = time;
    this.faults = faults;
  }

  /** What happens to one request. */
  public enum Fault {
    /** Nothing: it is paid and the answer says so. */
    NONE,
    /** The request is lost on its way. */
    REQUEST_LOST,
    /** It is paid and the answer is lost. */
    REPLY_LOST,
    /** The answer is lost, and it is paid minutes later; until then nobody can see it. */
    LATE,
    /** 429: it is not taken. */
    RATE_LIMITED,
    /** 500 and nothing is paid. */
    ERROR_BEFORE,
    /** 500 though it is paid. */
    ERROR_AFTER,
    /** It is paid and another amount is told, now and ever. */
    OTHER_AMOUNT,
    /** It is refused for good. */
    REFUSED,
    /** It is taken, and paid minutes later. */
    ACCEPTED,
    /** The process that asks dies before the request. */
    DIES_BEFORE,
    /** The process that asks dies after it was paid. */
    DIES_AFTER
  }

  /** The process that made a request died; nothing of it goes on. */
  public static final class Died extends Error {
    private static final long serialVersionUID = 1L;

    /** Dies. */
    public Died() {
      super("the process died", null, false, false);
    }
  }

  /**
   * What really moved.
   *
   * @param railReference its name
   * @param reference the payout's id
   * @param amount what moved
   * @param told the amount the rail tells
   * @param from when it moved, or will have moved
   */
  public record Transfer(
      String railReference, PayoutId reference, Money amount, Money told, Instant from) {}

  private record Kept(RailOutcome answer, Instant until) {}

  @Override
  public RailCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public synchronized RailOutcome submit(PayoutCommand command, String key) {
    Instant now = time.instant();
    Kept kept = keys.get(key);
    if (kept != null && now.isBefore(kept.until())) {
      return kept.answer();
    }
    Fault fault = faults.get();
    if (fault == Fault.DIES_BEFORE) {
      throw new Died();
    }
    RailOutcome answer = answer(command, fault, now);
    if (fault != Fault.REQUEST_LOST && fault != Fault.RATE_LIMITED) {
      keys.put(key, new Kept(answer, now.plus(KEYS_KEPT)));
    }
    if (fault == Fault.DIES_AFTER) {
      throw new Died();
    }
    return answer;
  }

  private RailOutcome answer(PayoutCommand command, Fault fault, Instant now) {
    Money other = Money.ofMinor(command.amount().currency(), command.amount().minor() + 1);
    return switch (fault) {
      case NONE, DIES_AFTER -> paid(moved(command, command.amount(), now));
      case OTHER_AMOUNT -> paid(moved(command, other, now));
      case REPLY_LOST -> unseen(moved(command, command.amount(), now), "no-answer");
      case ERROR_AFTER -> unseen(moved(command, command.amount(), now), "http-500");
      case LATE -> unseen(moved(command, command.amount(), now.plus(LATEST)), "no-answer");
      case ACCEPTED ->
          new RailOutcome.Accepted(
              moved(command, command.amount(), now.plus(LATEST)).railReference());
      case REQUEST_LOST -> new RailOutcome.InDoubt("no-answer");
      case ERROR_BEFORE -> new RailOutcome.InDoubt("http-500");
      case RATE_LIMITED -> new RailOutcome.NotTaken("http-429");
      case REFUSED -> new RailOutcome.Rejected("http-400");
      case DIES_BEFORE -> throw new Died();
    };
  }

  private Transfer moved(PayoutCommand command, Money told, Instant from) {
    Transfer transfer =
        new Transfer(
            "tr_" + (transfers.size() + 1), command.reference(), command.amount(), told, from);
    transfers.add(transfer);
    return transfer;
  }

  private static RailOutcome paid(Transfer transfer) {
    return new RailOutcome.Paid(transfer.railReference(), transfer.told());
  }

  /** The transfer is there, and nobody is told. */
  private RailOutcome unseen(Transfer transfer, String reason) {
    if (!transfers.contains(transfer)) {
      throw new IllegalStateException("what is not told was made all the same");
    }
    return new RailOutcome.InDoubt(reason);
  }

  @Override
  public synchronized RailFinding lookup(PayoutCommand command, String key) {
    if (deaf) {
      return new RailFinding.Unclear("http-500");
    }
    Instant now = time.instant();
    List<Transfer> found =
        transfers.stream()
            .filter(transfer -> transfer.reference().equals(command.reference()))
            .filter(transfer -> !transfer.from().isAfter(now))
            .toList();
    if (found.size() > 1) {
      return new RailFinding.Unclear("several-transfers");
    }
    return found.isEmpty() ? new RailFinding.Absent() : found(found.get(0));
  }

  private static RailFinding.Found found(Transfer transfer) {
    return new RailFinding.Found(transfer.railReference(), transfer.told(), RailFinding.Stage.PAID);
  }

  @Override
  public synchronized RailOutcome reverse(String railReference, Money amount, String key) {
    return new RailOutcome.Rejected("not-scripted");
  }

  /** Whether questions are answered with an error from now on. */
  public synchronized void deaf(boolean now) {
    deaf = now;
  }

  /** {@return what the rail would tell of a transfer by a webhook} */
  public static RailFinding.Found notice(Transfer transfer) {
    return found(transfer);
  }

  /** {@return everything that moved, or is about to, oldest first} */
  public synchronized List<Transfer> transfers() {
    return List.copyOf(transfers);
  }
}
