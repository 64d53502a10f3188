package dev.factory.receipts.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factory.receipts.spi.Signer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the package's documentation shows, run. */
class PackageExampleTest {
  @Test
  void aLogIsWitnessedAndAnEntryProvedOffline(@TempDir Path folder) {
    List<byte[]> entries = BruteForceTree.entries(1_000);
    Signer key = TestKeys.ed25519(1);
    Signer witnessKey = TestKeys.ed25519(2);
    InstantSource time = TestKeys.TIME;

    Map<Tile, byte[]> tiles = new HashMap<>();
    TileBuilder tree = new TileBuilder();
    for (byte[] entry : entries) {
      tree.append(MerkleTree.leafHash(entry), tiles::put);
    }
    tree.partial(tiles::put);
    HashReader hashes = HashReader.overTiles(tree.size(), TreeInTiles.reader(tiles));

    NoteSigner log = NoteSigner.ed25519("log.example/2026", key);
    Checkpoint checkpoint =
        new Checkpoint("log.example/2026", new TreeHead(tree.size(), tree.root()));
    SignedNote signed = checkpoint.sign(log);

    Witness witness =
        Witness.over(
                FileWitnessStore.in(folder.resolve("witness")),
                NoteSigner.cosignatureV1("witness.example/w1", witnessKey, time))
            .knowing("log.example/2026", log.key());
    ConsistencyProof growth = ConsistencyProof.between(0, tree.size(), hashes);
    if (witness.addCheckpoint(AddCheckpoint.of(growth, signed))
        instanceof WitnessAnswer.Cosigned cosigned) {
      signed = signed.with(cosigned.signatures());
    }

    byte[] proof = TlogProof.of(InclusionProof.of(7, tree.size(), hashes), signed).encode();
    TrustPolicy policy = TrustPolicy.ofLog(log.key()).witnessed(1, witness.keys());
    ProofVerdict verdict =
        TlogProof.parse(proof).verify(MerkleTree.leafHash(entries.get(7)), policy);
    assertThat(verdict).isInstanceOf(ProofVerdict.Included.class);
  }
}
