package dev.factory.receipts;

import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.Signer;
import dev.factory.receipts.tlog.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signatures of receipts: what is signed, and their text forms. */
final class Signatures {
  private static final byte[] RECORD = ascii("factory-receipt/v1\n");
  private static final byte[] BATCH = ascii("factory-batch/v1\n");
  private static final String RECORD_PREFIX = "ed25519:";
  private static final String BATCH_PREFIX = "ed25519-batch:";
  private static final Pattern BATCH_PARTS =
      Pattern.compile("([\\w-]{86})\\.(0|[1-9]\\d{0,8})\\.([\\w-]*)");
  private static final int MAX_DEPTH = 30;
  private static final int LENGTH = 64;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder UNBASE64 = Base64.getUrlDecoder();

  private Signatures() {}

  /**
   * A signature as Ed25519 sees it.
   *
   * @param message what was signed
   * @param bytes 64 bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  record Signed(byte[] message, byte[] bytes) {

    boolean isSame(Signed other) {
      return Arrays.equals(bytes, other.bytes) && Arrays.equals(message, other.message);
    }
  }

  static String sign(Signer signer, byte[] header) {
    return RECORD_PREFIX + BASE64.encodeToString(signer.sign(concat(RECORD, header)));
  }

  /** One text for each leaf, all with the same signature. */
  static List<String> signTogether(Signer signer, List<ReceiptHash> leaves) {
    BatchTree tree = new BatchTree(leaves);
    String shared =
        BATCH_PREFIX + BASE64.encodeToString(signer.sign(concat(BATCH, tree.root().bytes()))) + ".";
    List<String> texts = new ArrayList<>(leaves.size());
    for (int i = 0; i < leaves.size(); i++) {
      texts.add(shared + i + "." + BASE64.encodeToString(tree.path(i)));
    }
    return texts;
  }

  /** What must verify, or empty if the text is not exactly what the signer would write. */
  static Optional<Signed> decode(String text, byte[] header) {
    try {
      if (text.startsWith(RECORD_PREFIX)) {
        byte[] bytes = exact(text.substring(RECORD_PREFIX.length()));
        return bytes.length == LENGTH
            ? Optional.of(new Signed(concat(RECORD, header), bytes))
            : Optional.empty();
      }
      return text.startsWith(BATCH_PREFIX)
          ? decodeBatch(text.substring(BATCH_PREFIX.length()), header)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Signed> decodeBatch(String text, byte[] header) {
    Matcher parts = BATCH_PARTS.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    byte[] bytes = exact(parts.group(1));
    long index = Long.parseLong(parts.group(2));
    byte[] path = exact(parts.group(3));
    int depth = path.length / ReceiptHash.LENGTH;
    boolean fits =
        path.length % ReceiptHash.LENGTH == 0 && depth <= MAX_DEPTH && index >> depth == 0;
    if (!fits) {
      return Optional.empty();
    }
    ReceiptHash root = BatchTree.root(MerkleTree.leafHash(header), index, path);
    return Optional.of(new Signed(concat(BATCH, root.bytes()), bytes));
  }

  /** Texts that only decode to the same bytes would let one signature be written in many ways. */
  private static byte[] exact(String encoded) {
    byte[] bytes = UNBASE64.decode(encoded);
    if (!BASE64.encodeToString(bytes).equals(encoded)) {
      throw new IllegalArgumentException("not the base64url form of what it decodes to");
    }
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[] domain, byte[] rest) {
    byte[] message = Arrays.copyOf(domain, domain.length + rest.length);
    System.arraycopy(rest, 0, message, domain.length, rest.length);
    return message;
  }
}
