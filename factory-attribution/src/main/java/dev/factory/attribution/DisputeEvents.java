package dev.factory.attribution;

import dev.factory.attribution.dispute.Adjustment;
import dev.factory.attribution.dispute.Diff;
import dev.factory.attribution.dispute.Dispute;
import dev.factory.attribution.event.PublisherId;
import dev.factory.attribution.internal.Sha256;
import dev.factory.core.journal.Event;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What disputes tell to the journal. The words of an answer are not among it, but their hash. */
final class DisputeEvents {
  private DisputeEvents() {}

  static Event opened(Dispute dispute, int frozen) {
    return Event.of(
        "DisputeOpened",
        "dispute:" + dispute.id(),
        Map.of(
            "dispute_id", dispute.id(),
            "publisher_id", dispute.publisherId().value(),
            "period_start", dispute.period().start().toString(),
            "period_end", dispute.period().end().toString(),
            "frozen_claims", frozen),
        stream(dispute.publisherId()));
  }

  static Event recalculated(Dispute dispute, Diff diff) {
    return Event.of(
        "RecalculationCompleted",
        "recalculation:" + dispute.id() + ":" + diff.hash(),
        Map.of(
            "dispute_id", dispute.id(),
            "publisher_id", diff.publisherId().value(),
            "period_start", diff.period().start().toString(),
            "period_end", diff.period().end().toString(),
            "differences", diff.differences().size(),
            "diff_hash", diff.hash()),
        stream(diff.publisherId()));
  }

  static Event resolved(Dispute dispute) {
    return Event.of(
        "DisputeResolved",
        "dispute-resolved:" + dispute.id(),
        Map.of(
            "dispute_id", dispute.id(),
            "publisher_id", dispute.publisherId().value(),
            "state", dispute.state().name(),
            "explanation_hash", Sha256.of(dispute.explanation().getBytes(StandardCharsets.UTF_8)),
            "signature", dispute.signature()),
        stream(dispute.publisherId()));
  }

  static Event writtenOff(Adjustment debt) {
    return Event.of(
        "DebtWrittenOff",
        "adjustment:" + debt.id(),
        Map.of(
            "adjustment_id", debt.id().value(),
            "publisher_id", debt.publisherId().value(),
            "currency", debt.commission().currency().code(),
            "debt_micro", Long.toString(debt.commission().micro())),
        stream(debt.publisherId()));
  }

  static Event adjusted(Adjustment adjustment) {
    return Event.of(
        "AdjustmentPosted",
        "adjustment:" + adjustment.id(),
        Map.of(
            "adjustment_id", adjustment.id().value(),
            "dispute_id", adjustment.disputeId(),
            "publisher_id", adjustment.publisherId().value(),
            "conversion_id", adjustment.conversionId().value(),
            "currency", adjustment.commission().currency().code(),
            "credit_micro", Long.toString(adjustment.credit().micro()),
            "commission_micro", Long.toString(adjustment.commission().micro())),
        stream(adjustment.publisherId()));
  }

  private static String stream(PublisherId publisher) {
    return "publisher_id=" + publisher;
  }
}
