package dev.factory.receipts;

import dev.factory.core.FactoryException;
import dev.factory.core.json.CanonicalJson;
import dev.factory.core.json.InvalidJsonException;
import dev.factory.receipts.spi.Anchor;
import dev.factory.receipts.spi.ReceiptHash;
import dev.factory.receipts.spi.StoredCheckpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * Checkpoints in a file to which lines are only ever added, so that it can lie on a disk of another
 * machine, on storage that is written once, or under an append-only flag of the file system.
 *
 * <p>Each line is a JSON object in canonical form: {@code ledger}, {@code note}, {@code root},
 * {@code size}. A line that a crash cut off is passed over. Several ledgers may share a file.
 * Thread-safe, also between processes.
 */
public final class FileAnchor implements Anchor {
  private static final byte NEWLINE = '\n';

  private final Path file;

  private FileAnchor(Path file) {
    this.file = file;
  }

  /**
   * {@return the anchor in this file, which is made when it is first needed; its folder must be}
   */
  public static FileAnchor at(Path file) {
    return new FileAnchor(file);
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public synchronized void keep(String ledger, StoredCheckpoint checkpoint) {
    byte[] line =
        CanonicalJson.of(
            Map.of(
                "ledger", ledger,
                "note", checkpoint.note(),
                "root", checkpoint.root().toString(),
                "size", checkpoint.size()));
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.lock(); // until the channel is closed
      ByteBuffer bytes = ByteBuffer.allocate(line.length + 2);
      if (!endsWithNewline(channel)) {
        bytes.put(NEWLINE); // what a crash cut off stays a line of its own
      }
      bytes.put(line).put(NEWLINE).flip();
      long at = channel.size();
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new FactoryException(
          "receipts.anchor-failed",
          "the checkpoint could not be added to "
              + file
              + "; the ledger has it: check the folder and the disk, and make another checkpoint",
          e);
    }
  }

  private static boolean endsWithNewline(FileChannel channel) throws IOException {
    if (channel.size() == 0) {
      return true;
    }
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, channel.size() - 1);
    return last.get(0) == NEWLINE;
  }

  /** Reads from the end, so that the work does not grow with the number of checkpoints. */
  @Override
  public synchronized Optional<StoredCheckpoint> latest(String ledger) {
    try (RandomAccessFile in = new RandomAccessFile(existing().toFile(), "r")) {
      long end = in.length();
      while (end > 0) {
        long start = startOfLine(in, end - 1);
        byte[] line = new byte[(int) (end - start)];
        in.seek(start);
        in.readFully(line);
        Optional<StoredCheckpoint> found = parse(line, ledger);
        if (found.isPresent()) {
          return found;
        }
        end = start;
      }
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new FactoryException(
          "receipts.anchor-failed",
          "the checkpoints in " + file + " cannot be read; nothing was changed: check the file",
          e);
    }
  }

  private Path existing() throws NoSuchFileException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return file;
  }

  private static long startOfLine(RandomAccessFile in, long lastByte) throws IOException {
    byte[] buffer = new byte[4_096];
    long end = lastByte;
    while (end > 0) {
      int length = (int) Math.min(buffer.length, end);
      in.seek(end - length);
      in.readFully(buffer, 0, length);
      for (int i = length - 1; i >= 0; i--) {
        if (buffer[i] == NEWLINE) {
          return end - length + i + 1;
        }
      }
      end -= length;
    }
    return 0;
  }

  private static Optional<StoredCheckpoint> parse(byte[] line, String ledger) {
    String text = new String(line, StandardCharsets.UTF_8).strip();
    try {
      JsonMembers in =
          new JsonMembers(CanonicalJson.parseObject(text.getBytes(StandardCharsets.UTF_8)));
      return in.text("ledger").equals(ledger)
          ? Optional.of(
              new StoredCheckpoint(
                  in.integer("size"), ReceiptHash.parse(in.text("root")), in.text("note")))
          : Optional.empty();
    } catch (IllegalArgumentException | InvalidJsonException e) {
      return Optional.empty();
    }
  }
}
