package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierKeyTest {
  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  @Test
  void thePublishedKeysAreReadAndWrittenBack() {
    List<String> published =
        new String(Vectors.bytes("vkeys.txt"), StandardCharsets.UTF_8).lines().toList();
    assertThat(published).hasSize(11);
    for (String vkey : published) {
      assertThat(VerifierKey.parse(vkey)).hasToString(vkey);
    }
  }

  @Test
  void aKeySaysItsNameItsTypeAndItsId() {
    VerifierKey key = VerifierKey.parse(PETER);
    assertThat(key.name()).isEqualTo("PeterNeumann");
    assertThat(key.type()).isEqualTo(VerifierKey.Type.ED25519);
    assertThat(key.keyId()).isEqualTo(0xc74f20a3);
    assertThat(VerifierKey.of("PeterNeumann", key.type(), key.publicKey())).isEqualTo(key);
    assertThat(Vectors.key("remora").type()).isEqualTo(VerifierKey.Type.COSIGNATURE_V1);
    assertThat(Vectors.key("witness.navigli.sunlight.geomys.org+6b").type())
        .isEqualTo(VerifierKey.Type.ML_DSA_44);
  }

  @Test
  void noPartOfAVkeyIsAVkey() {
    for (int start = 0; start <= PETER.length(); start++) {
      for (int end = start; end <= PETER.length(); end++) {
        if (start != 0 || end != PETER.length()) {
          assertRefused(PETER.substring(start, end));
        }
      }
    }
  }

  @Test
  void aVkeyWithAnyCharacterChangedIsRefused() {
    for (int i = 0; i < PETER.length(); i++) {
      char next = (char) (PETER.charAt(i) + 1);
      assertRefused(PETER.substring(0, i) + next + PETER.substring(i + 1));
    }
    assertRefused(PETER.replace("c74f20a3", "C74F20A3"));
    assertRefused(PETER + "\n");
  }

  @Test
  void wrongLengthAndUnknownTypeAreRefusedWithTheRightKeyIdToo() {
    assertRefused("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==");
    assertRefused("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    assertRefused(
        "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGv"
            + "XwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=");
  }

  @Test
  void aPublicKeyThatIsNoPointOfPrimeOrderIsRefused() {
    byte[] identity = new byte[32];
    identity[0] = 1;
    byte[] notCanonical = HexFormat.of().parseHex("ed" + "ff".repeat(30) + "7f");
    for (VerifierKey.Type type :
        List.of(VerifierKey.Type.ED25519, VerifierKey.Type.COSIGNATURE_V1)) {
      for (byte[] bad : List.of(identity, notCanonical, new byte[31], new byte[0])) {
        assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.of("name", type, bad));
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VerifierKey.of("name", VerifierKey.Type.ML_DSA_44, new byte[1311]));
  }

  @Test
  void namesWithSpacesOrPlusSignsAreRefused() {
    byte[] key = VerifierKey.parse(PETER).publicKey();
    for (String bad :
        List.of(
            "", "a b", "a+b", "a\u00a0b", "a\u0085b", "a\u3000b", "a\u2028", "a\tb", "\ud800")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> VerifierKey.of(bad, VerifierKey.Type.ED25519, key));
    }
    assertThat(VerifierKey.of("\u00e9\ud83d\ude00", VerifierKey.Type.ED25519, key).name())
        .isEqualTo("\u00e9\ud83d\ude00");
    assertThatIllegalArgumentException().isThrownBy(() -> TestKeys.postQuantum("n".repeat(256), 1));
    assertThat(TestKeys.postQuantum("n".repeat(255), 1).key().name()).hasSize(255);
  }

  @Test
  void keysAreEqualIfNameTypeAndBytesAre() {
    VerifierKey key = VerifierKey.parse(PETER);
    assertThat(VerifierKey.parse(PETER)).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(VerifierKey.of("Other", key.type(), key.publicKey())).isNotEqualTo(key);
    assertThat(VerifierKey.of(key.name(), VerifierKey.Type.COSIGNATURE_V1, key.publicKey()))
        .isNotEqualTo(key);
  }

  private static void assertRefused(String vkey) {
    assertThatIllegalArgumentException().as(vkey).isThrownBy(() -> VerifierKey.parse(vkey));
  }
}
