package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The forms that are kept for years, as files: what is written today must be these bytes, and these
 * bytes must verify for ever. Files are added, never changed.
 */
class TlogGoldenTest {
  private static final int SIZE = 257;
  private static final TreeInTiles TREE = TreeInTiles.of(SIZE);
  private static final NoteSigner POST_QUANTUM = TestKeys.postQuantum("witness.example/pq", 3);
  private static final TrustPolicy POLICY =
      TestKeys.POLICY.witnessed(2, List.of(TestKeys.WITNESS.key(), POST_QUANTUM.key()));

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = TlogGoldenTest.class.getResourceAsStream("/golden/v1/tlog/" + name)) {
      assertThat(in).as("golden/v1/tlog/" + name).isNotNull();
      return in.readAllBytes();
    }
  }

  /** Every form, by the name of its file. */
  private static Map<String, byte[]> written() {
    SignedNote checkpoint = TREE.checkpoint(SIZE, TestKeys.LOG, TestKeys.WITNESS, POST_QUANTUM);
    FilesInMemory exported = new FilesInMemory();
    exported.export(checkpoint);
    Map<String, byte[]> files = new TreeMap<>();
    exported.files.forEach((path, bytes) -> files.put("log/" + path, bytes));
    files.put(
        "vkeys.txt",
        Text.utf8(
            TestKeys.LOG.key() + "\n" + TestKeys.WITNESS.key() + "\n" + POST_QUANTUM.key() + "\n"));
    files.put(
        "entry-200.tlog-proof",
        TlogProof.of(InclusionProof.of(200, SIZE, TREE.hashes(SIZE)), checkpoint)
            .withExtra(Text.utf8("extra"))
            .encode());
    files.put(
        "add-checkpoint.txt",
        AddCheckpoint.of(
                ConsistencyProof.between(100, SIZE, TREE.hashes(SIZE)),
                TREE.checkpoint(SIZE, TestKeys.LOG))
            .encode());
    return files;
  }

  @Test
  void everyFormIsWrittenAsItWasInVersion1() throws IOException {
    for (Map.Entry<String, byte[]> file : written().entrySet()) {
      assertThat(file.getValue()).as(file.getKey()).isEqualTo(golden(file.getKey()));
    }
  }

  @Test
  void aLogOfVersion1VerifiesWithTheKeysOfVersion1() throws IOException {
    List<VerifierKey> keys =
        new String(golden("vkeys.txt"), StandardCharsets.UTF_8)
            .lines()
            .map(VerifierKey::parse)
            .toList();
    TrustPolicy policy = TrustPolicy.ofLog(keys.get(0)).witnessed(2, keys.subList(1, 3));
    assertThat(policy).isEqualTo(POLICY);
    Map<String, byte[]> log = new TreeMap<>();
    for (String name : written().keySet()) {
      if (name.startsWith("log/")) {
        log.put(name.substring("log/".length()), golden(name));
      }
    }
    LogFiles files = (path, limit) -> Optional.ofNullable(log.get(path));
    assertThat(TiledLog.over(files).verify(policy, (index, entry) -> {}))
        .isInstanceOf(TiledLogVerdict.Verified.class);
  }

  @Test
  void aProofOfVersion1Verifies() throws IOException {
    assertThat(
            TlogProof.parse(golden("entry-200.tlog-proof"))
                .verify(BruteForceTree.leaf(200), POLICY))
        .isInstanceOf(ProofVerdict.Included.class);
  }

  @Test
  void aRequestOfVersion1IsCosigned() throws IOException {
    WitnessStore store = new InMemoryWitnessStore();
    store.compareAndSet(TestKeys.ORIGIN, TreeHead.EMPTY, new TreeHead(100, TREE.root(100)));
    Witness witness =
        Witness.over(store, TestKeys.WITNESS).knowing(TestKeys.ORIGIN, TestKeys.LOG.key());
    assertThat(witness.addCheckpoint(golden("add-checkpoint.txt")).status()).isEqualTo(200);
  }

  @Test
  void aWitnessRemembersAsItDidInVersion1(@TempDir Path folder) throws IOException {
    TreeHead head = new TreeHead(SIZE, TREE.root(SIZE));
    FileWitnessStore.in(folder).compareAndSet(TestKeys.ORIGIN, TreeHead.EMPTY, head);
    // named by the SHA-256 of the origin
    Path file = folder.resolve("3192c68a87e6daf8bbecabd9ba0d92295ae50b2c345b99ac56f22a4b33593fbe");
    assertThat(file).hasBinaryContent(golden("witness-state.txt"));
    assertThat(FileWitnessStore.in(folder).latest(TestKeys.ORIGIN)).isEqualTo(head);
  }
}
