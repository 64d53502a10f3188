package dev.factory.receipts.archive;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, each ended by a line feed. Memory is that of the longest line. */
final class LineReader {
  /** The longest line: far beyond what a receipt has, and far below what would fill the memory. */
  static final int LONGEST = 64 << 20;

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private int end;

  LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * {@return the next line without its line feed, or null at the end}
   *
   * @throws EOFException if the stream ends within a line
   * @throws IllegalArgumentException if the line is too long
   */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream longer = new ByteArrayOutputStream(0);
    while (true) {
      for (int i = position; i < end; i++) {
        if (chunk[i] == '\n') {
          byte[] line = joined(longer, i);
          position = i + 1;
          return line;
        }
      }
      longer.write(chunk, position, end - position);
      if (longer.size() > LONGEST) {
        throw new IllegalArgumentException("a line is longer than any that is written");
      }
      position = 0;
      end = Math.max(0, in.read(chunk));
      if (end == 0) {
        if (longer.size() > 0) {
          throw new EOFException("the last line has no end");
        }
        return null;
      }
    }
  }

  private byte[] joined(ByteArrayOutputStream longer, int lineEnd) {
    if (longer.size() == 0) {
      return Arrays.copyOfRange(chunk, position, lineEnd);
    }
    longer.write(chunk, position, lineEnd - position);
    return longer.toByteArray();
  }
}
