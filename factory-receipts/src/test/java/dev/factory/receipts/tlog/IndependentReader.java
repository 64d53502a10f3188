package dev.factory.receipts.tlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A second reader of what this library writes: made from C2SP signed-note, tlog-checkpoint,
 * tlog-cosignature and tlog-tiles alone, of classes of the JDK alone. Whatever is not as it should
 * be is an {@link AssertionError}.
 */
final class IndependentReader {
  private final Path folder;

  IndependentReader(Path folder) {
    this.folder = folder;
  }

  /** The entries of a log, after all of its files were found right. */
  List<byte[]> read(String logVkey, String witnessVkey)
      throws IOException, GeneralSecurityException {
    String note = Files.readString(folder.resolve("checkpoint"), StandardCharsets.UTF_8);
    int end = note.lastIndexOf("\n\n") + 1;
    String text = note.substring(0, end);
    List<String> signatureLines = note.substring(end + 1).lines().toList();
    requireSignature(text, signatureLines, logVkey, false);
    requireSignature(text, signatureLines, witnessVkey, true);
    List<String> lines = text.lines().toList();
    require(logVkey.startsWith(lines.get(0) + "+"), "the origin is the key's name");
    long size = Long.parseLong(lines.get(1));
    byte[] root = Base64.getDecoder().decode(lines.get(2));

    List<byte[]> entries = readBundles(size);
    List<byte[]> hashes = new ArrayList<>();
    for (byte[] entry : entries) {
      hashes.add(sha256(new byte[] {0}, entry));
    }
    require(Arrays.equals(root, treeHash(hashes)), "the entries have the checkpoint's root");
    for (int level = 0; !hashes.isEmpty(); level++) {
      requireTiles(level, hashes);
      hashes = rootsOfFullTiles(hashes);
    }
    return entries;
  }

  private void requireSignature(
      String text, List<String> signatureLines, String vkey, boolean timestamped)
      throws GeneralSecurityException {
    String[] parts = vkey.split("\\+", 3);
    byte[] key = Base64.getDecoder().decode(parts[2]);
    byte[] id = Arrays.copyOf(sha256((parts[0] + "\n").getBytes(StandardCharsets.UTF_8), key), 4);
    require(HexFormat.of().formatHex(id).equals(parts[1]), "the key id follows from the key");
    require(key[0] == (timestamped ? 4 : 1), "the key is of the type asked for");
    for (String line : signatureLines) {
      String[] words = line.split(" ", -1);
      require(words.length == 3 && words[0].equals("\u2014"), "a signature line has its form");
      byte[] signature = Base64.getDecoder().decode(words[2]);
      if (words[1].equals(parts[0]) && Arrays.equals(id, Arrays.copyOf(signature, 4))) {
        String signed = text;
        int from = 4;
        if (timestamped) {
          long time = ByteBuffer.wrap(signature, 4, 8).getLong();
          signed = "cosignature/v1\ntime " + time + "\n" + text;
          from = 12;
        }
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(publicKey(Arrays.copyOfRange(key, 1, 33)));
        verifier.update(signed.getBytes(StandardCharsets.UTF_8));
        require(
            verifier.verify(Arrays.copyOfRange(signature, from, signature.length)),
            "the signature is good");
        return;
      }
    }
    throw new AssertionError("no signature of " + parts[0]);
  }

  private static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
    byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] spki = ByteBuffer.allocate(prefix.length + raw.length).put(prefix).put(raw).array();
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
  }

  private List<byte[]> readBundles(long size) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (long bundle = 0; bundle * 256 < size; bundle++) {
      long width = Math.min(256, size - bundle * 256);
      ByteBuffer bytes =
          ByteBuffer.wrap(
              Files.readAllBytes(folder.resolve("tile/entries/" + place(bundle, width))));
      for (int i = 0; i < width; i++) {
        byte[] entry = new byte[bytes.getShort() & 0xffff];
        bytes.get(entry);
        entries.add(entry);
      }
      require(!bytes.hasRemaining(), "a bundle ends with its last entry");
    }
    return entries;
  }

  private void requireTiles(int level, List<byte[]> hashes) throws IOException {
    for (int start = 0; start < hashes.size(); start += 256) {
      int width = Math.min(256, hashes.size() - start);
      byte[] tile =
          Files.readAllBytes(folder.resolve("tile/" + level + "/" + place(start / 256, width)));
      ByteBuffer expected = ByteBuffer.allocate(width * 32);
      hashes.subList(start, start + width).forEach(expected::put);
      require(Arrays.equals(tile, expected.array()), "a tile holds the hashes of its level");
    }
  }

  private static String place(long index, long width) {
    StringBuilder digits = new StringBuilder(Long.toString(index));
    while (digits.length() % 3 != 0) {
      digits.insert(0, '0');
    }
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < digits.length(); i += 3) {
      boolean last = i + 3 == digits.length();
      path.append(last ? "" : "x").append(digits, i, i + 3).append(last ? "" : "/");
    }
    return width == 256 ? path.toString() : path + ".p/" + width;
  }

  private static List<byte[]> rootsOfFullTiles(List<byte[]> hashes) {
    List<byte[]> roots = new ArrayList<>();
    for (int start = 0; start + 256 <= hashes.size(); start += 256) {
      roots.add(treeHash(hashes.subList(start, start + 256)));
    }
    return roots;
  }

  private static byte[] treeHash(List<byte[]> hashes) {
    if (hashes.isEmpty()) {
      return sha256();
    }
    if (hashes.size() == 1) {
      return hashes.get(0);
    }
    int split = Integer.highestOneBit(hashes.size() - 1);
    return sha256(
        new byte[] {1},
        treeHash(hashes.subList(0, split)),
        treeHash(hashes.subList(split, hashes.size())));
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("it is not so that " + what);
    }
  }
}
