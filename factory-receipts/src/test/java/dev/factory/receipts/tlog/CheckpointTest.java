package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.receipts.spi.ReceiptHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  /** The example of C2SP tlog-checkpoint. */
  private static final String TEXT =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

  private static final ReceiptHash ROOT =
      ReceiptHash.of(Base64.getDecoder().decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="));
  private static final Checkpoint SOFA =
      new Checkpoint("example.com/behind-the-sofa", new TreeHead(20_852_163, ROOT));

  @Test
  void theExampleOfTheSpecificationIsWrittenAndReadByteForByte() {
    assertThat(SOFA.text()).isEqualTo(TEXT);
    assertThat(Checkpoint.of(SOFA.sign(TestKeys.LOG))).isEqualTo(SOFA);
  }

  @Test
  void extensionLinesAreKept() {
    Checkpoint extended =
        new Checkpoint("a log", 0, MerkleTree.emptyRoot(), List.of("first", "\u00e9 second"));
    assertThat(extended.text())
        .isEqualTo(
            "a log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nfirst\n\u00e9 second\n");
    assertThat(Checkpoint.of(extended.sign(TestKeys.LOG))).isEqualTo(extended);
  }

  @Test
  void whatIsNoCheckpointIsRefused() {
    List<String> bad =
        List.of(
            "\n",
            "example.com\n",
            TEXT.replace("20852163\n", ""),
            TEXT.replace("example.com/behind-the-sofa", ""),
            TEXT.replace("20852163", ""),
            TEXT.replace("20852163", "020852163"),
            TEXT.replace("20852163", "+20852163"),
            TEXT.replace("20852163", "-1"),
            TEXT.replace("20852163", "\u0662"),
            TEXT.replace("20852163", "0x10"),
            TEXT.replace("20852163", "9223372036854775808"),
            TEXT.replace("20852163", "0"),
            TEXT.replace("20852163", "20852163 "),
            TEXT.replace("q2I=", "q2I"),
            TEXT.replace("q2I=", "q2J="),
            TEXT.replace("q2I=", "qw=="),
            TEXT.replace("CsUY", "AAAACsUY"),
            TEXT + "\n",
            TEXT + "\nextension\n",
            TEXT + "extension\n\n");
    for (String text : bad) {
      assertThatThrownBy(() -> Checkpoint.of(SignedNote.sign(text, TestKeys.LOG)))
          .as(text)
          .isInstanceOfSatisfying(
              MalformedException.class,
              e -> assertThat(e.code()).isEqualTo("receipts.malformed-checkpoint"));
    }
    assertThat(
            Checkpoint.of(
                    SignedNote.sign(TEXT.replace("20852163", "9223372036854775807"), TestKeys.LOG))
                .size())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void linesThatNoCheckpointHasAreRefused() {
    for (String line : List.of("", "two\nlines", "tab\t", "\ud800")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint(line, TreeHead.EMPTY));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Checkpoint("log", 1, ROOT, List.of(line)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Checkpoint("log", 0, ROOT, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Checkpoint("log", -1, ROOT, List.of()));
  }

  @Test
  void checkpointsOfLogsInUseAreBelieved() {
    SignedNote arche = SignedNote.parse(Vectors.bytes("arche2025h1.note"));
    TrustPolicy policy =
        TrustPolicy.ofLog(Vectors.key("arche2025h1"))
            .witnessed(
                4,
                List.of(
                    Vectors.key("remora.n621.de"),
                    Vectors.key("witness.stagemole.eu"),
                    Vectors.key("witness1.smartit.nu"),
                    Vectors.key("transparency.dev/DEV")));
    assertThat(arche.encode()).isEqualTo(Vectors.bytes("arche2025h1.note"));
    assertThat(policy.check(arche))
        .isInstanceOfSatisfying(
            CheckpointVerdict.Trusted.class,
            trusted -> {
              assertThat(trusted.checkpoint().size()).isEqualTo(1_432_088_532L);
              assertThat(trusted.by()).hasSize(5);
              assertThat(trusted.by().get(0).signedAt()).isEmpty();
              assertThat(trusted.by().get(1).signedAt())
                  .contains(Instant.ofEpochSecond(0x6a122120L));
            });
  }

  @Test
  void anMlDsa44CosignatureOfAWitnessInUseIsGood() {
    SignedNote note = SignedNote.parse(Vectors.bytes("coachandhorses2026h1.note"));
    VerifierKey classic = Vectors.key("witness.navigli.sunlight.geomys.org+a3");
    VerifierKey postQuantum = Vectors.key("witness.navigli.sunlight.geomys.org+6b");
    assertThat(note.encode()).isEqualTo(Vectors.bytes("coachandhorses2026h1.note"));
    assertThat(note.verify(List.of(classic, postQuantum)))
        .isInstanceOfSatisfying(
            NoteVerdict.Verified.class,
            verified ->
                assertThat(verified.by())
                    .extracting(NoteVerdict.By::key)
                    .containsExactly(classic, postQuantum));
    SignedNote other =
        new SignedNote(note.text().replace("185550722", "185550723"), note.signatures());
    assertThat(other.verify(List.of(postQuantum)))
        .isEqualTo(new NoteVerdict.BadSignature(postQuantum));
  }

  @Nested
  class Cosignatures {
    @Test
    void anEd25519CosignatureSignsHeaderTimeAndTheWholeText() {
      Checkpoint extended =
          new Checkpoint(SOFA.origin(), SOFA.size(), SOFA.root(), List.of("extension"));
      NoteSignature cosignature = TestKeys.WITNESS.sign(extended.text());
      ByteBuffer bytes = ByteBuffer.wrap(cosignature.signature());
      assertThat(bytes.remaining()).isEqualTo(8 + 64);
      assertThat(bytes.getLong()).isEqualTo(1_769_258_096L);
      byte[] signed =
          ("cosignature/v1\ntime 1769258096\n" + TEXT + "extension\n")
              .getBytes(StandardCharsets.UTF_8);
      assertThat(
              Ed25519.verify(
                  cosignature.signature(),
                  8,
                  TestKeys.WITNESS.key().publicKey(),
                  0,
                  signed,
                  0,
                  signed.length))
          .isTrue();
    }

    @Test
    void anMlDsa44SignatureSignsNameTimeOriginSizeAndRoot() {
      NoteSigner signer = TestKeys.postQuantum("witness.example/pq", 3);
      byte[] expected =
          ByteBuffer.allocate(12 + 1 + 18 + 8 + 1 + 27 + 8 + 8 + 32)
              .put("subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII))
              .put((byte) 18)
              .put("witness.example/pq".getBytes(StandardCharsets.US_ASCII))
              .putLong(1_769_258_096L)
              .put((byte) 27)
              .put("example.com/behind-the-sofa".getBytes(StandardCharsets.US_ASCII))
              .putLong(0)
              .putLong(20_852_163)
              .put(ROOT.bytes())
              .array();
      byte[] seed = new byte[32];
      seed[0] = 3;
      byte[] signature = signer.sign(TEXT).signature();
      assertThat(signature).hasSize(8 + 2_420);
      assertThat(Arrays.copyOfRange(signature, 8, signature.length))
          .isEqualTo(MlDsa44Key.fromSeed(seed).sign(expected));
    }

    @Test
    void bothKindsVerifyAndSayWhen() {
      NoteSigner postQuantum = TestKeys.postQuantum("witness.example/pq", 3);
      SignedNote note = SOFA.sign(TestKeys.WITNESS, postQuantum);
      assertThat(note.verify(List.of(TestKeys.WITNESS.key(), postQuantum.key())))
          .isInstanceOfSatisfying(
              NoteVerdict.Verified.class,
              verified ->
                  assertThat(verified.by())
                      .extracting(NoteVerdict.By::signedAt)
                      .containsOnly(Optional.of(TestKeys.TIME.instant()))
                      .hasSize(2));
    }

    @Test
    void anMlDsa44KeyNeitherSignsNorVouchesForExtensionLines() {
      NoteSigner signer = TestKeys.postQuantum("witness.example/pq", 3);
      Checkpoint extended =
          new Checkpoint(SOFA.origin(), SOFA.size(), SOFA.root(), List.of("added"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> signer.sign(extended.text()))
          .withMessageContaining("does not cover extension lines");
      SignedNote added = new SignedNote(extended.text(), SOFA.sign(signer).signatures());
      assertThat(added.verify(List.of(signer.key())))
          .isEqualTo(new NoteVerdict.BadSignature(signer.key()));
    }

    @Test
    void onlyCheckpointsAreCosigned() {
      assertThatThrownBy(() -> TestKeys.WITNESS.sign("no checkpoint\n"))
          .isInstanceOf(MalformedException.class);
      NoteSignature cosignature = TestKeys.WITNESS.sign(TEXT);
      assertThat(
              new SignedNote("no checkpoint\n", List.of(cosignature))
                  .verify(List.of(TestKeys.WITNESS.key())))
          .isInstanceOf(NoteVerdict.BadSignature.class);
    }

    @Test
    void aTimeOrAnOriginThatCannotBeSignedIsRefused() {
      NoteSigner early =
          NoteSigner.cosignatureV1(
              "w", TestKeys.ed25519(2), InstantSource.fixed(Instant.ofEpochSecond(-1)));
      assertThatIllegalArgumentException().isThrownBy(() -> early.sign(TEXT));
      Checkpoint longOrigin = new Checkpoint("o".repeat(256), SOFA.head());
      NoteSigner postQuantum = TestKeys.postQuantum("w", 3);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> postQuantum.sign(longOrigin.text()))
          .withMessageContaining("at most 255 bytes, not 256");
    }

    @Test
    void aNegativeTimestampIsABadSignature() {
      byte[] bytes = TestKeys.WITNESS.sign(TEXT).signature();
      bytes[0] |= (byte) 0x80;
      VerifierKey key = TestKeys.WITNESS.key();
      for (byte[] bad : List.of(bytes, new byte[8], new byte[7], new byte[1])) {
        SignedNote note =
            new SignedNote(TEXT, List.of(new NoteSignature(key.name(), key.keyId(), bad)));
        assertThat(note.verify(List.of(key))).isEqualTo(new NoteVerdict.BadSignature(key));
      }
    }

    @Test
    void anMlDsa44KeySignsTheSameWayEachTime() {
      byte[] seed = new byte[32];
      MlDsa44Key key = MlDsa44Key.fromSeed(seed);
      assertThat(key.sign(new byte[] {1})).isEqualTo(key.sign(new byte[] {1}));
      assertThat(key.seed()).isEqualTo(seed);
      assertThatIllegalArgumentException().isThrownBy(() -> MlDsa44Key.fromSeed(new byte[31]));
    }
  }
}
