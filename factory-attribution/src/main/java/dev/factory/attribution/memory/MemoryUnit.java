package dev.factory.attribution.memory;

import dev.factory.attribution.credit.CreditCause;
import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.memory.MemoryTables.Cause;
import dev.factory.attribution.policy.PolicyBook;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.ClosedPeriod;
import dev.factory.attribution.spi.PublisherLines;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.attribution.spi.RevenueFigures;
import dev.factory.attribution.spi.StoreUnit;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.FactoryException;
import dev.factory.core.journal.Event;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.money.Money;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One unit of work, or one view, on the tables. */
final class MemoryUnit implements StoreUnit {
  private static final Comparator<CreditSet> CAUSE_ORDER =
      Comparator.comparing(CreditSet::causeId).thenComparing(set -> set.cause().name());

  private final MemoryTables tables;
  private final List<Event> events = new ArrayList<>();

  MemoryUnit(MemoryTables tables) {
    this.tables = tables;
  }

  List<Event> events() {
    return events;
  }

  @Override
  public Journal journal() {
    return events::addAll;
  }

  @Override
  public List<RecordOutcome> recordTouchpoints(List<Touchpoint> touchpoints, Instant recordedAt) {
    List<RecordOutcome> outcomes = new ArrayList<>(touchpoints.size());
    for (Touchpoint touch : touchpoints) {
      Touchpoint there = tables.add(tables.touchpoints, touch.eventId(), touch);
      if (there == null) {
        tables.add(tables.path(touch.userKey()), touch);
      }
      outcomes.add(outcome(there, touch));
    }
    return outcomes;
  }

  @Override
  public List<RecordOutcome> recordConversions(List<Conversion> conversions, Instant recordedAt) {
    List<RecordOutcome> outcomes = new ArrayList<>(conversions.size());
    for (Conversion conversion : conversions) {
      Conversion there = tables.add(tables.conversions, conversion.eventId(), conversion);
      if (there == null) {
        tables.add(tables.conversionsByTime, conversion);
      }
      outcomes.add(outcome(there, conversion));
    }
    return outcomes;
  }

  @Override
  public List<RecordOutcome> recordReversals(List<Reversal> reversals, Instant recordedAt) {
    return reversals.stream().map(this::record).toList();
  }

  private RecordOutcome record(Reversal reversal) {
    Reversal there = tables.reversals.get(reversal.eventId());
    if (there != null) {
      return outcome(there, reversal);
    }
    Conversion conversion = tables.conversions.get(reversal.conversionId());
    if (conversion == null) {
      return RecordOutcome.UNKNOWN_CONVERSION;
    }
    if (!conversion.gross().currency().equals(reversal.amount().currency())) {
      return RecordOutcome.OTHER_CURRENCY;
    }
    Money left = conversion.gross();
    for (Reversal other : tables.reversalsOf.getOrDefault(conversion.eventId(), List.of())) {
      left = left.minus(other.amount());
    }
    if (reversal.amount().compareTo(left) > 0) {
      return RecordOutcome.EXCEEDS_GROSS;
    }
    tables.add(tables.reversals, reversal.eventId(), reversal);
    tables.add(tables.reversalsByTime, reversal);
    tables.add(MemoryTables.list(tables.reversalsOf, conversion.eventId()), reversal);
    return RecordOutcome.RECORDED;
  }

  @Override
  public RecordOutcome recordPolicy(PolicyVersion policy, Instant recordedAt) {
    PolicyBook.of(tables.policies.values()).with(policy);
    // as every store keeps it: without the functions of a host
    PolicyVersion kept = PolicyVersion.parse(policy.canonicalJson());
    return outcome(tables.add(tables.policies, policy.hash(), kept), policy);
  }

  private static RecordOutcome outcome(@Nullable Object there, Object given) {
    if (there == null) {
      return RecordOutcome.RECORDED;
    }
    return there.equals(given) ? RecordOutcome.DUPLICATE : RecordOutcome.CONFLICT;
  }

  @Override
  public List<PolicyVersion> policies() {
    return tables.policies.values().stream()
        .sorted(Comparator.comparing(PolicyVersion::validFrom))
        .toList();
  }

  @Override
  public Optional<Conversion> conversion(EventId id) {
    return Optional.ofNullable(tables.conversions.get(id));
  }

  @Override
  public void touchpoints(
      Collection<UserKey> users, Instant first, Instant last, Consumer<? super Touchpoint> sink) {
    for (UserKey user : new LinkedHashSet<>(users)) {
      for (Touchpoint touch : tables.path(user)) {
        if (!touch.at().isBefore(first) && !touch.at().isAfter(last)) {
          sink.accept(touch);
        }
      }
    }
  }

