package dev.factory.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
  @TempDir Path folder;

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static SigningKey keyOf(String seed) {
    return SigningKey.fromPem(Pem.write("PRIVATE KEY", KeyEncoding.pkcs8(hex(seed))));
  }

  /** RFC 8032, section 7.1, tests 1 to 3: secret key, public key, message, signature. */
  private static final List<List<String>> RFC_8032 =
      List.of(
          List.of(
              "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
              "",
              "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e"
                  + "39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
          List.of(
              "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
              "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
              "72",
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f"
                  + "3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
          List.of(
              "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
              "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
              "af82",
              "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67"
                  + "f760984dc6594a7c15e9716ed28dc027beceea1ec40a"));

  @Test
  void signsAsRfc8032Says() {
    for (List<String> vector : RFC_8032) {
      SigningKey key = keyOf(vector.get(0));
      byte[] signature = key.sign(hex(vector.get(2)));
      assertThat(key.publicKey()).isEqualTo(hex(vector.get(1)));
      assertThat(signature).isEqualTo(hex(vector.get(3)));
      assertThat(key.verifier().verifies(hex(vector.get(2)), signature)).isTrue();
    }
  }

  @Test
  void hasTheThumbprintOfRfc8037() {
    // RFC 8037, appendix A.3: the same public key as RFC 8032's first test
    assertThat(keyOf(RFC_8032.get(0).get(0)).verifier().kid())
        .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  }

  @Test
  void isUnderstoodByTheJdkAndUnderstandsIt() throws Exception {
    SigningKey key = SigningKey.generate(new SecureRandom());
    byte[] message = "receipt".getBytes(StandardCharsets.UTF_8);
    KeyFactory jdk = KeyFactory.getInstance("Ed25519");
    Signature verify = Signature.getInstance("Ed25519");
    byte[] spki = Pem.read(key.verifier().toPem(), "PUBLIC KEY");
    verify.initVerify(jdk.generatePublic(new X509EncodedKeySpec(spki)));
    verify.update(message);
    assertThat(verify.verify(key.sign(message))).isTrue();

    Path file = folder.resolve("key.pem");
    key.savePem(file);
    byte[] pkcs8 = Pem.read(Files.readString(file), "PRIVATE KEY");
    PrivateKey read = jdk.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    Signature sign = Signature.getInstance("Ed25519");
    sign.initSign(read);
    sign.update(message);
    assertThat(sign.sign()).isEqualTo(key.sign(message));
    assertThat(PublicKey.fromPem(key.verifier().toPem())).isEqualTo(key.verifier());
  }

  @Test
  void neverShowsItself() {
    SigningKey key = TestLedger.key(7);
    assertThat(key.toString()).isEqualTo("signing key of Ed25519 " + key.verifier().kid());
  }

  @Nested
  class InAFile {
    private final SigningKey key = TestLedger.key(3);

    @Test
    void isReadBack() {
      Path file = folder.resolve("key.pem");
      key.savePem(file);
      assertThat(SigningKey.loadPem(file).verifier()).isEqualTo(key.verifier());
    }

    @Test
    void belongsToItsOwnerOnlyAndNothingElseIsLeft() throws IOException {
      Path file = folder.resolve("key.pem");
      key.savePem(file);
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
      try (var files = Files.list(folder)) {
        assertThat(files).containsExactly(file);
      }
    }

    @Test
    void isNeverOverwritten() throws IOException {
      Path file = folder.resolve("key.pem");
      key.savePem(file);
      String before = Files.readString(file);
      assertThatThrownBy(() -> TestLedger.key(4).savePem(file))
          .isInstanceOfSatisfying(
              FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.key-exists"));
      assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void thatIsMissingIsNamed() {
      Path file = folder.resolve("none.pem");
      assertThatThrownBy(() -> SigningKey.loadPem(file))
          .isInstanceOfSatisfying(
              FactoryException.class, e -> assertThat(e.code()).isEqualTo("receipts.key-missing"))
          .hasMessageContaining("none.pem");
    }

    @Test
    void thatIsNoKeyIsRefusedWithoutQuotingIt() throws IOException {
      String rsa =
          "-----BEGIN PRIVATE KEY-----\nMIIBVAIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----";
      String pem = Pem.write("PRIVATE KEY", KeyEncoding.pkcs8(new byte[32]));
      for (String content :
          List.of("", "hello", rsa, pem.substring(0, 60), pem.replace("PRIVATE", "PUBLIC"))) {
        Path file = folder.resolve("bad.pem");
        Files.writeString(file, content);
        assertThatThrownBy(() -> SigningKey.loadPem(file))
            .isInstanceOfSatisfying(
                FactoryException.class,
                e -> assertThat(e.code()).isEqualTo("receipts.key-unreadable"))
            .hasMessageNotContaining("MIIB");
      }
    }
  }
}
