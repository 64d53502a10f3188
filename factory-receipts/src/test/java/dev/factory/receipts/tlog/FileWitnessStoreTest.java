package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factory.core.FactoryException;
import dev.factory.receipts.testkit.WitnessStoreContract;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWitnessStoreTest extends WitnessStoreContract {
  private static final TreeHead HEAD = head(5);

  @TempDir Path folder;

  @Override
  protected WitnessStore emptyStore() {
    return FileWitnessStore.in(folder.resolve("state"));
  }

  @Override
  protected WitnessStore reopened(WitnessStore store) {
    return FileWitnessStore.in(folder.resolve("state"));
  }

  private Path stateFile() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("state"))) {
      return all.filter(file -> file.getFileName().toString().length() == 64)
          .findFirst()
          .orElseThrow();
    }
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(FactoryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void onlyTheOwnerMayReadIt() throws IOException {
    emptyStore().compareAndSet("log", TreeHead.EMPTY, HEAD);
    Path state = folder.resolve("state");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(state)) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void aDamagedFileIsNotTakenForAnUnknownLog() throws IOException {
    WitnessStore store = emptyStore();
    store.compareAndSet("log", TreeHead.EMPTY, HEAD);
    byte[] good = Files.readAllBytes(stateFile());
    byte[] other = new Checkpoint("other", HEAD).text().getBytes(StandardCharsets.UTF_8);
    for (byte[] bad : List.of(new byte[0], new byte[] {(byte) 0xff}, other)) {
      Files.write(stateFile(), bad);
      assertCode("receipts.witness-state-damaged", () -> store.latest("log"));
      assertCode(
          "receipts.witness-state-damaged", () -> store.compareAndSet("log", TreeHead.EMPTY, HEAD));
    }
    Files.write(stateFile(), good);
    assertThat(store.latest("log")).isEqualTo(HEAD);
  }

  @Test
  void aDraftLeftByACrashIsOverwritten() throws IOException {
    WitnessStore store = emptyStore();
    Files.write(folder.resolve("state/draft"), new byte[] {1, 2, 3});
    assertThat(store.compareAndSet("log", TreeHead.EMPTY, HEAD)).isTrue();
    assertThat(reopened(store).latest("log")).isEqualTo(HEAD);
  }

  @Test
  void twoStoresOfOneProcessAtOnceAreRefused() throws IOException {
    WitnessStore store = emptyStore();
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("state/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertCode(
          "receipts.witness-state-busy", () -> store.compareAndSet("log", TreeHead.EMPTY, HEAD));
    }
    assertThat(store.compareAndSet("log", TreeHead.EMPTY, HEAD)).isTrue();
  }

  @Test
  void aFolderThatCannotBeMadeOrReadIsAnError() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertCode("receipts.witness-state-failed", () -> FileWitnessStore.in(file));
    WitnessStore store = emptyStore();
    store.compareAndSet("log", TreeHead.EMPTY, HEAD);
    Path state = stateFile();
    Files.delete(state);
    Files.createDirectory(state);
    assertCode("receipts.witness-state-failed", () -> store.latest("log"));
  }
}
