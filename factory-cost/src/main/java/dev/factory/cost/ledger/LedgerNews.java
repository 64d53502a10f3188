package dev.factory.cost.ledger;

import dev.factory.core.journal.Event;
import dev.factory.core.journal.SubjectRef;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.cost.usage.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a journal is told of the commands of one transaction: usage, estimates that were breached,
 * limits that changed, and budgets that refused for the first time in a window. See DESIGN.md.
 *
 * <p><b>Threads:</b> for one thread.
 */
public final class LedgerNews {
  private final JournalledUsage usage;
  private final List<Event> events = new ArrayList<>();
  private final List<UsageEvent> recorded = new ArrayList<>();
  private final Set<Refusal> refusals = new LinkedHashSet<>();

  /**
   * A level that refused.
   *
   * @param window which counter
   * @param limit in billionths
   * @param used what was spent or held there
   * @param currency of the amounts
   * @param at when
   */
  public record Refusal(
      WindowKey window, long limit, long used, CurrencyUnit currency, Instant at) {}

  /** Nothing yet. */
  public LedgerNews(JournalledUsage usage) {
    this.usage = usage;
  }

  /**
   * Takes note of one command.
   *
   * @param before the rows as they were before it
   * @param change what it changed
   */
  public void add(
      LedgerCommand command, LedgerOutcome outcome, LedgerState before, LedgerChange change) {
    if (command instanceof LedgerCommand.Reserve reserve) {
      if (outcome instanceof LedgerOutcome.Refused refused) {
        refused(reserve, refused);
      } else {
        limits(reserve, before, change);
      }
    }
    if (usage != JournalledUsage.NONE) {
      usage(change);
    }
    if (outcome instanceof LedgerOutcome.Recorded done
        && !done.repeated()
        && done.uncovered() > 0) {
      events.add(breached(done));
    }
  }

  private void usage(LedgerChange change) {
    for (UsageEvent event : change.events()) {
      Reservation of = change.reservation(event.reservation());
      if (usage == JournalledUsage.EACH && of != null) {
        events.add(recorded(event, of));
      } else {
        recorded.add(event);
      }
    }
  }

  private void refused(LedgerCommand.Reserve reserve, LedgerOutcome.Refused refused) {
    for (Shortfall one : refused.shortfalls()) {
      refusals.add(
          new Refusal(
              one.level().window(),
              one.level().limit(),
              one.used(),
              reserve.currency(),
              reserve.at()));
    }
  }

  /** A reservation notes the limit it found; the first that finds another one tells. */
  private void limits(LedgerCommand.Reserve reserve, LedgerState before, LedgerChange change) {
    for (Level level : reserve.levels()) {
      Counter was = before.counter(level.window());
      if (was != null
          && was.version() > 0
          && was.limit() != level.limit()
          && change.counters().containsKey(level.window())) {
        events.add(limitChanged(reserve, level, was));
      }
    }
  }

  /** {@return levels that refused, each once; the store knows which of them are news} */
  public Set<Refusal> refusals() {
    return refusals;
  }

  /** {@return what is to be told, oldest first; usage in one event if it is batched} */
  public List<Event> events() {
    List<Event> all = new ArrayList<>(events);
    if (!recorded.isEmpty()) {
      all.add(batch(recorded));
    }
    return all;
  }

  private static Event recorded(UsageEvent event, Reservation of) {
    Charge charge = event.charge();
    Usage used = charge.usage();
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("event_id", event.id());
    data.put("reservation", of.id());
    data.put("currency", charge.exact().currency().code());
    data.put("nanos", Long.toString(event.nanos()));
    data.put("exact_femtos", Long.toString(charge.exact().femtos()));
    data.put("provider", charge.provider());
    data.put("model", charge.model());
    data.put("input_tokens", Long.toString(used.input()));
    data.put("cache_read_tokens", Long.toString(used.cacheRead()));
    data.put("cache_write_tokens", Long.toString(used.cacheWrite() + used.cacheWriteLong()));
    data.put("output_tokens", Long.toString(used.output()));
    data.put("reasoning_tokens", Long.toString(used.reasoning()));
    data.put("price_version", charge.priceVersion());
    if (charge.calls() > 1) {
      data.put("calls", charge.calls());
    }
    data.put("occurred_at", charge.occurredAt().toString());
    data.put("recorded_at", event.recordedAt().toString());
    data.put("budgets", windows(of));
    String type =
        switch (event.kind()) {
          case CHARGE -> "UsageSettled";
          case REFUND -> "UsageRefunded";
          case CORRECTION -> "UsageCorrected";
          case PRESUMED -> "UsagePresumed";
        };
    return event(type, "usage:" + event.id(), data, of);
  }

  private static Event breached(LedgerOutcome.Recorded done) {
    Reservation of = done.reservation();
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("event_id", done.event().id());
    data.put("reservation", of.id());
    data.put("currency", of.currency().code());
    data.put("reserved_nanos", Long.toString(of.amount()));
    data.put("charged_nanos", Long.toString(of.charged()));
    data.put("uncovered_nanos", Long.toString(done.uncovered()));
    data.put("provider", done.event().charge().provider());
    data.put("model", done.event().charge().model());
    data.put("recorded_at", done.event().recordedAt().toString());
    data.put("budgets", windows(of));
    return event("EstimateBreached", "breach:" + done.event().id(), data, of);
  }

  private static List<String> windows(Reservation of) {
    return of.windows().stream().map(window -> window.line() + "@" + window.start()).toList();
  }

  private static Event event(
      String type, String key, Map<String, @Nullable Object> data, Reservation of) {
    String user = JournalKeys.user(of.tags());
    return new Event(
        type,
        user.isEmpty() ? List.of() : List.of(new SubjectRef(user, Set.of("budgets"))),
        data,
        JournalKeys.key(key),
        JournalKeys.streams(of.tags()));
  }

  private static Event limitChanged(LedgerCommand.Reserve reserve, Level level, Counter was) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("budget", level.window().line());
    data.put("window_start", level.window().start().toString());
    data.put("currency", reserve.currency().code());
    data.put("from_nanos", Long.toString(was.limit()));
    data.put("to_nanos", Long.toString(level.limit()));
    data.put("at", reserve.at().toString());
    String user = JournalKeys.user(level.window().line());
    return new Event(
        "LimitChanged",
        user.isEmpty() ? List.of() : List.of(new SubjectRef(user, Set.of("budget"))),
        data,
        JournalKeys.key(
            "limit:" + level.window().line() + "@" + level.window().start() + ":" + was.version()),
        JournalKeys.streams(reserve.tags()));
  }

  private static Event batch(List<UsageEvent> recorded) {
    List<List<String>> pairs =
        recorded.stream()
            .map(one -> List.of(one.id(), Long.toString(one.nanos())))
            .sorted((a, b) -> a.get(0).compareTo(b.get(0)))
            .toList();
    Map<String, String> sums = new LinkedHashMap<>();
    for (UsageEvent one : recorded) {
      sums.merge(
          one.charge().exact().currency().code(),
          Long.toString(one.nanos()),
          (a, b) -> Long.toString(Math.addExact(Long.parseLong(a), Long.parseLong(b))));
    }
    String hash = JournalKeys.sha256(CanonicalJson.ofValue(pairs));
    return Event.of(
        "UsageBatchSettled",
        "usage-batch:" + hash,
        Map.of(
            "events",
            recorded.size(),
            "nanos",
            sums,
            "hash",
            "sha256:" + hash,
            "recorded_at",
            recorded.get(recorded.size() - 1).recordedAt().toString()));
  }
}
