package dev.factory.receipts.internal.ed25519;

import java.math.BigInteger;
import java.security.MessageDigest;

/**
 * The signatures of one key in the form in which a sum over them is taken, and that sum.
 *
 * <p>With R, S and the challenge h of each signature and factors z nobody could choose ({@link
 * Coefficients}), all signatures of a range satisfy the equation with the cofactor (RFC 8032,
 * section 5.1.7) if and only if
 *
 * <pre>8 (sum of zR  +  (sum of zh) A  -  (sum of zS) B)  =  neutral element,</pre>
 *
 * but for a chance of 2^-128. The factor 8 removes components of small order from every R before
 * they could cancel each other, so the answer for a range is that for its signatures one by one. A
 * and B have prime order: their factors may be reduced modulo it.
 */
final class BatchEquation {
  private static final int HASH = 64;
  private static final int SCALAR = 32;
  private static final int HALF = 128;
  private static final int COFACTOR_BITS = 3;

  /** A, 2^128 A, B and 2^128 B. */
  private static final int FIXED = 4;

  private final byte[] publicKey;
  private final Curve curve = new Curve();
  private final Coefficients coefficients;
  private final MultiScalarSum sum;
  private final ScalarProducts ofChallenges = new ScalarProducts(HASH);
  private final ScalarProducts ofScalars = new ScalarProducts(SCALAR);
  private final AffinePoint key = new AffinePoint();
  private final AffinePoint keyHigh = new AffinePoint();
  private final AffinePoint base = new AffinePoint();
  private final AffinePoint baseHigh = new AffinePoint();

  private final AffinePoint[] points;
  private final byte[] challenges;
  private final byte[] scalars;

  /** Two for each signature, the lower half first. */
  private final long[] weights;

  private int size;

  /**
   * @param publicKey canonical, of prime order
   */
  BatchEquation(byte[] publicKey, int capacity, MessageDigest sha512) {
    this.publicKey = publicKey.clone();
    this.coefficients = new Coefficients(sha512);
    this.sum = new MultiScalarSum(curve, capacity + FIXED);
    this.points = new AffinePoint[capacity];
    for (int i = 0; i < capacity; i++) {
      points[i] = new AffinePoint();
    }
    this.challenges = new byte[HASH * capacity];
    this.scalars = new byte[SCALAR * capacity];
    this.weights = new long[2 * capacity];
    if (!curve.decode(publicKey, 0, key)) {
      throw new IllegalArgumentException("these 32 bytes are no Ed25519 public key: no point");
    }
    curve.setBase(base);
    setHigh(keyHigh, key);
    setHigh(baseHigh, base);
  }

  private void setHigh(AffinePoint high, AffinePoint point) {
    CurvePoint power = new CurvePoint();
    curve.setPoint(power, point);
    curve.twice(power, HALF);
    curve.setAffine(high, power);
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /**
   * Takes a signature if R is a point in canonical form and S is less than the order.
   *
   * @return false, with nothing taken, if one of them is not
   */
  boolean add(byte[] signature, byte[] challenge) {
    if (!ScalarProducts.isReduced(signature, FieldElement.BYTES)
        || !curve.decode(signature, 0, points[size])) {
      return false;
    }
    System.arraycopy(challenge, 0, challenges, HASH * size, HASH);
    System.arraycopy(signature, FieldElement.BYTES, scalars, SCALAR * size, SCALAR);
    size++;
    return true;
  }

  /**
   * Chooses the factors of all that was added. What is added later has none until the next time.
   */
  void weigh() {
    coefficients.seed(publicKey, challenges, HASH * size, scalars, SCALAR * size);
    for (int i = 0; i < size; i++) {
      coefficients.advance();
      weights[2 * i] = coefficients.low();
      weights[2 * i + 1] = coefficients.high();
    }
  }

  /**
   * {@return the left side of the equation for the weighed signatures from one place up to, not
   * with, another: neutral if all of them are good} The sum of two ranges is the sum of both sums.
   */
  CurvePoint sum(int from, int to) {
    sum.clear();
    ofChallenges.clear();
    ofScalars.clear();
    for (int i = from; i < to; i++) {
      long low = weights[2 * i];
      long high = weights[2 * i + 1];
      sum.add(points[i], low, high);
      ofChallenges.add(low, high, challenges, HASH * i);
      ofScalars.add(low, high, scalars, SCALAR * i);
    }
    addFixed(key, keyHigh, ofChallenges.reduced());
    addFixed(base, baseHigh, ScalarProducts.ORDER.subtract(ofScalars.reduced()));
    CurvePoint total = new CurvePoint();
    sum.sum(total);
    curve.twice(total, COFACTOR_BITS);
    return total;
  }

  /** {@return the sum of a range without that of a part of it} */
  CurvePoint rest(CurvePoint whole, CurvePoint part) {
    CurvePoint rest = new CurvePoint();
    rest.set(part);
    curve.negate(rest);
    curve.add(rest, whole);
    return rest;
  }

  /** Says whether a sum is neutral: all signatures in it are good. */
  boolean holds(CurvePoint sum) {
    return curve.isNeutral(sum);
  }

  private void addFixed(AffinePoint point, AffinePoint high, BigInteger factor) {
    sum.add(point, factor.longValue(), factor.shiftRight(64).longValue());
    sum.add(high, factor.shiftRight(HALF).longValue(), factor.shiftRight(HALF + 64).longValue());
  }
}
