package dev.factory.receipts.tlog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A text and the signatures under it: C2SP signed-note. Do not use the text before {@link #verify}
 * has found a signature of a key you trust.
 *
 * <p>Reading what was written gives the same note, and writing what was read the same bytes.
 *
 * @param text ends with a newline and has no other control characters
 * @param signatures one or more, at most {@value #MAX_SIGNATURES}
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** The most signatures a note may have; the specification asks for 16. */
  public static final int MAX_SIGNATURES = 100;

  /** The longest note that is read, in bytes: room for as many signatures of any type. */
  public static final int MAX_BYTES = 1_000_000;

  private static final String NOTE = "note";

  /** Refuses a text or signatures that no note has; copies the signatures. */
  public SignedNote {
    requireText(text);
    signatures = List.copyOf(signatures);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException(
          "a note has 1 to " + MAX_SIGNATURES + " signatures, not " + signatures.size());
    }
  }

  static void requireText(String text) {
    if (!text.endsWith("\n") || !Text.isLine(text.replace('\n', ' '))) {
      throw new IllegalArgumentException(
          "the text of a note ends with a newline and has no other control characters");
    }
  }

  /**
   * {@return this text, signed by each signer}
   *
   * @param text as {@link #text}
   * @throws IllegalArgumentException if it cannot be the text of a note, there is no signer, or a
   *     signer's type of key cannot sign it
   */
  public static SignedNote sign(String text, NoteSigner... signers) {
    requireText(text);
    List<NoteSignature> signatures = new ArrayList<>();
    for (NoteSigner signer : signers) {
      signatures.add(signer.sign(text));
    }
    return new SignedNote(text, signatures);
  }

  /**
   * {@return the note in these bytes}
   *
   * @param bytes UTF-8, at most {@value #MAX_BYTES}
   * @throws MalformedException {@code receipts.malformed-note} if they break a rule of the format
   */
  public static SignedNote parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException(NOTE, "it has " + bytes.length + " bytes, which is too many");
    }
    return parse(Text.decodeUtf8(NOTE, bytes));
  }

  static SignedNote parse(String note) {
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0) {
      throw new MalformedException(NOTE, "no empty line parts the text from the signatures");
    }
    String text = note.substring(0, blank + 1);
    List<NoteSignature> signatures = parseLines(note.substring(blank + 2));
    try {
      return new SignedNote(text, signatures);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(NOTE, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<NoteSignature> parseLines(String lines) {
    if (!lines.endsWith("\n")) {
      throw new MalformedException(NOTE, "the last signature line does not end with a newline");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    for (int start = 0; start < lines.length(); ) {
      int end = lines.indexOf('\n', start);
      try {
        signatures.add(NoteSignature.parse(lines.substring(start, end)));
      } catch (IllegalArgumentException e) {
        throw new MalformedException(
            NOTE, "its signature line " + (signatures.size() + 1) + " is not of the form", e);
      }
      start = end + 1;
    }
    return signatures;
  }

  /** {@return this note with more signatures at its end, those it has already left out} */
  public SignedNote with(Collection<NoteSignature> more) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    for (NoteSignature signature : more) {
      if (!all.contains(signature)) {
        all.add(signature);
      }
    }
    return new SignedNote(text, all);
  }

  /**
   * {@return what these keys say of the note}
   *
   * <p>Signatures of other keys are ignored, also if they share a name or a key id with a known
   * one. Every signature that claims to be of a known key must be good.
   *
   * @param known keys, no two of them with the same name and key id
   * @throws IllegalArgumentException if two keys have the same name and key id
   */
  public NoteVerdict verify(Collection<VerifierKey> known) {
    requireDistinct(known);
    List<NoteVerdict.By> verified = new ArrayList<>();
    for (NoteSignature signature : signatures) {
      for (VerifierKey key : known) {
        if (key.isNamedBy(signature)) {
          if (!key.verifies(text, signature)) {
            return new NoteVerdict.BadSignature(key);
          }
          verified.add(new NoteVerdict.By(key, signature));
        }
      }
    }
    return verified.isEmpty() ? new NoteVerdict.NoKnownKey() : new NoteVerdict.Verified(verified);
  }

  private static void requireDistinct(Collection<VerifierKey> keys) {
    Set<String> seen = new HashSet<>();
    for (VerifierKey key : keys) {
      if (!seen.add(key.name() + "+" + key.keyId())) {
        throw new IllegalArgumentException(
            "two keys named "
                + key.name()
                + " have the same key id: give one of them another name");
      }
    }
  }

  /** {@return the note in UTF-8} */
  public byte[] encode() {
    return Text.utf8(toString());
  }

  /** {@return the note: text, empty line, signature lines} */
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    for (NoteSignature signature : signatures) {
      note.append(signature.line()).append('\n');
    }
    return note.toString();
  }
}
