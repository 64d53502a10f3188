package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
  /** The example of Go's {@code sumdb/note}. */
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;

  private static final String PETER_SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String PETER_LINE =
      "\u2014 PeterNeumann"
          + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
  private static final String NOTE = TEXT + "\n" + PETER_LINE;
  private static final VerifierKey PETER = Vectors.key("PeterNeumann");

  /** The example of C2SP signed-note. */
  private static final String QUASIMODO =
      """
      Ognuno sta solo sul cuor della terra
      trafitto da un raggio di sole:

      ed \u00e8 subito sera.

      \u2014 quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
      """;

  private static SignedNote parse(String note) {
    return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
  }

  private static NoteSigner peter() {
    byte[] secret = Base64.getDecoder().decode(PETER_SECRET);
    return NoteSigner.ed25519(
        "PeterNeumann", TestKeys.ed25519(Arrays.copyOfRange(secret, 1, secret.length)));
  }

  @Test
  void thePublishedNoteIsSignedByteForByte() {
    assertThat(peter().key()).isEqualTo(PETER);
    assertThat(SignedNote.sign(TEXT, peter())).hasToString(NOTE);
  }

  @Test
  void thePublishedNoteVerifies() {
    SignedNote note = parse(NOTE);
    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.encode()).isEqualTo(NOTE.getBytes(StandardCharsets.UTF_8));
    assertThat(note.verify(List.of(PETER)))
        .isEqualTo(
            new NoteVerdict.Verified(List.of(new NoteVerdict.By(PETER, note.signatures().get(0)))));
  }

  @Test
  void theExampleOfTheSpecificationVerifies() {
    VerifierKey key = Vectors.key("example.com/foo");
    SignedNote note =
        parse(
            "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n");
    assertThat(note.verify(List.of(key))).isInstanceOf(NoteVerdict.Verified.class);
  }

  @Test
  void theLastEmptyLinePartsTextFromSignatures() {
    SignedNote note = parse(QUASIMODO);
    assertThat(note.text()).endsWith(":\n\ned \u00e8 subito sera.\n");
    assertThat(note.signatures().get(0).name()).isEqualTo("quasimodo.example/salvatore");
    assertThat(note).hasToString(QUASIMODO);
    assertThat(parse("\n\n" + PETER_LINE).text()).isEqualTo("\n");
  }

  @Test
  void signaturesOfUnknownKeysAreIgnoredButOneMustBeKnown() {
    SignedNote note = SignedNote.sign(TEXT, TestKeys.LOG, peter());
    assertThat(note.verify(List.of(PETER)))
        .isInstanceOfSatisfying(
            NoteVerdict.Verified.class,
            verified ->
                assertThat(verified.by()).extracting(NoteVerdict.By::key).containsExactly(PETER));
    assertThat(note.verify(List.of(Vectors.key("EnochRoot"))))
        .isEqualTo(new NoteVerdict.NoKnownKey());
    assertThat(note.verify(List.of())).isEqualTo(new NoteVerdict.NoKnownKey());
  }

  @Test
  void aKeyThatSharesOnlyNameOrOnlyIdIsAnother() {
    NoteSignature good = parse(NOTE).signatures().get(0);
    SignedNote sameName =
        new SignedNote(TEXT, List.of(new NoteSignature("PeterNeumann", 1, good.signature())));
    SignedNote sameId =
        new SignedNote(TEXT, List.of(new NoteSignature("Peter", PETER.keyId(), good.signature())));
    assertThat(sameName.verify(List.of(PETER))).isEqualTo(new NoteVerdict.NoKnownKey());
    assertThat(sameId.verify(List.of(PETER))).isEqualTo(new NoteVerdict.NoKnownKey());
  }

  @Test
  void aBadSignatureOfAKnownKeySpoilsTheNoteWhateverElseIsGood() {
    NoteSignature bad = new NoteSignature("PeterNeumann", PETER.keyId(), new byte[64]);
    NoteSignature shorter = new NoteSignature("PeterNeumann", PETER.keyId(), new byte[63]);
    SignedNote good = SignedNote.sign(TEXT, TestKeys.LOG, peter());
    List<VerifierKey> known = List.of(TestKeys.LOG.key(), PETER);
    assertThat(good.with(List.of(bad)).verify(known))
        .isEqualTo(new NoteVerdict.BadSignature(PETER));
    assertThat(good.with(List.of(shorter)).verify(known))
        .isEqualTo(new NoteVerdict.BadSignature(PETER));
    assertThat(new SignedNote("Other\n", good.signatures()).verify(known))
        .isInstanceOf(NoteVerdict.BadSignature.class);
  }

  @Test
  void twoKeysThatCannotBeToldApartAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(NOTE).verify(List.of(PETER, PETER)));
  }

  @Test
  void aSignatureIsAddedOnce() {
    SignedNote note = parse(NOTE);
    assertThat(note.with(note.signatures())).isEqualTo(note);
    SignedNote two = note.with(List.of(TestKeys.LOG.sign(TEXT)));
    assertThat(two.signatures()).hasSize(2);
    assertThat(two.with(note.signatures())).isEqualTo(two);
  }

  @Test
  void whatIsNoNoteIsRefused() {
    List<String> bad =
        List.of(
            "",
            "\n",
            TEXT,
            TEXT + "\n",
            TEXT + "\n\n",
            PETER_LINE,
            "\n" + PETER_LINE,
            TEXT + PETER_LINE,
            NOTE.substring(0, NOTE.length() - 1),
            NOTE + "\n",
            NOTE + "x",
            "\ufeff",
            NOTE.replace("\u2014", "-"),
            NOTE.replace("\u2014 ", "\u2014"),
            NOTE.replace("\u2014 ", "\u2014  "),
            NOTE.replace("PeterNeumann x", "x"),
            NOTE.replace("PeterNeumann ", "PeterNeumann  "),
            NOTE.replace("PeterNeumann ", "Peter Neumann "),
            NOTE.replace("PeterNeumann ", "Peter+Neumann "),
            NOTE.replace("PeterNeumann ", "Peter\u00a0Neumann "),
            NOTE.replace("nAM=\n", "nAM\n"),
            NOTE.replace("nAM=\n", "nAN=\n"),
            NOTE.replace("nAM=\n", "nAM= \n"),
            NOTE.replace("nAM=\n", "nAM=\r\n"),
            NOTE.replace("/", "_"),
            TEXT + "\n\u2014 PeterNeumann x08gow==\n",
            TEXT + "\n\u2014 PeterNeumann \n",
            NOTE.replace("problem,\n", "problem,\r\n"),
            NOTE.replace("you ", "you\t"),
            NOTE.replace("you ", "you\0"),
            TEXT + "\n" + PETER_LINE.repeat(SignedNote.MAX_SIGNATURES + 1));
    for (String note : bad) {
      assertThatThrownBy(() -> parse(note))
          .as(note)
          .isInstanceOfSatisfying(
              MalformedException.class,
              e -> assertThat(e.code()).isEqualTo("receipts.malformed-note"));
    }
    assertThat(parse(TEXT + "\n" + PETER_LINE.repeat(SignedNote.MAX_SIGNATURES)).signatures())
        .hasSize(SignedNote.MAX_SIGNATURES);
  }

  @Test
  void bytesThatAreNotUtf8OrTooManyAreRefused() {
    byte[] latin1 = NOTE.replace("you", "y\u00e9u").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> SignedNote.parse(latin1)).hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.MAX_BYTES + 1]))
        .hasMessageContaining("too many");
  }

  @Test
  void aMessageNamesTheLineAndNothingOfIt() {
    assertThatThrownBy(() -> parse(NOTE + "\u2014 secret\n"))
        .hasMessageContaining("signature line 2")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aTextThatNoNoteHasIsNotSigned() {
    for (String text : List.of("", "no newline", "tab\t\n", "return\r\n", "\ud800\n")) {
      assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.sign(text, peter()));
      assertThatIllegalArgumentException().isThrownBy(() -> peter().sign(text));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.sign(TEXT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SignedNote(TEXT, Collections.emptyList()));
  }

  @Test
  void signatureLinesAreReadAsTheyAreWritten() {
    NoteSignature signature = parse(NOTE).signatures().get(0);
    assertThat(NoteSignature.parse(signature.line())).isEqualTo(signature);
    assertThat(signature).hasToString(PETER_LINE.stripTrailing());
    assertThat(signature.keyId()).isEqualTo(0xc74f20a3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NoteSignature("PeterNeumann", 1, new byte[0]));
  }
}