  @Override
  public List<Conversion> unattributed(Period period, @Nullable Conversion after, int limit) {
    return MemoryTables.after(tables.conversionsByTime, after).stream()
        .filter(conversion -> period.contains(conversion.at()))
        .filter(conversion -> !tables.credits.containsKey(Cause.conversion(conversion.eventId())))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Reversal> unattributedReversals(Period period, @Nullable Reversal after, int limit) {
    return MemoryTables.after(tables.reversalsByTime, after).stream()
        .filter(reversal -> period.contains(reversal.at()))
        .filter(reversal -> tables.credits.containsKey(Cause.conversion(reversal.conversionId())))
        .filter(reversal -> !tables.credits.containsKey(Cause.of(reversal)))
        .limit(limit)
        .toList();
  }

  @Override
  public long waitingReversals(Period period) {
    return tables.reversalsByTime.stream()
        .filter(reversal -> period.contains(reversal.at()))
        .filter(reversal -> !tables.credits.containsKey(Cause.conversion(reversal.conversionId())))
        .count();
  }

  @Override
  public List<CreditSet> addCredits(List<CreditSet> sets) {
    List<CreditSet> added = new ArrayList<>(sets.size());
    for (CreditSet set : sets) {
      if (follows(set) && tables.add(tables.credits, Cause.of(set), set) == null) {
        tables.add(MemoryTables.list(tables.creditsOf, set.conversionId()), set);
        added.add(set);
      }
    }
    return added;
  }

  /** A conversion's set has nothing before it; a reversal's comes after all there are. */
  private boolean follows(CreditSet set) {
    Money reversed = Money.zero(set.amount().currency());
    for (CreditSet other : credits(set.conversionId())) {
      if (other.cause() != CreditCause.CONVERSION) {
        reversed = reversed.minus(other.amount());
      }
    }
    return set.cause() == CreditCause.CONVERSION || set.reversedBefore().equals(reversed);
  }

  @Override
  public List<CreditSet> credits(EventId conversionId) {
    return List.copyOf(tables.creditsOf.getOrDefault(conversionId, List.of()));
  }

  @Override
  public List<CreditSet> creditSets(int closedPeriod, @Nullable CreditSet after, int limit) {
    return tables.credits.values().stream()
        .filter(set -> Integer.valueOf(closedPeriod).equals(tables.closedIn.get(Cause.of(set))))
        .filter(set -> after == null || CAUSE_ORDER.compare(set, after) > 0)
        .sorted(CAUSE_ORDER)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Conversion> conversions(Period period, @Nullable Conversion after, int limit) {
    return MemoryTables.after(tables.conversionsByTime, after).stream()
        .filter(conversion -> period.contains(conversion.at()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Adjustment> addAdjustments(List<Adjustment> adjustments) {
    return adjustments.stream()
        .filter(item -> tables.add(tables.adjustments, item.id(), item) == null)
        .toList();
  }

  @Override
  public List<Adjustment> adjustments(PublisherId publisherId) {
    return tables.adjustments.values().stream()
        .filter(item -> item.publisherId().equals(publisherId))
        .toList();
  }

  @Override
  public List<Adjustment> adjustments(int closedPeriod) {
    return tables.adjustments.values().stream()
        .filter(item -> Integer.valueOf(closedPeriod).equals(tables.adjustedIn.get(item.id())))
        .toList();
  }

  @Override
  public boolean close(ClosedPeriod period) {
    if (period.number() != tables.closed.size() + 1) {
      return false;
    }
    tables.add(tables.closed, period);
    for (CreditSet set : tables.credits.values()) {
      if (set.at().isBefore(period.period().end())) {
        tables.add(tables.closedIn, Cause.of(set), period.number());
      }
    }
    for (EventId id : tables.adjustments.keySet()) {
      tables.add(tables.adjustedIn, id, period.number());
    }
    return true;
  }

  @Override
  public List<ClosedPeriod> closed() {
    return List.copyOf(tables.closed);
  }

  @Override
  public List<PublisherLines> lines(int number) {
    return MemoryReports.lines(
        tables.credits.values().stream()
            .filter(set -> Integer.valueOf(number).equals(tables.closedIn.get(Cause.of(set))))
            .toList(),
        adjustments(number));
  }

  @Override
  public void addStatement(Statement statement) {
    boolean taken =
        statements(statement.period()).stream()
            .anyMatch(
                other ->
                    other.publisherId().equals(statement.publisherId())
                        && other.currency().equals(statement.currency()));
    if (taken) {
      throw new FactoryException(
          "attribution.statement-exists",
          "there is a statement of "
              + statement.publisherId()
              + " in "
              + statement.currency().code()
              + " for "
              + statement.period()
              + " already; nothing was written: read that one");
    }
    tables.add(tables.statements, statement);
  }

  @Override
  public List<Statement> statements(Period period) {
    return tables.statements.stream()
        .filter(statement -> statement.period().equals(period))
        .sorted(
            Comparator.comparing(Statement::publisherId)
                .thenComparing(statement -> statement.currency().code()))
        .toList();
  }

  @Override
  public MicroMoney carry(PublisherId publisherId, CurrencyUnit currency) {
    return tables.statements.stream()
        .filter(statement -> statement.publisherId().equals(publisherId))
        .filter(statement -> statement.currency().equals(currency))
        .reduce((earlier, later) -> later)
        .map(Statement::closingCarry)
        .orElse(MicroMoney.zero(currency));
  }

  @Override
  public List<PublisherId> publishers() {
    return tables.touchpoints.values().stream()
        .map(Touchpoint::publisherId)
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public List<CurrencyUnit> currencies(PublisherId publisherId) {
    return tables.credits.values().stream()
        .filter(set -> set.publishers().contains(publisherId))
        .map(set -> set.amount().currency())
        .distinct()
        .sorted(Comparator.comparing(CurrencyUnit::code))
        .toList();
  }

  @Override
  public RevenueFigures revenue(PublisherId publisherId, CurrencyUnit currency, Period period) {
    List<CreditSet> sets =
        tables.credits.values().stream()
            .filter(set -> set.amount().currency().equals(currency))
            .filter(set -> period.contains(set.at()))
            .toList();
    return MemoryReports.revenue(tables.touchpoints, sets, publisherId, currency, period);
  }
}
