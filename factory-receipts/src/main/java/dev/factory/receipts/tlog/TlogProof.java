package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One text that proves, to someone with the keys and no connection, that an entry is in a log and
 * that witnesses saw it there: C2SP tlog-proof. Files of it end in {@code .tlog-proof}.
 *
 * <p>Reading what was written gives the same proof, and writing what was read the same bytes.
 */
public final class TlogProof {
  private static final String PROOF = "proof";
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final int MAX_PATH = 63;

  private final InclusionProof inclusion;
  private final SignedNote note;
  private final byte @Nullable [] extra;

  private TlogProof(InclusionProof inclusion, SignedNote note, byte @Nullable [] extra) {
    this.inclusion = inclusion;
    this.note = note;
    this.extra = extra;
    long size = Checkpoint.of(note).size();
    if (size != inclusion.size()) {
      throw new IllegalArgumentException(
          "the path is for a tree of "
              + inclusion.size()
              + " leaves and the checkpoint of one of "
              + size);
    }
    if (inclusion.path().size() > MAX_PATH) {
      throw new IllegalArgumentException("no path is longer than " + MAX_PATH + " hashes");
    }
  }

  /**
   * {@return the proof made of a path and the checkpoint it leads to}
   *
   * @param checkpoint signed by the log, and cosigned by as many witnesses as are at hand
   * @throws MalformedException {@code receipts.malformed-checkpoint} if the note's text is none
   * @throws IllegalArgumentException if path and checkpoint are of trees of different size
   */
  public static TlogProof of(InclusionProof inclusion, SignedNote checkpoint) {
    return new TlogProof(inclusion, checkpoint, null);
  }

  /** {@return this proof with data that comes along unproved}; copied */
  public TlogProof withExtra(byte[] data) {
    return new TlogProof(inclusion, note, data.clone());
  }

  /**
   * {@return the proof in these bytes}
   *
   * @throws MalformedException {@code receipts.malformed-proof}, {@code -note} or {@code
   *     -checkpoint} if they break a rule of the format, or the index is outside the tree
   */
  public static TlogProof parse(byte[] bytes) {
    String text = Text.decodeUtf8(PROOF, bytes);
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedException(PROOF, "no empty line parts the path from the checkpoint");
    }
    List<String> lines = new ArrayList<>(Arrays.asList(text.substring(0, blank).split("\n", -1)));
    SignedNote note = SignedNote.parse(Text.utf8(text.substring(blank + 2)));
    long size = Checkpoint.of(note).size();
    try {
      expect(lines, HEADER);
      byte[] extra =
          !lines.isEmpty() && lines.get(0).startsWith(EXTRA)
              ? Text.decodeBase64(expect(lines, EXTRA))
              : null;
      long index = Text.decodeDecimal(expect(lines, INDEX));
      List<ReceiptHash> path = lines.stream().map(Text::decodeHash).toList();
      TlogProof proof = new TlogProof(new InclusionProof(index, size, path), note, extra);
      if (!proof.toString().equals(text)) {
        throw new IllegalArgumentException("it starts with another line than " + HEADER);
      }
      return proof;
    } catch (IllegalArgumentException e) {
      throw new MalformedException(PROOF, String.valueOf(e.getMessage()), e);
    }
  }

  /** Takes the first line, and gives what follows the prefix. */
  private static String expect(List<String> lines, String prefix) {
    if (lines.isEmpty() || !lines.get(0).startsWith(prefix)) {
      throw new IllegalArgumentException("a line \"" + prefix + "\" is missing");
    }
    return lines.remove(0).substring(prefix.length());
  }

  /** {@return the path from the entry to the root} */
  public InclusionProof inclusion() {
    return inclusion;
  }

  /** {@return the checkpoint with its signatures} */
  public SignedNote checkpoint() {
    return note;
  }

  /**
   * {@return a copy of the data that comes along, which nothing vouches for; empty if none does}
   */
  public Optional<byte[]> extra() {
    return Optional.ofNullable(extra).map(byte[]::clone);
  }

  /**
   * {@return whether the entry is in the log}
   *
   * @param leaf the entry's hash: {@link MerkleTree#leafHash}
   * @param policy whose checkpoints to believe
   */
  public ProofVerdict verify(ReceiptHash leaf, TrustPolicy policy) {
    CheckpointVerdict verdict = policy.check(note);
    if (!(verdict instanceof CheckpointVerdict.Trusted trusted)) {
      return new ProofVerdict.NotTrusted(verdict);
    }
    return inclusion.proves(leaf, trusted.checkpoint().root())
        ? new ProofVerdict.Included(inclusion.index(), trusted.checkpoint(), trusted.by())
        : new ProofVerdict.NotIncluded();
  }

  /** {@return the proof in UTF-8} */
  public byte[] encode() {
    return Text.utf8(toString());
  }

  /** {@return the proof as text} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    if (extra != null) {
      text.append(EXTRA).append(Text.base64(extra)).append('\n');
    }
    text.append(INDEX).append(inclusion.index()).append('\n');
    inclusion.path().forEach(hash -> text.append(Text.base64(hash.bytes())).append('\n'));
    return text.append('\n').append(note).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TlogProof that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
