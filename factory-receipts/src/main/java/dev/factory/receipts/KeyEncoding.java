package dev.factory.receipts;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Keys as DER: PKCS#8 and SubjectPublicKeyInfo, both as RFC 8410 has them for Ed25519. */
final class KeyEncoding {
  private static final AlgorithmIdentifier ED25519 =
      new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112")); // RFC 8410, section 3

  private KeyEncoding() {}

  /** Without the public key, as OpenSSL writes it: older readers stumble over the longer form. */
  static byte[] pkcs8(byte[] seed) {
    try {
      return new PrivateKeyInfo(ED25519, new DEROctetString(seed)).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("writing DER to memory does not fail", e);
    }
  }

  static byte[] seedFromPkcs8(byte[] der) {
    if (decoded(der, true) instanceof Ed25519PrivateKeyParameters key) {
      return key.getEncoded();
    }
    throw new IllegalArgumentException("the PEM block holds a key of another kind than Ed25519");
  }

  static byte[] spki(byte[] publicKey) {
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
              new Ed25519PublicKeyParameters(publicKey))
          .getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("writing DER to memory does not fail", e);
    }
  }

  static byte[] publicFromSpki(byte[] der) {
    if (decoded(der, false) instanceof Ed25519PublicKeyParameters key) {
      return key.getEncoded();
    }
    throw new IllegalArgumentException("the PEM block holds a key of another kind than Ed25519");
  }

  private static AsymmetricKeyParameter decoded(byte[] der, boolean isPrivate) {
    try {
      return isPrivate ? PrivateKeyFactory.createKey(der) : PublicKeyFactory.createKey(der);
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle throws several unchecked kinds on damaged DER, and quotes no key material
      // here
      throw new IllegalArgumentException("the PEM block is damaged: no key can be read from it");
    }
  }
}
