/**
 * Transparency logs in the public formats: Merkle proofs (RFC 6962, RFC 9162), signed notes,
 * checkpoints, tiles, offline proofs and witnesses (C2SP). Stands alone: nothing here knows what a
 * receipt is.
 *
 * <p>A log signs a checkpoint, has a witness cosign it, and hands out a proof that verifies
 * offline:
 *
 * <pre>{@code
 * // the log: its tree, here kept in tiles
 * Map<Tile, byte[]> tiles = new HashMap<>();
 * TileBuilder tree = new TileBuilder();
 * for (byte[] entry : entries) {
 *   tree.append(MerkleTree.leafHash(entry), tiles::put);
 * }
 * tree.partial(tiles::put);
 * HashReader hashes = HashReader.overTiles(tree.size(), tiles::get);
 *
 * // its checkpoint
 * NoteSigner log = NoteSigner.ed25519("log.example/2026", key);
 * Checkpoint checkpoint =
 *     new Checkpoint("log.example/2026", new TreeHead(tree.size(), tree.root()));
 * SignedNote signed = checkpoint.sign(log);
 *
 * // a witness, here in the same process
 * Witness witness =
 *     Witness.over(
 *             FileWitnessStore.in(folder),
 *             NoteSigner.cosignatureV1("witness.example/w1", witnessKey, time))
 *         .knowing("log.example/2026", log.key());
 * ConsistencyProof growth = ConsistencyProof.between(0, tree.size(), hashes);
 * if (witness.addCheckpoint(AddCheckpoint.of(growth, signed))
 *     instanceof WitnessAnswer.Cosigned cosigned) {
 *   signed = signed.with(cosigned.signatures());
 * }
 *
 * // a proof of the entry at 7, and whoever gets it
 * byte[] proof =
 *     TlogProof.of(InclusionProof.of(7, tree.size(), hashes), signed).encode();
 * TrustPolicy policy = TrustPolicy.ofLog(log.key()).witnessed(1, witness.keys());
 * ProofVerdict verdict =
 *     TlogProof.parse(proof).verify(MerkleTree.leafHash(entries.get(7)), policy);
 * }</pre>
 *
 * <p>{@link dev.factory.receipts.tlog.TileFolder} exports a log as files that any web server can
 * serve, and {@link dev.factory.receipts.tlog.TiledLog} checks such files to the last byte. Start
 * at {@link dev.factory.receipts.tlog.Checkpoint}.
 */
package dev.factory.receipts.tlog;
