package dev.factory.receipts;

import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.tlog.Checkpoint;
import dev.factory.receipts.tlog.CheckpointVerdict;
import dev.factory.receipts.tlog.MalformedException;
import dev.factory.receipts.tlog.SignedNote;
import dev.factory.receipts.tlog.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Receipts with all that is needed to check them offline, in one JSON document: a signed
 * checkpoint, for each receipt the path that leads to it, and the history of the ledger's keys.
 * Whoever knows the genesis receipt's hash, or a key, needs nothing else; see {@link #verify}.
 *
 * @param checkpoint signed by the ledger, and perhaps cosigned by witnesses
 * @param genesis receipt 0, which names the ledger's first keys, without its signature: it is
 *     proved by its hash being pinned, and believed by nobody who trusts keys instead
 * @param keyChanges the receipts that changed the keys, in order
 * @param receipts what is to be proved, in order
 */
public record EvidenceBundle(
    SignedNote checkpoint, Receipt genesis, List<Proved> keyChanges, List<Proved> receipts) {
  private static final int VERSION = 1;

  /** In place of the genesis receipt's signature: what is pinned is its hash. */
  private static final String UNSIGNED = "";

  /** Copies the lists; leaves the signature of the genesis receipt out. */
  public EvidenceBundle {
    genesis = new Receipt(genesis.header(), UNSIGNED, genesis.payload());
    keyChanges = List.copyOf(keyChanges);
    receipts = List.copyOf(receipts);
  }

  /**
   * A receipt and the way from it to the checkpoint's root.
   *
   * @param receipt the receipt; its payload may show chosen members only, see {@link
   *     Receipt#disclosing}
   * @param path hashes beside the way, from the leaf up (RFC 9162, section 2.1.3)
   */
  public record Proved(Receipt receipt, List<ReceiptHash> path) {

    /** Copies the path. */
    public Proved {
      path = List.copyOf(path);
    }
  }

  /** {@return the same evidence, with cosignatures of witnesses added to its checkpoint} */
  public EvidenceBundle withCheckpoint(SignedNote cosigned) {
    return new EvidenceBundle(cosigned, genesis, keyChanges, receipts);
  }

  /** {@return the bundle as JSON in canonical form} */
  public byte[] toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("checkpoint", Checkpoints.text(checkpoint));
    Map<String, @Nullable Object> first = CanonicalJson.parseObject(genesis.toJson());
    first.keySet().removeAll(sameInEveryGenesis(genesis.header().ledger()).keySet());
    json.put("genesis", first);
    if (!keyChanges.isEmpty()) {
      json.put("keys", keyChanges.stream().map(EvidenceBundle::json).toList());
    }
    json.put("receipts", receipts.stream().map(EvidenceBundle::json).toList());
    json.put("v", (long) VERSION);
    return CanonicalJson.of(json);
  }

  /** What need not be said of receipt 0; a bundle is small without it. */
  private static Map<String, @Nullable Object> sameInEveryGenesis(String ledger) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("ledger", ledger);
    members.put("prev_hash", ReceiptHash.ZERO.toString());
    members.put("prev_receipt", null);
    members.put("signature", UNSIGNED);
    members.put("seq", 0L);
    members.put("type", Genesis.TYPE);
    members.put("v", (long) ReceiptHeader.VERSION);
    return members;
  }

  private static Map<String, Object> json(Proved proved) {
    return Map.of(
        "path", HashPath.encode(proved.path()),
        "receipt", CanonicalJson.parseObject(proved.receipt().toJson()));
  }

  /**
   * {@return the bundle that {@link #toJson} wrote}; nothing of it is checked yet
   *
   * @throws IllegalArgumentException naming the member that is missing or wrong
   */
  public static EvidenceBundle fromJson(byte[] json) {
    try {
      JsonMembers in = new JsonMembers(CanonicalJson.parseObject(json));
      if (in.integer("v") != VERSION) {
        throw new IllegalArgumentException("a bundle of another version than " + VERSION);
      }
      SignedNote note = SignedNote.parse(in.text("checkpoint").getBytes(StandardCharsets.UTF_8));
      Map<String, @Nullable Object> first = sameInEveryGenesis(Checkpoint.of(note).origin());
      if (!Collections.disjoint(first.keySet(), in.object("genesis").keySet())) {
        throw new IllegalArgumentException("the member \"genesis\" says what goes without saying");
      }
      first.putAll(in.object("genesis"));
      return new EvidenceBundle(
          note,
          Receipt.of(first),
          in.objects("keys").stream().map(EvidenceBundle::proved).toList(),
          in.objects("receipts").stream().map(EvidenceBundle::proved).toList());
    } catch (MalformedException e) {
      throw new IllegalArgumentException(
          "the member \"checkpoint\" must be a signed checkpoint", e);
    } catch (InvalidJsonException e) {
      throw new IllegalArgumentException("a bundle is a JSON object", e);
    }
  }

  private static Proved proved(JsonMembers in) {
    return new Proved(Receipt.of(in.object("receipt")), HashPath.decode(in.text("path")));
  }

  /** {@return the verdict, asking for no witnesses; see {@link #verify(TrustedKeys, int, List)}} */
  public BundleVerdict verify(TrustedKeys trusted) {
    return verify(trusted, 0, List.of());
  }

  /**
   * Checks everything, with nothing but this and what the caller trusts: the keys' history, the
   * checkpoint's signature and cosignatures, that each receipt is in the tree the checkpoint
   * covers, each receipt's own signature and what is shown of its payload.
   *
   * @param trusted a pinned genesis or keys
   * @param quorum how many of the witnesses must have cosigned the checkpoint
   * @param witnesses keys of witnesses
   */
  public BundleVerdict verify(TrustedKeys trusted, int quorum, List<VerifierKey> witnesses) {
    try {
      return new BundleCheck(this, Checkpoint.of(checkpoint), trusted).run(quorum, witnesses);
    } catch (MalformedException e) {
      return new BundleVerdict.UntrustedCheckpoint(new CheckpointVerdict.NotACheckpoint());
    }
  }

  @Override
  public String toString() {
    // never what the receipts say: it may be personal
    return "EvidenceBundle[" + receipts + "]";
  }
}
