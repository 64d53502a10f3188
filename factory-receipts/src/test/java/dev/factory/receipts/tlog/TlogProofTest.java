package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.receipts.spi.ReceiptHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlogProofTest {
  private static final TreeInTiles TREE = TreeInTiles.of(20);
  private static final SignedNote CHECKPOINT = TREE.checkpoint(20, TestKeys.LOG, TestKeys.WITNESS);
  private static final TlogProof PROOF =
      TlogProof.of(InclusionProof.of(7, 20, TREE.hashes(20)), CHECKPOINT);
  private static final TrustPolicy WITNESSED =
      TestKeys.POLICY.witnessed(1, List.of(TestKeys.WITNESS.key()));

  private static TlogProof parse(String text) {
    return TlogProof.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(ReceiptHash hash) {
    return Base64.getEncoder().encodeToString(hash.bytes());
  }

  @Test
  void aProofHasTheFormOfTheSpecification() {
    StringBuilder expected = new StringBuilder("c2sp.org/tlog-proof@v1\nextra aGVsbG8=\nindex 7\n");
    PROOF.inclusion().path().forEach(hash -> expected.append(base64(hash)).append('\n'));
    expected.append('\n').append(CHECKPOINT);
    TlogProof withExtra = PROOF.withExtra("hello".getBytes(StandardCharsets.UTF_8));
    assertThat(withExtra).hasToString(expected.toString());
    assertThat(PROOF).hasToString(expected.toString().replace("extra aGVsbG8=\n", ""));
    assertThat(parse(expected.toString())).isEqualTo(withExtra);
    assertThat(parse(expected.toString()).extra())
        .hasValueSatisfying(
            extra -> assertThat(extra).asString(StandardCharsets.UTF_8).isEqualTo("hello"));
    assertThat(PROOF.extra()).isEmpty();
    assertThat(parse(PROOF.toString())).isEqualTo(PROOF).hasSameHashCodeAs(PROOF);
  }

  @Test
  void extraDataOfNoBytesIsNotTheSameAsNone() {
    TlogProof empty = PROOF.withExtra(new byte[0]);
    assertThat(empty.toString()).contains("\nextra \nindex 7\n");
    assertThat(TlogProof.parse(empty.encode())).isEqualTo(empty).isNotEqualTo(PROOF);
  }

  @Test
  void theEntryIsIncludedForWhoeverHasTheKeys() {
    assertThat(PROOF.verify(BruteForceTree.leaf(7), WITNESSED))
        .isInstanceOfSatisfying(
            ProofVerdict.Included.class,
            included -> {
              assertThat(included.index()).isEqualTo(7);
              assertThat(included.checkpoint().size()).isEqualTo(20);
              assertThat(included.by()).hasSize(2);
            });
  }

  @Test
  void eachFaultHasItsOwnVerdict() {
    assertThat(PROOF.verify(BruteForceTree.leaf(8), WITNESSED))
        .isEqualTo(new ProofVerdict.NotIncluded());
    TlogProof unwitnessed = TlogProof.of(PROOF.inclusion(), TREE.checkpoint(20, TestKeys.LOG));
    assertThat(unwitnessed.verify(BruteForceTree.leaf(7), WITNESSED))
        .isEqualTo(new ProofVerdict.NotTrusted(new CheckpointVerdict.TooFewWitnesses(0, 1)));
    assertThat(unwitnessed.verify(BruteForceTree.leaf(7), TestKeys.POLICY))
        .isInstanceOf(ProofVerdict.Included.class);
    TrustPolicy otherLog =
        TrustPolicy.ofLog(NoteSigner.ed25519("other", TestKeys.ed25519(1)).key());
    assertThat(PROOF.verify(BruteForceTree.leaf(7), otherLog))
        .isEqualTo(new ProofVerdict.NotTrusted(new CheckpointVerdict.OtherLog(TestKeys.ORIGIN)));
  }

  @Test
  void theOnlyEntryOfALogHasAnEmptyPath() {
    TlogProof only =
        TlogProof.of(InclusionProof.of(0, 1, TREE.hashes(1)), TREE.checkpoint(1, TestKeys.LOG));
    assertThat(only.toString()).startsWith("c2sp.org/tlog-proof@v1\nindex 0\n\nlog.example/2026\n");
    assertThat(TlogProof.parse(only.encode()).verify(BruteForceTree.leaf(0), TestKeys.POLICY))
        .isInstanceOf(ProofVerdict.Included.class);
  }

  @Test
  void whatIsNoProofIsRefused() {
    String good = PROOF.toString();
    String hash = base64(PROOF.inclusion().path().get(0)) + "\n";
    for (String bad :
        List.of(
            "",
            "\n\n",
            good.replace("@v1", "@v2"),
            good.replace("@v1", "@v1 "),
            good.replace("index 7\n", ""),
            good.replace("index 7", "index 07"),
            good.replace("index 7", "index -7"),
            good.replace("index 7", "index  7"),
            good.replace("index 7", "index 20"),
            good.replace("index 7", "index 9223372036854775808"),
            good.replace("index 7\n", "extra aGVsbG8\nindex 7\n"),
            good.replace("index 7\n", "index 7\nextra aGVsbG8=\n"),
            good.replace("index 7\n", "extra aGVsbG8=\nextra aGVsbG8=\nindex 7\n"),
            good.replace(hash, hash.repeat(60)),
            good.replace(hash, "AAAA\n"),
            good.replace(hash, hash.replace("=", "")),
            good.replace("\n\nlog", "\nlog"),
            good.replace("\n\nlog", "\n\n\nlog"),
            good.replace("log.example/2026\n20\n", "log.example/2026\nx\n"),
            good + "\n")) {
      assertThatThrownBy(() -> parse(bad)).as(bad).isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> TlogProof.parse(new byte[] {(byte) 0xff}))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void aPathAndACheckpointOfDifferentTreesAreNotPutTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TlogProof.of(PROOF.inclusion(), TREE.checkpoint(19, TestKeys.LOG)))
        .withMessageContaining("a tree of 20 leaves and the checkpoint of one of 19");
  }
}
