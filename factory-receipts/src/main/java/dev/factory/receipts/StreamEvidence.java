package dev.factory.receipts;

import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StreamHead;
import dev.factory.receipts.spi.StreamLink;
import dev.factory.receipts.tlog.InclusionProof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a list of receipts of one stream is complete: no gap, and nothing missing at its end,
 * up to a position of the ledger. Whoever the stream is about checks it with {@link #verify} and
 * nothing else than what it trusts.
 *
 * @param key name of the stream
 * @param commitment proves the receipt {@code ledger.streams}, in which the ledger committed to the
 *     ends of all its streams
 * @param places where the stream's end stands among them; of a stream without receipts its
 *     neighbours, one or two, or none if there are no streams at all
 * @param receipts of the stream, from the one after the last that is known
 */
public record StreamEvidence(
    String key, EvidenceBundle commitment, List<Place> places, List<Receipt> receipts) {

  private static final int VERSION = 1;

  /** Copies the lists. */
  public StreamEvidence {
    places = List.copyOf(places);
    receipts = List.copyOf(receipts);
  }

  /**
   * Where a stream ended.
   *
   * @param key its name
   * @param size how many receipts it had
   * @param leaf leaf of the last one
   */
  public record End(String key, long size, ReceiptHash leaf) {}

  /**
   * One leaf of the tree that was committed to.
   *
   * @param end what the leaf says
   * @param index its place in the order of keys, from 0
   * @param path hashes from the leaf up to the root
   */
  public record Place(End end, long index, List<ReceiptHash> path) {

    /** Copies the path. */
    public Place {
      path = List.copyOf(path);
    }
  }

  /** {@return the evidence as JSON in canonical form} */
  public byte[] toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("commitment", CanonicalJson.parseObject(commitment.toJson()));
    json.put("key", key);
    json.put("places", places.stream().map(StreamEvidence::json).toList());
    json.put(
        "receipts",
        receipts.stream().map(receipt -> CanonicalJson.parseObject(receipt.toJson())).toList());
    json.put("v", (long) VERSION);
    return CanonicalJson.of(json);
  }

  private static Map<String, Object> json(Place place) {
    return Map.of(
        "index", place.index(),
        "key", place.end().key(),
        "leaf", place.end().leaf().toString(),
        "path", HashPath.encode(place.path()),
        "size", place.end().size());
  }

  /**
   * {@return the evidence that {@link #toJson} wrote}; nothing of it is checked yet
   *
   * @throws IllegalArgumentException naming the member that is missing or wrong
   */
  public static StreamEvidence fromJson(byte[] json) {
    try {
      JsonMembers in = new JsonMembers(CanonicalJson.parseObject(json));
      if (in.integer("v") != VERSION) {
        throw new IllegalArgumentException("stream evidence of another version than " + VERSION);
      }
      return new StreamEvidence(
          in.text("key"),
          EvidenceBundle.fromJson(CanonicalJson.of(in.object("commitment"))),
          in.objects("places").stream().map(StreamEvidence::place).toList(),
          in.objects("receipts").stream().map(receipt -> Receipt.of(receipt.members())).toList());
    } catch (InvalidJsonException e) {
      throw new IllegalArgumentException("stream evidence is a JSON object", e);
    }
  }

  private static Place place(JsonMembers in) {
    return new Place(
        new End(in.text("key"), in.integer("size"), ReceiptHash.parse(in.text("leaf"))),
        in.integer("index"),
        HashPath.decode(in.text("path")));
  }

  /**
   * Checks that, after the last receipt that is known, these are all there were.
   *
   * @param trusted a pinned genesis or keys
   * @param lastKnown how far the stream is known: how many receipts, and the leaf of the last; of
   *     nothing, {@code new StreamHead(0, ReceiptHash.ZERO)}
   */
  public StreamVerdict verify(TrustedKeys trusted, StreamHead lastKnown) {
    BundleVerdict evidence = commitment.verify(trusted);
    if (!(evidence instanceof BundleVerdict.Verified verified)) {
      return new StreamVerdict.NotProved(evidence);
    }
    Optional<Committed> committed = committed(verified.receipts());
    if (committed.isEmpty() || !places.stream().allMatch(committed.get()::has)) {
      return new StreamVerdict.NotCommitted();
    }
    StreamHead end;
    if (places.size() == 1 && places.get(0).end().key().equals(key)) {
      end = new StreamHead(places.get(0).end().size(), places.get(0).end().leaf());
    } else if (committed.get().isAbsent(key, places)) {
      end = new StreamHead(0, ReceiptHash.ZERO);
    } else {
      return new StreamVerdict.NotCommitted();
    }
    return follow(verified, lastKnown, end, committed.get().at());
  }

  private StreamVerdict follow(
      BundleVerdict.Verified verified, StreamHead lastKnown, StreamHead end, long at) {
    StreamHead reached = lastKnown;
    List<Receipt> shown = new ArrayList<>();
    for (Receipt receipt : receipts) {
      Optional<Fault> fault = ReceiptVerifier.check(receipt, verified.keys());
      if (fault.isPresent()) {
        return new StreamVerdict.Faulty(fault.get());
      }
      StreamHead next = reached;
      boolean follows =
          receipt.header().ledger().equals(verified.checkpoint().origin())
              && receipt.header().streams().stream()
                  .anyMatch(link -> link.equals(new StreamLink(key, next.size(), next.leaf())));
      if (!follows) {
        return new StreamVerdict.Gap(reached.size());
      }
      reached = new StreamHead(reached.size() + 1, receipt.hash());
      shown.add(receipt);
    }
    return reached.equals(end)
        ? new StreamVerdict.Complete(at, end, shown)
        : new StreamVerdict.Gap(reached.size());
  }

  private static Optional<Committed> committed(List<Receipt> receipts) {
    if (receipts.size() != 1 || !receipts.get(0).header().type().equals(StreamCommitment.TYPE)) {
      return Optional.empty();
    }
    return receipts.get(0).data().map(JsonMembers::new).map(Committed::of);
  }

  /** What the receipt {@code ledger.streams} says. */
  private record Committed(long at, long count, ReceiptHash root) {

    static Committed of(JsonMembers data) {
      return new Committed(
          data.integer("at"), data.integer("count"), ReceiptHash.parse(data.text("root")));
    }

    boolean has(Place place) {
      return place.index() >= 0
          && place.index() < count
          && new InclusionProof(place.index(), count, place.path())
              .proves(StreamCommitment.leaf(place.end()), root);
    }

    /** Whether these, which are in the tree, leave no room for the key. */
    boolean isAbsent(String key, List<Place> places) {
      if (count == 0) {
        return places.isEmpty();
      }
      if (places.size() == 1) {
        Place only = places.get(0);
        int order = Utf8Order.compare(key, only.end().key());
        return (only.index() == 0 && order < 0) || (only.index() == count - 1 && order > 0);
      }
      return places.size() == 2
          && places.get(1).index() == places.get(0).index() + 1
          && Utf8Order.compare(places.get(0).end().key(), key) < 0
          && Utf8Order.compare(key, places.get(1).end().key()) < 0;
    }
  }

  @Override
  public String toString() {
    return "StreamEvidence[" + receipts.size() + " receipts]";
  }
}
