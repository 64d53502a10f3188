package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.receipts.spi.Signer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An Ed25519 private key held in memory. Thread-safe. */
public final class SigningKey implements Signer {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKey.class);
  private static final String PEM_TYPE = "PRIVATE KEY";

  private final byte[] seed;
  private final PublicKey publicKey;
  private final byte[] publicBytes;

  private SigningKey(byte[] seed) {
    this.seed = seed;
    byte[] derived = new byte[PublicKey.LENGTH];
    Ed25519.generatePublicKey(seed, 0, derived, 0);
    this.publicBytes = derived;
    this.publicKey = PublicKey.of(derived);
  }

  /** {@return a new key} */
  public static SigningKey generate(SecureRandom random) {
    byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
    random.nextBytes(seed);
    return new SigningKey(seed);
  }

  /**
   * {@return the key in a PEM block {@code PRIVATE KEY} (PKCS#8, RFC 8410), as {@link #savePem} and
   * OpenSSL write it}
   *
   * @throws IllegalArgumentException if there is no such block or it holds another kind of key
   */
  public static SigningKey fromPem(String pem) {
    return new SigningKey(KeyEncoding.seedFromPkcs8(Pem.read(pem, PEM_TYPE)));
  }

  /**
   * {@return the key in {@code file}}; warns through the log if others may read the file.
   *
   * @throws FactoryException {@code receipts.key-missing} if there is no such file, {@code
   *     receipts.key-unreadable} if it cannot be read or holds no Ed25519 key
   */
  public static SigningKey loadPem(Path file) {
    try {
      String pem = Files.readString(file, StandardCharsets.US_ASCII);
      if (isReadableByOthers(file)) {
        LOG.warn("others may read the signing key {}; make it readable by its owner only", file);
      }
      return fromPem(pem);
    } catch (NoSuchFileException e) {
      throw new FactoryException(
          "receipts.key-missing",
          "there is no signing key at "
              + file
              + "; nothing was written: check the path, or generate a key and save it there",
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw new FactoryException(
          "receipts.key-unreadable",
          "no Ed25519 key can be read from "
              + file
              + "; nothing was written: it must be PEM with a PKCS#8 block \"PRIVATE KEY\"",
          e);
    }
  }

  /**
   * Saves the key as PEM in a new file that only its owner may read or write. The file appears
   * whole or not at all.
   *
   * @throws FactoryException {@code receipts.key-exists} if there is a file already, which is left
   *     as it is; {@code receipts.key-not-saved} if it cannot be written
   */
  public void savePem(Path file) {
    byte[] pem = Pem.write(PEM_TYPE, KeyEncoding.pkcs8(seed)).getBytes(StandardCharsets.US_ASCII);
    try {
      Path draft = ownerOnlyDraft(file.toAbsolutePath());
      try {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
            OutputStream out = Channels.newOutputStream(channel)) {
          out.write(pem);
          channel.force(true);
        }
        publish(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (FileAlreadyExistsException e) {
      throw new FactoryException(
          "receipts.key-exists",
          file + " exists already and was left as it is; load it, or choose another name",
          e);
    } catch (IOException e) {
      throw new FactoryException(
          "receipts.key-not-saved",
          "the signing key could not be saved to " + file + "; check the folder and the disk",
          e);
    }
  }

  private static Path ownerOnlyDraft(Path file) throws IOException {
    Path folder = file.getParent();
    if (isPosix(file)) {
      return Files.createTempFile(
          folder,
          ".key",
          ".draft",
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Path draft = Files.createTempFile(folder, ".key", ".draft");
    AclFileAttributeView acl = Files.getFileAttributeView(draft, AclFileAttributeView.class);
    if (acl != null) {
      acl.setAcl(List.of(everything(acl.getOwner())));
    }
    return draft;
  }

  private static AclEntry everything(UserPrincipal owner) {
    return AclEntry.newBuilder()
        .setType(AclEntryType.ALLOW)
        .setPrincipal(owner)
        .setPermissions(EnumSet.allOf(AclEntryPermission.class))
        .build();
  }

  /** A link never replaces what is there, as a rename would when two processes save at once. */
  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file);
    }
  }

  private static boolean isReadableByOthers(Path file) throws IOException {
    if (!isPosix(file)) {
      return false;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    return permissions.contains(PosixFilePermission.GROUP_READ)
        || permissions.contains(PosixFilePermission.OTHERS_READ);
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** {@return the public half, to give to whoever verifies} */
  public PublicKey verifier() {
    return publicKey;
  }

  @Override
  public byte[] publicKey() {
    return publicBytes.clone();
  }

  @Override
  public byte[] sign(byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    // with the public key at hand Bouncy Castle need not derive it again: twice as fast
    Ed25519.sign(seed, 0, publicBytes, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public String toString() {
    return "signing key of " + publicKey;
  }
}
