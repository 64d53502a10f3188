package dev.factory.receipts.internal.ed25519;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Ed25519 signatures of one key, many at a time.
 *
 * <p>Whoever reads a ledger keeps one batch for each key it meets, adds the signatures made with
 * that key, and asks {@link #verify} when the batch {@link #isFull is full} and at the end:
 *
 * <pre>{@code
 * var batch = Ed25519Batch.combined(key.bytes(), DOMAIN, 1024);
 * int place = batch.add(signature, header);      // remember which receipt it was
 * BitSet bad = batch.verify();                   // places of the bad ones; the batch is empty again
 * }</pre>
 *
 * <p><b>Verdicts:</b> those of Bouncy Castle's {@code Ed25519.verify} with the same key, signature
 * by signature: R canonical, S less than the order, the equation with the cofactor (RFC 8032,
 * section 5.1.7); an R of small order is not refused as such. What has another form is given to
 * Bouncy Castle at once. The rest is checked in one equation; where that fails, halves are checked
 * until few are left, and those Bouncy Castle decides. A bad signature passes with a chance of
 * 2^-128, a good one is never refused. A batch that is all bad costs about a third more than
 * checking one by one.
 *
 * <p><b>Memory:</b> about half a kilobyte for each signature of the capacity, and what is added
 * until it is verified. <b>Threads:</b> one at a time; several batches may run side by side.
 */
public final class Ed25519Batch {
  private static final int SIGNATURE = 64;
  private static final int R = 32;

  /** So few are checked faster one by one. */
  private static final int FEW = 4;

  /** Of so many one may be bad before looking for bad ones costs more than checking all. */
  private static final int ONE_BAD_IN = 16;

  private static final byte[] NONE = {};

  private final byte[] publicKey;
  private final PublicPoint point;
  private final byte[] domain;
  private final MessageDigest sha512 = newSha512();
  private final byte[] challenge = new byte[64];

  /** Null if Bouncy Castle is asked about every signature. */
  private final @Nullable BatchEquation equation;

  private final byte[][] signatures;
  private final byte[][] messages;
  private final int[] offsets;
  private final int[] lengths;

  /** The place in the batch of each signature in the equation. */
  private final int[] places;

  private int size;

  private Ed25519Batch(byte[] publicKey, byte[] domain, int capacity, boolean combined) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a batch holds one or more signatures, not " + capacity);
    }
    PublicPoint decoded =
        publicKey.length == R ? Ed25519.validatePublicKeyFullExport(publicKey, 0) : null;
    if (decoded == null) {
      throw new IllegalArgumentException(
          "these bytes are no Ed25519 public key: not 32, or not a canonical point of prime order");
    }
    this.publicKey = publicKey.clone();
    this.point = decoded;
    this.domain = domain.clone();
    this.equation = combined ? new BatchEquation(publicKey, capacity, sha512) : null;
    this.signatures = new byte[capacity][];
    this.messages = new byte[capacity][];
    this.offsets = new int[capacity];
    this.lengths = new int[capacity];
    this.places = new int[capacity];
    Arrays.fill(signatures, NONE);
    Arrays.fill(messages, NONE);
  }

  /**
   * {@return an empty batch that checks its signatures together}
   *
   * @param publicKey 32 bytes as RFC 8032, section 5.1.5 encodes a point
   * @param domain what every signed message begins with; empty if nothing. Copied.
   * @param capacity how many signatures it holds, from 1; from 256 on it is near its best, beyond
   *     4096 nothing is gained
   * @throws IllegalArgumentException if the key is no canonical point of prime order
   */
  public static Ed25519Batch combined(byte[] publicKey, byte[] domain, int capacity) {
    return new Ed25519Batch(publicKey, domain, capacity, true);
  }

  /**
   * {@return an empty batch with the same answers that asks nobody but Bouncy Castle: for hosts
   * that want no other implementation of the curve}
   *
   * @param publicKey 32 bytes as RFC 8032, section 5.1.5 encodes a point
   * @param domain what every signed message begins with; empty if nothing. Copied.
   * @param capacity how many signatures it holds, from 1
   * @throws IllegalArgumentException if the key is no canonical point of prime order
   */
  public static Ed25519Batch oneByOne(byte[] publicKey, byte[] domain, int capacity) {
    return new Ed25519Batch(publicKey, domain, capacity, false);
  }

  /** {@return how many signatures were added since the last {@link #verify}} */
  public int size() {
    return size;
  }

  /** {@return whether nothing can be added before {@link #verify}} */
  public boolean isFull() {
    return size == signatures.length;
  }

  /** As {@link #add(byte[], byte[], int, int)}, with the whole of {@code message}. */
  public int add(byte[] signature, byte[] message) {
    return add(signature, message, 0, message.length);
  }

  /**
   * Adds a signature over the domain followed by {@code length} bytes of {@code message}. Both
   * arrays are kept, not copied: they must not change before {@link #verify}.
   *
   * @param signature 64 bytes: R and S
   * @return its place in the batch, from 0
   * @throws IllegalStateException if the batch is full; nothing was added
   * @throws IllegalArgumentException if the signature has not 64 bytes; nothing was added
   * @throws IndexOutOfBoundsException if the range is not within the message; nothing was added
   */
  public int add(byte[] signature, byte[] message, int offset, int length) {
    if (isFull()) {
      throw new IllegalStateException(
          "the batch is full with " + size + " signatures; nothing was added: verify it first");
    }
    if (signature.length != SIGNATURE) {
      throw new IllegalArgumentException(
          "an Ed25519 signature has 64 bytes, not " + signature.length);
    }
    Objects.checkFromIndexSize(offset, length, message.length);
    int place = size;
    signatures[place] = signature;
    messages[place] = message;
    offsets[place] = offset;
    lengths[place] = length;
    size++;
    return place;
  }

  /**
   * Checks all that was added, and empties the batch.
   *
   * @return the places of the signatures that are not good, in the order of {@link #add}; empty if
   *     all are good or none was added
   */
  public BitSet verify() {
    BitSet bad = new BitSet(size);
    if (equation == null || size <= FEW) {
      for (int place = 0; place < size; place++) {
        checkOne(place, bad);
      }
    } else {
      equation.clear();
      for (int place = 0; place < size; place++) {
        prepare(equation, place, bad);
      }
      equation.weigh();
      search(equation, 0, equation.size(), equation.sum(0, equation.size()), bad);
    }
    Arrays.fill(signatures, 0, size, NONE);
    Arrays.fill(messages, 0, size, NONE);
    size = 0;
    return bad;
  }

  private void prepare(BatchEquation equation, int place, BitSet bad) {
    byte[] signature = signatures[place];
    sha512.update(signature, 0, R);
    sha512.update(publicKey);
    sha512.update(domain);
    sha512.update(messages[place], offsets[place], lengths[place]);
    try {
      sha512.digest(challenge, 0, challenge.length);
    } catch (DigestException e) {
      throw new AssertionError("64 bytes hold a SHA-512", e);
    }
    int next = equation.size();
    if (equation.add(signature, challenge)) {
      places[next] = place;
    } else {
      checkOne(place, bad);
    }
  }

  /** Finds the bad ones in a range of the equation, whose sum is known. */
  private void search(BatchEquation equation, int from, int to, CurvePoint sum, BitSet bad) {
    if (equation.holds(sum)) {
      return;
    }
    if (to - from <= FEW || bad.cardinality() > size / ONE_BAD_IN) {
      for (int i = from; i < to; i++) {
        checkOne(places[i], bad);
      }
      return;
    }
    int middle = (from + to) >>> 1;
    CurvePoint left = equation.sum(from, middle);
    // the same factors stand in both, so the other half need not be added up
    CurvePoint right = equation.rest(sum, left);
    search(equation, from, middle, left, bad);
    search(equation, middle, to, right, bad);
  }

  /** Asks Bouncy Castle about one signature. */
  private void checkOne(int place, BitSet bad) {
    byte[] message = Arrays.copyOf(domain, domain.length + lengths[place]);
    System.arraycopy(messages[place], offsets[place], message, domain.length, lengths[place]);
    bad.set(place, !Ed25519.verify(signatures[place], 0, point, message, 0, message.length));
  }

  private static MessageDigest newSha512() {
    try {
      // the JDK's, which has an intrinsic, unlike Bouncy Castle's
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-512", e);
    }
  }
}
