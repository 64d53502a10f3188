package dev.factory.receipts;

import dev.factory.receipts.VerificationReport.Payloads;
import dev.factory.receipts.VerificationReport.Truncation;
import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was found in some receipts. Tallies add up to the same whatever the order, so it does not
 * matter who looked at which receipts, or when. Memory grows only with what was erased.
 */
final class Tally {
  /** A damaged certificate makes what it certifies seem lost; the damage is what counts then. */
  private static final Comparator<Fault> IN_ORDER =
      Comparator.comparing((Fault fault) -> fault.kind().isAboutErasure())
          .thenComparingLong(Fault::seq)
          .thenComparing(Fault::kind);

  private final Set<String> kids = new TreeSet<>();

  /** Positions of payloads of which something is gone; the digests that stand for it, if any. */
  private final Map<Long, Set<ReceiptHash>> gone = new HashMap<>();

  /** The same, of payloads that only were looked back at; they are not counted. */
  private final Map<Long, Set<ReceiptHash>> goneBefore = new HashMap<>();

  private final List<ErasureCertificate.Item> certified = new ArrayList<>();
  private long signatures;
  private long signatureFailures;
  private long mismatches;
  private long intact;
  private @Nullable Fault firstFault;

  void signedBy(String kid) {
    signatures++;
    kids.add(kid);
  }

  void intactPayload() {
    intact++;
  }

  /**
   * @param digests what stands in the place of what is gone; none if the whole payload is
   */
  void gonePayload(long seq, Set<ReceiptHash> digests) {
    gone.put(seq, digests);
  }

  /** {@return positions before {@code begin} of which something is certified to be erased} */
  Set<Long> certifiedBefore(long begin) {
    Set<Long> positions = new TreeSet<>();
    for (ErasureCertificate.Item item : certified) {
      if (item.seq() < begin) {
        positions.add(item.seq());
      }
    }
    return positions;
  }

  void lookedBack(Tally payload) {
    goneBefore.putAll(payload.gone);
    mismatches += payload.mismatches;
    if (payload.firstFault != null) {
      first(payload.firstFault);
    }
  }

  void certified(List<ErasureCertificate.Item> items) {
    certified.addAll(items);
  }

  void fault(long seq, Fault.Kind kind) {
    if (kind.isSignature()) {
      signatureFailures++;
    } else {
      mismatches++;
    }
    first(new Fault(seq, kind));
  }

  private void first(Fault fault) {
    if (firstFault == null || IN_ORDER.compare(fault, firstFault) < 0) {
      firstFault = fault;
    }
  }

  void add(Tally other) {
    kids.addAll(other.kids);
    gone.putAll(other.gone);
    goneBefore.putAll(other.goneBefore);
    certified.addAll(other.certified);
    signatures += other.signatures;
    signatureFailures += other.signatureFailures;
    mismatches += other.mismatches;
    intact += other.intact;
    if (other.firstFault != null) {
      first(other.firstFault);
    }
  }

  /** Compares what is gone with what is certified to be; to be called once, at the end. */
  private Payloads settleErasures() {
    Map<Long, List<ErasureCertificate.Item>> bySeq = new HashMap<>();
    for (ErasureCertificate.Item item : certified) {
      bySeq.computeIfAbsent(item.seq(), any -> new ArrayList<>()).add(item);
      if (!isGone(item)) {
        fault(item.seq(), Fault.Kind.NOT_ERASED);
      }
    }
    long missing = 0;
    for (Map.Entry<Long, Set<ReceiptHash>> payload : gone.entrySet()) {
      if (!isCertified(payload.getValue(), bySeq.getOrDefault(payload.getKey(), List.of()))) {
        missing++;
        fault(payload.getKey(), Fault.Kind.MISSING_PAYLOAD);
      }
    }
    return new Payloads(intact, gone.size() - missing, missing);
  }

  private boolean isGone(ErasureCertificate.Item item) {
    Set<ReceiptHash> digests = gone.getOrDefault(item.seq(), goneBefore.get(item.seq()));
    if (digests == null) {
      return false;
    }
    boolean isWhole = digests.isEmpty();
    return isWhole || (!item.isWhole() && digests.containsAll(item.digests()));
  }

  private static boolean isCertified(
      Set<ReceiptHash> digests, List<ErasureCertificate.Item> items) {
    if (digests.isEmpty()) {
      return items.stream().anyMatch(ErasureCertificate.Item::isWhole);
    }
    Set<ReceiptHash> explained = new HashSet<>();
    items.forEach(item -> explained.addAll(item.digests()));
    return explained.containsAll(digests);
  }

  /**
   * {@return the report}
   *
   * @param begin position of the first receipt that was looked at
   * @param receipts how many there are
   * @param root the Merkle root, or null if it was not computed
   */
  VerificationReport report(
      VerificationLevel level,
      long begin,
      long receipts,
      @Nullable ReceiptHash root,
      Truncation truncation) {
    Tally end = new Tally();
    end.add(this);
    Payloads payloads = end.settleErasures();
    return new VerificationReport(
        level,
        receipts,
        begin,
        end.signatures,
        end.signatureFailures,
        end.mismatches,
        root,
        end.kids,
        payloads,
        truncation,
        end.firstFault);
  }
}
