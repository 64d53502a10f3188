package dev.factory.examples.quickstart;

import dev.factory.core.FactoryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The file with the key that addresses are hashed with: 64 hex digits that only its owner reads.
 */
final class AddressKey {
  private static final int LENGTH = 32;

  private AddressKey() {}

  static void save(Path file, SecureRandom random) throws IOException {
    byte[] key = new byte[LENGTH];
    random.nextBytes(key);
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    // of a run that was killed
    Files.deleteIfExists(draft);
    OwnerOnly.create(draft);
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      String text = HexFormat.of().formatHex(key) + "\n";
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static byte[] load(Path file) throws IOException {
    try {
      byte[] key =
          HexFormat.of().parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
      if (key.length == LENGTH) {
        return key;
      }
    } catch (IllegalArgumentException | java.nio.charset.MalformedInputException e) {
      throw unreadable(file);
    }
    throw unreadable(file);
  }

  private static FactoryException unreadable(Path file) {
    return new FactoryException(
        "quickstart.key-unreadable",
        file
            + " is not the key that addresses are hashed with; nothing was written: it holds 64"
            + " hex digits, so put back the file that was made with this folder");
  }
}
