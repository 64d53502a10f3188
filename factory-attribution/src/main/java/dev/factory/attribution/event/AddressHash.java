package dev.factory.attribution.event;

import dev.factory.attribution.internal.IpAddress;
import dev.factory.attribution.internal.Sha256;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns IP addresses into text that tells them apart and does not give them away: HMAC-SHA-256
 * under a secret key, because a plain hash of an IPv4 address is undone by trying all of them.
 *
 * <p>What is hashed is the address itself, 4 bytes of IPv4 or 16 of IPv6, so every way to write an
 * address gives the same text; an IPv4 address inside IPv6 ({@code ::ffff:192.0.2.1}) counts as the
 * IPv4 address. <b>Threads:</b> safe for use by many threads.
 */
public final class AddressHash {
  /** The shortest key, in bytes: as long as the hash. */
  public static final int MIN_KEY_LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private AddressHash(SecretKeySpec key) {
    this.key = key;
  }

  /**
   * {@return the hash under {@code key}}
   *
   * @param key at least {@value #MIN_KEY_LENGTH} random bytes, which are copied; keep them where
   *     the rows are not, and destroy them to make every hash meaningless
   */
  public static AddressHash keyed(byte[] key) {
    if (key.length < MIN_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "the key of an address hash has at least "
              + MIN_KEY_LENGTH
              + " bytes, not "
              + key.length);
    }
    return new AddressHash(new SecretKeySpec(key, ALGORITHM));
  }

  /**
   * {@return {@code sha256:} and 64 lower-case hex digits}
   *
   * @param address IPv4 as four decimal numbers, or IPv6 as RFC 4291 section 2.2 writes it; no
   *     port, zone, brackets or host name
   * @throws IllegalArgumentException if it is none; the message does not repeat it
   */
  public String of(String address) {
    byte[] bytes = IpAddress.parse(address);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Sha256.text(mac.doFinal(bytes));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
