package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.List;

/**
 * How large a log is and what it holds: the text that C2SP tlog-checkpoint has a log sign.
 *
 * @param origin which log, one line that is not empty; a URL without its scheme is customary
 * @param size how many leaves its tree has, 0 or more
 * @param root the root of that tree; of no leaves, {@link MerkleTree#emptyRoot}
 * @param extensions further lines, none of them empty; none is recommended
 */
public record Checkpoint(String origin, long size, ReceiptHash root, List<String> extensions) {
  private static final String CHECKPOINT = "checkpoint";
  private static final int FIXED_LINES = 3;

  /** Refuses what no checkpoint says; copies the extensions. */
  public Checkpoint {
    requireLine(origin, "origin");
    TreeHead head = new TreeHead(size, root);
    root = head.root();
    extensions = List.copyOf(extensions);
    extensions.forEach(line -> requireLine(line, "extension line"));
  }

  /** A checkpoint without extension lines. */
  public Checkpoint(String origin, TreeHead head) {
    this(origin, head.size(), head.root(), List.of());
  }

  private static void requireLine(String line, String what) {
    if (line.isEmpty() || !Text.isLine(line)) {
      throw new IllegalArgumentException("an " + what + " is one line of text that is not empty");
    }
  }

  /**
   * {@return the checkpoint in the text of a note}; check its signatures with {@link TrustPolicy}
   * before you use it
   *
   * @throws MalformedException {@code receipts.malformed-checkpoint} if the text is of another form
   */
  public static Checkpoint of(SignedNote note) {
    return parse(note.text());
  }

  /** The one checkpoint whose {@link #text} this is. */
  static Checkpoint parse(String text) {
    List<String> lines = List.of(text.split("\n", -1));
    int last = lines.size() - 1;
    if (last < FIXED_LINES || !lines.get(last).isEmpty()) {
      throw new MalformedException(
          CHECKPOINT, "its text is not three or more lines with a newline after each");
    }
    try {
      return new Checkpoint(
          lines.get(0),
          Text.decodeDecimal(lines.get(1)),
          Text.decodeHash(lines.get(2)),
          lines.subList(FIXED_LINES, last));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(CHECKPOINT, String.valueOf(e.getMessage()), e);
    }
  }

  /** {@return size and root} */
  public TreeHead head() {
    return new TreeHead(size, root);
  }

  /** {@return the text that is signed, each line with its newline} */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(origin).append('\n').append(size).append('\n');
    text.append(Text.base64(root.bytes())).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /**
   * {@return this checkpoint as a note signed by each signer}
   *
   * <p>A log must never sign two checkpoints of which neither's tree begins with the other's; store
   * a checkpoint durably before publishing it.
   *
   * @throws IllegalArgumentException if there is no signer, or a signer's type of key cannot sign
   *     it
   */
  public SignedNote sign(NoteSigner... signers) {
    return SignedNote.sign(text(), signers);
  }
}
