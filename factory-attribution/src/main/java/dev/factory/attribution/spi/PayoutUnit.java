package dev.factory.attribution.spi;

import dev.factory.attribution.dispute.Dispute;
import dev.factory.attribution.ledger.Posting;
import dev.factory.attribution.payout.Claim;
import dev.factory.attribution.payout.Payout;
import dev.factory.attribution.payout.PayoutId;
import dev.factory.attribution.payout.PayoutRun;
import dev.factory.attribution.payout.PayoutStatus;
import dev.factory.attribution.payout.RunKey;
import dev.factory.core.journal.Journal;
import dev.factory.core.money.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What may be read and written inside {@link PayoutStore#atomically}. */
public interface PayoutUnit extends PayoutView {

  /** {@inheritDoc} Other units that read it so wait for the end of this one. */
  @Override
  Optional<Payout> payout(PayoutId id);

  /** {@return the journal of this unit: its events are kept exactly if the unit's rows are} */
  Journal journal();

  /**
   * Makes postings. One whose id is there, or that has no entries, changes nothing.
   *
   * @return those that are new, in the order given
   */
  List<Posting> post(List<Posting> postings);

  /**
   * Notes that the ledger has taken in a closed period.
   *
   * @param number one more than {@link #takenIn}
   * @return false if another unit took it meanwhile; then nothing changed
   */
  boolean takeIn(int number, Instant at);

  /** Adds claims; one whose id is there stays as it is. */
  void addClaims(List<Claim> claims);

  /**
   * Makes two claims of one that is open: the first keeps its id and what is paid now, the other
   * has the rest.
   *
   * @param claim as it was read
   * @param first less than its amount, and more than zero
   * @param restId the id of the other claim
   * @throws dev.factory.core.FactoryException {@code attribution.claim-taken} if it is in a payout,
   *     frozen, unknown or of another amount; nothing of this unit is kept then
   */
  void split(Claim claim, Money first, String restId);

  /**
   * Begins a run.
   *
   * @return false if it had begun before; then nothing changed
   */
  boolean begin(PayoutRun run);

  /** Notes that all payouts of a run are put together, unless that was noted before. */
  void endAssembly(RunKey key, Instant at);

  /**
   * Adds a draft and takes its claims.
   *
   * @return false if the payout is there already; then nothing changed
   * @throws dev.factory.core.FactoryException {@code attribution.claim-taken} if one of its claims
   *     is in another payout, frozen or unknown; nothing of this unit is kept then
   */
  boolean addPayout(Payout draft);

  /**
   * Changes the status of a payout, if it still is as {@code seen}; of one that is over, the claims
   * are open again.
   *
   * @param seen as it was read
   * @param next its state may follow the one that was seen, or be the same
   * @return false if it was changed meanwhile; then nothing changed
   * @throws IllegalArgumentException if the states cannot follow each other
   */
  boolean move(Payout seen, PayoutStatus next);

  /**
   * Freezes claims that are in no payout and not frozen.
   *
   * @param claimIds which; others stay as they are
   * @param disputeId what for
   * @return how many were frozen
   */
  int freeze(Collection<String> claimIds, String disputeId);

  /** {@return how many claims a dispute froze; they are open again} */
  int unfreeze(String disputeId);

  /**
   * Adds a dispute.
   *
   * @return false if there is one of this id; then nothing changed
   */
  boolean addDispute(Dispute dispute);

  /**
   * Changes a dispute, if its state still is the one that was seen.
   *
   * @return false if it was changed meanwhile; then nothing changed
   */
  boolean changeDispute(Dispute seen, Dispute next);
}
