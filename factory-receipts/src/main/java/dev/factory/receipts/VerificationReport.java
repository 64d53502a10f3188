package dev.factory.receipts;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param level how much it looked at
 * @param receipts how many receipts there were
 * @param begin position of the first that was looked at; 0 unless the verifier went on from an
 *     {@link AuditPoint}
 * @param signatures how many signatures were checked and good; 0 below {@link
 *     VerificationLevel#SIGNATURES}
 * @param signatureFailures how many signatures were not good, or of an unknown key
 * @param mismatches how many other faults there were: hashes, positions, headers, payloads
 * @param root Merkle root (RFC 6962, section 2.1) over the leaves as they stand; null below {@link
 *     VerificationLevel#ROOT}
 * @param kids thumbprints of the keys that good signatures were made with
 * @param payloads what became of the payloads; all zero below {@link VerificationLevel#PAYLOADS}
 * @param truncation whether a missing end would have been noticed
 * @param firstFault the first thing wrong, in the order of the ledger; payloads that are missing,
 *     or not erased, come after everything else, since a damaged certificate makes them seem so;
 *     null if nothing is
 */
public record VerificationReport(
    VerificationLevel level,
    long receipts,
    long begin,
    long signatures,
    long signatureFailures,
    long mismatches,
    @Nullable ReceiptHash root,
    Set<String> kids,
    Payloads payloads,
    Truncation truncation,
    @Nullable Fault firstFault) {

  /** Copies the thumbprints. */
  public VerificationReport {
    kids = Set.copyOf(kids);
  }

  /**
   * Payloads by state.
   *
   * @param intact there, and what the header commits to
   * @param erased gone, and a receipt says so
   * @param missing gone without a word
   */
  public record Payloads(long intact, long erased, long missing) {}

  /** Whether the end of the ledger was compared with a copy kept elsewhere. */
  public sealed interface Truncation {
    /** There was nothing to compare with: receipts at the end may have been cut off unnoticed. */
    Truncation NOT_CHECKED = new NotChecked();

    /** There was nothing to compare with. */
    record NotChecked() implements Truncation {

      @Override
      public String toString() {
        return "NOT_CHECKED (no checkpoint was given to compare the end with)";
      }
    }

    /**
     * The ledger was compared with a checkpoint: receipts after it may have been cut off, none
     * before.
     *
     * @param anchor where the checkpoint was kept
     * @param size how many receipts it covers
     */
    record Checked(String anchor, long size) implements Truncation {

      @Override
      public String toString() {
        return String.format(Locale.ROOT, "CHECKED (%s@%,d)", anchor, size);
      }
    }
  }

  /** {@return whether there are receipts and nothing is wrong with them, as far as was looked} */
  public boolean isValid() {
    return receipts > 0 && firstFault == null;
  }

  /** {@return the first thing wrong, or empty} */
  public Optional<Fault> fault() {
    return Optional.ofNullable(firstFault);
  }

  /**
   * {@return the five lines operators know (operations guide, Receipt Integrity Check)}
   *
   * <p>The line on truncation is not among them; see {@link #truncationLine}.
   */
  public List<String> lines() {
    return List.of(
        mark(receipts > 0) + receiptsLine(),
        signatureLine(),
        mark(mismatches == 0) + count(mismatches, "hash mismatch", "hash mismatches"),
        mark(isValid()) + "Chain integrity: " + (isValid() ? "VALID" : "INVALID" + where()),
        mark(root != null) + "Merkle root: " + (root == null ? "not computed" : root));
  }

  private String receiptsLine() {
    String verified = String.format(Locale.ROOT, "Verified %,d receipts", receipts - begin);
    return begin == 0
        ? verified
        : verified + String.format(Locale.ROOT, " (%,d before them by an earlier audit)", begin);
  }

  private String signatureLine() {
    if (level.compareTo(VerificationLevel.SIGNATURES) < 0) {
      return mark(false) + "Signatures not checked";
    }
    return mark(signatureFailures == 0)
        + count(signatureFailures, "signature failure", "signature failures");
  }

  private String where() {
    return firstFault == null
        ? " (there are no receipts)"
        : String.format(
            Locale.ROOT, " (first at receipt %d: %s)", firstFault.seq(), firstFault.kind());
  }

  /** {@return one line that says aloud whether a missing end would have been noticed} */
  public String truncationLine() {
    return "Truncation: " + truncation;
  }

  private static String count(long number, String one, String many) {
    return number == 0
        ? "No " + many
        : String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  private static String mark(boolean good) {
    return good ? "✓ " : "✗ ";
  }
}
