package dev.factory.attribution.rail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The files of a {@link FileRail}. One thread of one process is in it at a time. */
final class InstructionFolder {
  private static final String CSV = ".csv";
  private static final String HEADER = "reference,amount,currency,destination\r\n";

  private final ReentrantLock threads = new ReentrantLock();
  private final Path root;
  private final Path pending;
  private final Path sent;
  private final Path batches;

  private InstructionFolder(Path root) {
    this.root = root;
    this.pending = root.resolve("pending");
    this.sent = root.resolve("sent");
    this.batches = root.resolve("batches");
  }

  static InstructionFolder in(Path root) throws IOException {
    InstructionFolder folder = new InstructionFolder(root);
    for (Path part : List.of(folder.pending, folder.sent, folder.batches)) {
      Files.createDirectories(part);
    }
    return folder;
  }

  /** {@return the instruction of this reference: the one given, or the one that was there} */
  String addOrRead(String reference, String line) throws IOException {
    return alone(
        () -> {
          Optional<String> there = find(reference);
          if (there.isPresent()) {
            return there.get();
          }
          write(pending.resolve(reference + CSV), line);
          return line;
        });
  }

  Optional<String> read(String reference) throws IOException {
    return alone(() -> find(reference));
  }

  Optional<Path> batch(String name) throws IOException {
    return alone(
        () -> {
          Path file = batches.resolve(name + CSV);
          if (!Files.exists(file)) {
            StringBuilder content = new StringBuilder(HEADER);
            List<Path> waiting = waiting();
            for (Path instruction : waiting) {
              content.append(Files.readString(instruction));
            }
            if (waiting.isEmpty()) {
              return Optional.empty();
            }
            write(file, content.toString());
          }
          moveThoseIn(file);
          return Optional.of(file);
        });
  }

  /** By what the batch says and not by what waits: more may wait than was put into it. */
  private void moveThoseIn(Path batch) throws IOException {
    String content = Files.readString(batch);
    for (Path instruction : waiting()) {
      if (content.contains("\n" + Files.readString(instruction))) {
        Files.move(
            instruction,
            sent.resolve(instruction.getFileName().toString()),
            StandardCopyOption.ATOMIC_MOVE);
      }
    }
    force(sent);
    force(pending);
  }

  private List<Path> waiting() throws IOException {
    try (Stream<Path> files = Files.list(pending)) {
      return files.filter(file -> file.toString().endsWith(CSV)).sorted().toList();
    }
  }

  private Optional<String> find(String reference) throws IOException {
    for (Path folder : List.of(pending, sent)) {
      Path file = folder.resolve(reference + CSV);
      if (Files.exists(file)) {
        return Optional.of(Files.readString(file));
      }
    }
    return Optional.empty();
  }

  private static void write(Path file, String content) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".half");
    try (FileChannel channel =
        FileChannel.open(
            half,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    Path folder = file.getParent();
    if (folder != null) {
      force(folder);
    }
  }

  /** Makes names survive a crash of the machine, where the system lets a folder be opened. */
  private static void force(Path folder) throws IOException {
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private <T> T alone(Work<T> work) throws IOException {
    threads.lock();
    try (FileChannel channel =
            FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock was lost");
      }
      return work.run();
    } finally {
      threads.unlock();
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }
}
