package dev.factory.examples.quickstart;

import dev.factory.core.FactoryException;
import dev.factory.receipts.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * The secrets of a folder: the key that signs receipts, and the key addresses are hashed with.
 *
 * @param signing signs receipts
 * @param address hashes addresses, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // made, handed on once, and never compared
record Keys(SigningKey signing, byte[] address) {

  /**
   * What a run that was killed while it saved a key left behind: the folder is this run's alone.
   */
  private static void deleteDrafts(Path folder) throws IOException {
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, ".key*.draft")) {
      for (Path draft : drafts) {
        Files.delete(draft);
      }
    }
  }

  /**
   * {@return the keys of the folder, made on its first run}
   *
   * @throws FactoryException {@code quickstart.key-missing} if there is a ledger and not its keys:
   *     new ones would not fit it
   */
  static Keys of(Workspace workspace) throws IOException {
    boolean first = !Files.exists(workspace.database());
    SecureRandom random = new SecureRandom();
    Path signingFile = workspace.signingKey();
    if (!Files.exists(signingFile)) {
      requireFirst(first, signingFile);
      deleteDrafts(Objects.requireNonNull(signingFile.toAbsolutePath().getParent()));
      SigningKey.generate(random).savePem(signingFile);
    }
    if (!Files.exists(workspace.addressKey())) {
      requireFirst(first, workspace.addressKey());
      AddressKey.save(workspace.addressKey(), random);
    }
    SigningKey signing = SigningKey.loadPem(signingFile);
    if (!Files.exists(workspace.publicKey())) {
      WholeFile.write(
          workspace.publicKey(), signing.verifier().toPem().getBytes(StandardCharsets.US_ASCII));
    }
    return new Keys(signing, AddressKey.load(workspace.addressKey()));
  }

  private static void requireFirst(boolean first, Path missing) {
    if (!first) {
      throw new FactoryException(
          "quickstart.key-missing",
          missing
              + " is missing, and the ledger beside it was made with it; nothing was written: put"
              + " the file back, or begin in another folder with --dir");
    }
  }

  @Override
  public String toString() {
    return "Keys[hidden]";
  }
}
