package dev.factory.receipts.internal.ed25519;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Points of the curve by the formulas of RFC 8032, section 5.1, without any haste. */
public record Edwards(BigInteger x, BigInteger y) {
  /** The prime of the field. */
  public static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** The order of the base point. */
  public static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** The constant of the curve. */
  public static final BigInteger D =
      BigInteger.valueOf(-121_665).multiply(BigInteger.valueOf(121_666).modInverse(P)).mod(P);

  /** The neutral element. */
  public static final Edwards NEUTRAL = new Edwards(BigInteger.ZERO, BigInteger.ONE);

  /** The base point. */
  public static final Edwards BASE =
      of("5866666666666666666666666666666666666666666666666666666666666666");

  /** A point of order 8. */
  public static final Edwards TORSION =
      of("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");

  /** {@return the number whose bytes these are, least first} */
  public static BigInteger integer(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }

  /** {@return the lowest 256 bits as bytes, least first} */
  public static byte[] bytes(BigInteger value) {
    byte[] littleEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      littleEndian[i] = value.shiftRight(8 * i).byteValue();
    }
    return littleEndian;
  }

  private static Edwards of(String hex) {
    return decoded(HexFormat.of().parseHex(hex)).orElseThrow();
  }

  /** {@return the point, or empty if section 5.1.3 refuses the bytes} */
  public static Optional<Edwards> decoded(byte[] bytes) {
    boolean odd = (bytes[31] & 0x80) != 0;
    byte[] magnitude = bytes.clone();
    magnitude[31] &= 0x7f;
    BigInteger y = integer(magnitude);
    if (y.compareTo(P) >= 0) {
      return Optional.empty();
    }
    BigInteger square = y.multiply(y);
    BigInteger x2 =
        square
            .subtract(BigInteger.ONE)
            .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(P))
            .mod(P);
    BigInteger x = x2.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!x.multiply(x).mod(P).equals(x2)) {
      x = x.multiply(BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P)).mod(P);
    }
    if (!x.multiply(x).mod(P).equals(x2) || (x.signum() == 0 && odd)) {
      return Optional.empty();
    }
    return Optional.of(new Edwards(x.testBit(0) == odd ? x : P.subtract(x), y));
  }

  /** {@return the sum} */
  public Edwards plus(Edwards other) {
    BigInteger cross = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y);
    BigInteger newX = x.multiply(other.y).add(y.multiply(other.x));
    BigInteger newY = y.multiply(other.y).add(x.multiply(other.x));
    return new Edwards(
        newX.multiply(BigInteger.ONE.add(cross).modInverse(P)).mod(P),
        newY.multiply(BigInteger.ONE.subtract(cross).modInverse(P)).mod(P));
  }

  /** {@return this point added up so many times} */
  public Edwards times(BigInteger factor) {
    Edwards sum = NEUTRAL;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      sum = sum.plus(sum);
      if (factor.testBit(bit)) {
        sum = sum.plus(this);
      }
    }
    return sum;
  }

  /** {@return the canonical form of section 5.1.2} */
  public byte[] encoded() {
    byte[] bytes = Arrays.copyOf(bytes(y), 32);
    if (x.testBit(0)) {
      bytes[31] |= (byte) 0x80;
    }
    return bytes;
  }
}
