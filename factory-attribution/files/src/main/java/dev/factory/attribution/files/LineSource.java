package dev.factory.attribution.files;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file in UTF-8, with or without a byte order mark. Bytes that are not UTF-8 become
 * {@link #REPLACEMENT}, so that one bad line does not end the file.
 */
final class LineSource implements AutoCloseable {
  static final char REPLACEMENT = '\ufffd';

  /** Longer lines are cut: nothing that is read here needs half as much. */
  static final int MAX_LINE = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final int BUFFER = 1 << 16;

  private final Reader reader;
  private final char[] buffer = new char[BUFFER];
  private final Deque<Line> pushedBack = new ArrayDeque<>();
  private int length;
  private int next;
  private long number;

  /**
   * One line.
   *
   * @param number from 1
   * @param text without its end
   * @param end what ended it: {@code \n}, {@code \r\n}, {@code \r}, or nothing at the end of the
   *     file
   * @param cut whether it was longer than {@link #MAX_LINE} and the rest is lost
   */
  record Line(long number, String text, String end, boolean cut) {}

  private LineSource(Reader reader) {
    this.reader = reader;
  }

  static LineSource open(Path file) throws IOException {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    LineSource source = new LineSource(new InputStreamReader(Files.newInputStream(file), decoder));
    try {
      if (source.peek() == BYTE_ORDER_MARK) {
        source.next++;
      }
      return source;
    } catch (IOException e) {
      source.close();
      throw e;
    }
  }

  /** {@return the next line, or null at the end} */
  @Nullable Line next() throws IOException {
    Line again = pushedBack.poll();
    if (again != null) {
      return again;
    }
    if (peek() < 0) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    boolean cut = false;
    number++;
    for (int character = peek(); character >= 0; character = peek()) {
      if (character == '\n' || character == '\r') {
        return new Line(number, text.toString(), end(), cut);
      }
      cut |= appendRun(text);
    }
    return new Line(number, text.toString(), "", cut);
  }

  /** Gives lines back, so that they are the next again. */
  void pushBack(List<Line> lines) {
    for (int index = lines.size() - 1; index >= 0; index--) {
      pushedBack.push(lines.get(index));
    }
  }

  /** Takes what the buffer has of the line; {@return whether some of it had to be dropped} */
  private boolean appendRun(StringBuilder text) {
    int start = next;
    while (next < length && buffer[next] != '\n' && buffer[next] != '\r') {
      next++;
    }
    int room = Math.min(next - start, MAX_LINE - text.length());
    text.append(buffer, start, room);
    return room < next - start;
  }

  private String end() throws IOException {
    if (buffer[next++] == '\n') {
      return "\n";
    }
    if (peek() == '\n') {
      next++;
      return "\r\n";
    }
    return "\r";
  }

  private int peek() throws IOException {
    if (next == length) {
      length = Math.max(0, reader.read(buffer));
      next = 0;
      if (length == 0) {
        return -1;
      }
    }
    return buffer[next];
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
