package dev.factory.receipts;

import dev.factory.core.journal.Event;
import dev.factory.core.json.CanonicalJson;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.ReceiptStore;
import dev.factory.receipts.spi.StreamHead;
import dev.factory.receipts.tlog.HashReader;
import dev.factory.receipts.tlog.InclusionProof;
import dev.factory.receipts.tlog.MerkleTree;
import dev.factory.receipts.tlog.Subtree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The ends of all streams at one size of the ledger, as leaves of a Merkle tree in the order of
 * their keys (UTF-8 bytes). A receipt {@code ledger.streams} commits to its root.
 */
final class StreamCommitment {
  static final String TYPE = "ledger.streams";

  private final long at;
  private final List<StreamEvidence.End> ends;
  private final List<ReceiptHash> leaves;

  private StreamCommitment(long at, List<StreamEvidence.End> ends) {
    this.at = at;
    this.ends = ends;
    this.leaves = ends.stream().map(StreamCommitment::leaf).toList();
  }

  /** Reads the end of every stream; work and memory grow with their number. */
  static StreamCommitment at(long size, ReceiptStore store) {
    List<StreamEvidence.End> ends = new ArrayList<>();
    store.streamHeadsAt(
        size, (key, head) -> ends.add(new StreamEvidence.End(key, head.size(), head.leaf())));
    ends.sort((a, b) -> Utf8Order.compare(a.key(), b.key()));
    return new StreamCommitment(size, ends);
  }

  Event event() {
    return Event.of(
        TYPE,
        TYPE + ":" + at,
        Map.of("at", at, "count", (long) ends.size(), "root", root().toString()));
  }

  private ReceiptHash root() {
    return MerkleTree.root(leaves.size(), reader());
  }

  static ReceiptHash leaf(StreamEvidence.End end) {
    return MerkleTree.leafHash(
        CanonicalJson.of(
            Map.of("head", end.leaf().toString(), "key", end.key(), "size", end.size())));
  }

  int find(String key) {
    for (int i = 0; i < ends.size(); i++) {
      if (ends.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** The ends between which a key would stand, if there were a stream of that name. */
  List<StreamEvidence.Place> neighbours(String key) {
    int after = 0;
    while (after < ends.size() && Utf8Order.compare(ends.get(after).key(), key) < 0) {
      after++;
    }
    List<StreamEvidence.Place> places = new ArrayList<>();
    if (after > 0) {
      places.add(place(after - 1));
    }
    if (after < ends.size()) {
      places.add(place(after));
    }
    return places;
  }

  StreamEvidence.Place place(int index) {
    return new StreamEvidence.Place(
        ends.get(index), index, InclusionProof.of(index, ends.size(), reader()).path());
  }

  StreamHead head(int index) {
    return new StreamHead(ends.get(index).size(), ends.get(index).leaf());
  }

  private HashReader reader() {
    return subtrees -> subtrees.stream().map(this::hash).toList();
  }

  private ReceiptHash hash(Subtree subtree) {
    if (subtree.level() == 0) {
      return leaves.get((int) subtree.index());
    }
    return MerkleTree.nodeHash(
        hash(new Subtree(subtree.level() - 1, 2 * subtree.index())),
        hash(new Subtree(subtree.level() - 1, 2 * subtree.index() + 1)));
  }
}
