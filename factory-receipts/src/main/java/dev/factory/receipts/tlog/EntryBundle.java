package dev.factory.receipts.tlog;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The entries behind one tile of level 0, as C2SP tlog-tiles serves them. */
public final class EntryBundle {
  /** The longest entry, in bytes: its length is kept in 16 bits. */
  public static final int MAX_ENTRY_BYTES = 65_535;

  static final int MAX_BYTES = Tile.MAX_WIDTH * (Short.BYTES + MAX_ENTRY_BYTES);

  private EntryBundle() {}

  /**
   * {@return the bundle of these entries: each with its length before it, 16 bits big-endian}
   *
   * @param entries each at most {@value #MAX_ENTRY_BYTES} bytes
   * @throws IllegalArgumentException if one is longer
   */
  public static byte[] encode(List<byte[]> entries) {
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY_BYTES) {
        throw new IllegalArgumentException(
            "an entry has at most " + MAX_ENTRY_BYTES + " bytes, not " + entry.length);
      }
      bundle.write(entry.length >>> Byte.SIZE);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    return bundle.toByteArray();
  }

  /**
   * {@return the entries of a bundle}
   *
   * @throws MalformedException {@code receipts.malformed-bundle} if it ends within an entry
   */
  public static List<byte[]> decode(byte[] bundle) {
    ByteBuffer rest = ByteBuffer.wrap(bundle);
    List<byte[]> entries = new ArrayList<>();
    try {
      while (rest.hasRemaining()) {
        byte[] entry = new byte[Short.toUnsignedInt(rest.getShort())];
        rest.get(entry);
        entries.add(entry);
      }
    } catch (BufferUnderflowException e) {
      throw new MalformedException("bundle", "it ends within its entry " + (entries.size() + 1), e);
    }
    return entries;
  }
}
