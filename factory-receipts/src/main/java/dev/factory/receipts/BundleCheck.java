package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.StoredPayload;
import dev.factory.receipts.tlog.Checkpoint;
import dev.factory.receipts.tlog.CheckpointVerdict;
import dev.factory.receipts.tlog.InclusionProof;
import dev.factory.receipts.tlog.TrustPolicy;
import dev.factory.receipts.tlog.VerifierKey;
import java.util.List;
import java.util.Optional;

/** Checks one bundle, step by step; the keys it believes grow with each change that is proved. */
final class BundleCheck {
  private final EvidenceBundle bundle;
  private final Checkpoint checkpoint;
  private final TrustedKeys trusted;
  private KeyHistory keys;

  BundleCheck(EvidenceBundle bundle, Checkpoint checkpoint, TrustedKeys trusted) {
    this.bundle = bundle;
    this.checkpoint = checkpoint;
    this.trusted = trusted;
    this.keys = trusted.history(bundle.genesis());
  }

  BundleVerdict run(int quorum, List<VerifierKey> witnesses) {
    return genesis()
        .or(this::keyChanges)
        .or(() -> signatures(quorum, witnesses))
        .or(this::receipts)
        .orElseGet(this::verified);
  }

  private Optional<BundleVerdict> genesis() {
    Receipt genesis = bundle.genesis();
    ReceiptHeader header = genesis.header();
    if (header.seq() != 0 || !header.ledger().equals(checkpoint.origin())) {
      return fault(genesis, Fault.Kind.WRONG_LEDGER);
    }
    if (!trusted.allows(genesis)) {
      return fault(genesis, Fault.Kind.UNKNOWN_KEY);
    }
    StoredPayload payload = genesis.payload();
    boolean isIntact = payload != null && Commitment.matches(payload, header.dataHash());
    return isIntact ? Optional.empty() : fault(genesis, Fault.Kind.WRONG_PAYLOAD);
  }

  private Optional<BundleVerdict> keyChanges() {
    for (EvidenceBundle.Proved change : bundle.keyChanges()) {
      Optional<BundleVerdict> wrong = check(change);
      if (wrong.isPresent()) {
        return wrong;
      }
      try {
        keys = KeyReceipts.apply(keys, change.receipt());
      } catch (IllegalArgumentException | FactoryException e) {
        return fault(change.receipt(), Fault.Kind.WRONG_KEY_CHANGE);
      }
    }
    return Optional.empty();
  }

  private Optional<BundleVerdict> signatures(int quorum, List<VerifierKey> witnesses) {
    String origin = checkpoint.origin();
    List<VerifierKey> logKeys =
        keys.validAt(checkpoint.size()).stream().map(key -> key.ofNotes(origin)).toList();
    CheckpointVerdict verdict =
        logKeys.isEmpty()
            ? new CheckpointVerdict.NotSignedByLog()
            : new TrustPolicy(origin, logKeys, witnesses, quorum).check(bundle.checkpoint());
    return verdict instanceof CheckpointVerdict.Trusted
        ? Optional.empty()
        : Optional.of(new BundleVerdict.UntrustedCheckpoint(verdict));
  }

  private Optional<BundleVerdict> receipts() {
    return bundle.receipts().stream().map(this::check).flatMap(Optional::stream).findFirst();
  }

  private Optional<BundleVerdict> check(EvidenceBundle.Proved proved) {
    Receipt receipt = proved.receipt();
    ReceiptHeader header = receipt.header();
    if (!header.ledger().equals(checkpoint.origin())) {
      return fault(receipt, Fault.Kind.WRONG_LEDGER);
    }
    boolean isIncluded =
        header.seq() < checkpoint.size()
            && new InclusionProof(header.seq(), checkpoint.size(), proved.path())
                .proves(receipt.hash(), checkpoint.root());
    return isIncluded
        ? ReceiptVerifier.check(receipt, keys).map(BundleVerdict.Faulty::new)
        : Optional.of(new BundleVerdict.NotIncluded(header.seq(), checkpoint.size()));
  }

  private BundleVerdict verified() {
    List<Receipt> receipts =
        bundle.receipts().stream().map(EvidenceBundle.Proved::receipt).toList();
    return receipts.isEmpty()
        ? new BundleVerdict.Empty()
        : new BundleVerdict.Verified(checkpoint, receipts, keys);
  }

  private static Optional<BundleVerdict> fault(Receipt receipt, Fault.Kind kind) {
    return Optional.of(new BundleVerdict.Faulty(new Fault(receipt.header().seq(), kind)));
  }
}
