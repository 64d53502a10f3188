package dev.factory.attribution.jdbc;

import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.EventId;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.event.UserKey;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.spi.ClosedPeriod;
import dev.factory.attribution.spi.PublisherLines;
import dev.factory.attribution.spi.RecordOutcome;
import dev.factory.attribution.spi.RevenueFigures;
import dev.factory.attribution.spi.StoreUnit;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.CurrencyUnit;
import dev.factory.core.money.MicroMoney;
import dev.factory.core.time.Period;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One transaction: passes each question to the table that knows. */
final class JdbcUnit implements StoreUnit {
  private final Journal journal;
  private final TouchpointTable touchpoints;
  private final ConversionTable conversions;
  private final ReversalTable reversals;
  private final PolicyTable policies;
  private final CreditTable credits;
  private final StatementTable statements;
  private final AdjustmentTable adjustments;
  private final Reports reports;

  JdbcUnit(Session session, Journal journal) {
    this.journal = journal;
    this.touchpoints = new TouchpointTable(session);
    this.conversions = new ConversionTable(session);
    this.reversals = new ReversalTable(session, conversions);
    this.policies = new PolicyTable(session);
    this.credits = new CreditTable(session, conversions);
    this.statements = new StatementTable(session);
    this.adjustments = new AdjustmentTable(session);
    this.reports = new Reports(session);
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public List<RecordOutcome> recordTouchpoints(List<Touchpoint> items, Instant recordedAt) {
    return touchpoints.record(items, recordedAt);
  }

  @Override
  public List<RecordOutcome> recordConversions(List<Conversion> items, Instant recordedAt) {
    return conversions.record(items, recordedAt);
  }

  @Override
  public List<RecordOutcome> recordReversals(List<Reversal> items, Instant recordedAt) {
    return reversals.record(items, recordedAt);
  }

  @Override
  public RecordOutcome recordPolicy(PolicyVersion policy, Instant recordedAt) {
    return policies.record(policy, recordedAt);
  }

  @Override
  public List<PolicyVersion> policies() {
    return policies.all();
  }

  @Override
  public Optional<Conversion> conversion(EventId id) {
    return conversions.find(id);
  }

  @Override
  public void touchpoints(
      Collection<UserKey> users, Instant first, Instant last, Consumer<? super Touchpoint> sink) {
    touchpoints.of(users, first, last, sink);
  }

  @Override
  public List<Conversion> unattributed(Period period, @Nullable Conversion after, int limit) {
    return conversions.unattributed(period, after, limit);
  }

  @Override
  public List<Reversal> unattributedReversals(Period period, @Nullable Reversal after, int limit) {
    return reversals.unattributed(period, after, limit);
  }

  @Override
  public long waitingReversals(Period period) {
    return reversals.waiting(period);
  }

  @Override
  public List<CreditSet> addCredits(List<CreditSet> sets) {
    return credits.add(sets);
  }

  @Override
  public List<CreditSet> credits(EventId conversionId) {
    return credits.of(conversionId);
  }

  @Override
  public List<CreditSet> creditSets(int closedPeriod, @Nullable CreditSet after, int limit) {
    return credits.ofPeriod(closedPeriod, after, limit);
  }

  @Override
  public List<Conversion> conversions(Period period, @Nullable Conversion after, int limit) {
    return conversions.of(period, after, limit);
  }

  @Override
  public List<Adjustment> addAdjustments(List<Adjustment> items) {
    return adjustments.add(items);
  }

  @Override
  public List<Adjustment> adjustments(PublisherId publisherId) {
    return adjustments.of(publisherId);
  }

  @Override
  public List<Adjustment> adjustments(int closedPeriod) {
    return adjustments.of(closedPeriod);
  }

  @Override
  public boolean close(ClosedPeriod period) {
    return statements.close(period);
  }

  @Override
  public List<ClosedPeriod> closed() {
    return statements.closed();
  }

  @Override
  public List<PublisherLines> lines(int number) {
    return statements.lines(number);
  }

  @Override
  public void addStatement(Statement statement) {
    statements.add(statement);
  }

  @Override
  public List<Statement> statements(Period period) {
    return statements.of(period);
  }

  @Override
  public MicroMoney carry(PublisherId publisherId, CurrencyUnit currency) {
    return statements.carry(publisherId, currency);
  }

  @Override
  public List<PublisherId> publishers() {
    return touchpoints.publishers();
  }

  @Override
  public List<CurrencyUnit> currencies(PublisherId publisherId) {
    return reports.currencies(publisherId);
  }

  @Override
  public RevenueFigures revenue(PublisherId publisherId, CurrencyUnit currency, Period period) {
    return reports.revenue(publisherId, currency, period);
  }
}
