package dev.factory.receipts.tlog;

import dev.factory.receipts.spi.ReceiptHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a log sends to a witness to have a checkpoint cosigned: the body of {@code add-checkpoint}
 * of C2SP tlog-witness.
 *
 * @param oldSize size of the tree the witness cosigned last, 0 if none
 * @param path the consistency proof from that tree to the checkpoint's, at most 63 hashes; empty if
 *     {@code oldSize} is 0 or the checkpoint's own
 * @param checkpoint signed by the log
 */
public record AddCheckpoint(long oldSize, List<ReceiptHash> path, SignedNote checkpoint) {
  private static final String REQUEST = "request";
  private static final String OLD = "old ";
  private static final int MAX_PATH = 63;

  /** Refuses a negative size and a path longer than any; copies the path. */
  public AddCheckpoint {
    path = List.copyOf(path);
    if (oldSize < 0 || path.size() > MAX_PATH) {
      throw new IllegalArgumentException(
          "a request has an old size of 0 or more and at most " + MAX_PATH + " hashes");
    }
  }

  /**
   * {@return the request to cosign this checkpoint, to a witness that knows the proof's old tree}
   */
  public static AddCheckpoint of(ConsistencyProof proof, SignedNote checkpoint) {
    return new AddCheckpoint(proof.oldSize(), proof.path(), checkpoint);
  }

  /**
   * {@return the request in these bytes}
   *
   * @throws MalformedException {@code receipts.malformed-request} or {@code
   *     receipts.malformed-note} if they break a rule of the format
   */
  public static AddCheckpoint parse(byte[] body) {
    String text = Text.decodeUtf8(REQUEST, body);
    int blank = text.indexOf("\n\n");
    if (blank < 0 || !text.startsWith(OLD)) {
      throw new MalformedException(
          REQUEST, "it is not an old size, a proof, an empty line and a checkpoint");
    }
    List<String> lines = Arrays.asList(text.substring(OLD.length(), blank).split("\n", -1));
    SignedNote note = SignedNote.parse(Text.utf8(text.substring(blank + 2)));
    try {
      List<ReceiptHash> path = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        path.add(Text.decodeHash(line));
      }
      return new AddCheckpoint(Text.decodeDecimal(lines.get(0)), path, note);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(REQUEST, String.valueOf(e.getMessage()), e);
    }
  }

  /** {@return the request in UTF-8} */
  public byte[] encode() {
    StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
    path.forEach(hash -> text.append(Text.base64(hash.bytes())).append('\n'));
    return Text.utf8(text.append('\n').append(checkpoint).toString());
  }
}
