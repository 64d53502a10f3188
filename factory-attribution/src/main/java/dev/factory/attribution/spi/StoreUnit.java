package dev.factory.attribution.spi;

import dev.factory.attribution.credit.CreditSet;
import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.event.Conversion;
import dev.factory.attribution.event.Reversal;
import dev.factory.attribution.event.Touchpoint;
import dev.factory.attribution.policy.PolicyVersion;
import dev.factory.attribution.statement.Statement;
import dev.factory.core.journal.Journal;
import java.time.Instant;
import java.util.List;

/** What may be read and written inside {@link AttributionStore#atomically}. */
public interface StoreUnit extends StoreView {

  /**
   * {@return the journal of this unit: its events are kept exactly if the unit's rows are}
   *
   * <p>A store whose journal lives elsewhere hands the events over before it commits, and says so.
   */
  Journal journal();

  /**
   * Records touchpoints.
   *
   * @param recordedAt the time of recording, for operators to see
   * @return one outcome for each, in their order: {@code RECORDED}, {@code DUPLICATE} or {@code
   *     CONFLICT}; of two in the list with one id, the first is recorded
   */
  List<RecordOutcome> recordTouchpoints(List<Touchpoint> touchpoints, Instant recordedAt);

  /** Records conversions; as {@link #recordTouchpoints}. */
  List<RecordOutcome> recordConversions(List<Conversion> conversions, Instant recordedAt);

  /**
   * Records reversals.
   *
   * <p>Reversals of one conversion that are recorded at the same time wait for each other, so their
   * sum never exceeds the gross.
   *
   * @param recordedAt the time of recording, for operators to see
   * @return one outcome for each, in their order; any of {@link RecordOutcome}
   */
  List<RecordOutcome> recordReversals(List<Reversal> reversals, Instant recordedAt);

  /**
   * Records a policy. Policies that are recorded at the same time wait for each other, so no two in
   * the store ever overlap.
   *
   * @return {@code RECORDED} or {@code DUPLICATE}
   * @throws dev.factory.core.FactoryException {@code attribution.policy-overlap} as in {@link
   *     dev.factory.attribution.policy.PolicyBook#with}; nothing of this unit is kept then
   */
  RecordOutcome recordPolicy(PolicyVersion policy, Instant recordedAt);

  /**
   * Adds the credits of conversions and reversals that have none yet. Those that have stay as they
   * are. Credits of a reversal are added only if {@link CreditSet#reversedBefore} is what the
   * credits of the conversion's reversals took back so far, so that the slices follow each other
   * without gap or overlap.
   *
   * @param sets their conversions, reversals and policies are recorded
   * @return those that were added, in the order given
   */
  List<CreditSet> addCredits(List<CreditSet> sets);

  /**
   * Adds adjustments; one whose id is there stays as it is.
   *
   * @return those that are new, in the order given
   */
  List<Adjustment> addAdjustments(List<Adjustment> adjustments);

  /**
   * Closes a period: all credits that are in no closed period yet, and whose conversion or reversal
   * was before its end, belong to it from now on, and so do all adjustments that are in none.
   *
   * @param period its number is one more than there are closed periods
   * @return false if that number was taken meanwhile; then nothing changed
   */
  boolean close(ClosedPeriod period);

  /**
   * {@return what the credits and adjustments of a closed period mean for each publisher, without
   * {@code unattributed}, by publisher, currency, time and cause}
   *
   * @param number of the closed period
   */
  List<PublisherLines> lines(int number);

  /**
   * Keeps a statement. There is at most one for a publisher, a currency and a period.
   *
   * @throws dev.factory.core.FactoryException if there is one; nothing of this unit is kept then
   */
  void addStatement(Statement statement);
}
