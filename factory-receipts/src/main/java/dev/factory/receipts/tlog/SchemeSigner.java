package dev.factory.receipts.tlog;

import java.util.function.Function;

/**
 * Signs notes with a key of this library's types.
 *
 * @param scheme makes the signature of a text
 */
record SchemeSigner(VerifierKey key, Function<String, byte[]> scheme) implements NoteSigner {

  /** Signs bytes. */
  @FunctionalInterface
  interface Raw {
    byte[] sign(byte[] message);
  }

  @Override
  public NoteSignature sign(String text) {
    SignedNote.requireText(text);
    return new NoteSignature(key.name(), key.keyId(), scheme.apply(text));
  }

  @Override
  public String toString() {
    return "note signer " + key.name();
  }
}
